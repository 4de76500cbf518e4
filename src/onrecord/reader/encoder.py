"""The one seam to the network: `Encoder`. Everything that reads depends on this protocol, never on a runtime.

`OnnxEncoder` runs the shipped int8 graphs on ONNX Runtime; tests and training bring their own. Each window is run
alone and on one thread: dynamic quantisation takes its scales from the whole batch, so a batch of several windows
would let one report's words change another's reading. Many reports are read side by side instead (see pipeline.py).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import WeightsError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Calibration:
    """What was fitted after training, on data the weights were not trained on (training/calibrate.py).

    transitions : (tags, tags) scores between role tags, forbidden ones at -1e4.
    cue_bias : added to the logit of "no cue"; trades precision against recall.
    intercept, cue_weight, roles_weight : the logistic model behind `Attribution.score`.
    threshold : attributions with a lower score are left out.
    """

    transitions: Floats
    cue_bias: float
    intercept: float
    cue_weight: float
    roles_weight: float
    threshold: float


class Encoder(Protocol):
    tokenizer: Tokenizer
    calibration: Calibration

    def encode(self, ids: Ints, cases: Ints, gaps: Ints, quotes: Ints) -> tuple[Floats, Floats, Floats]:
        """One window, arrays (length,) → cue logits (length, cue tags), token view and cue view (length, view)."""
        ...

    def roles(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """n cues, tokens around each (n, length, view) → emissions (n, length, role tags), kinds (n, kinds)."""
        ...


class OnnxEncoder:
    """The shipped weights. Raises WeightsError where a file is missing or differs from its pinned SHA-256."""

    def __init__(self, weights: Traversable | None = None) -> None:
        folder = weights or files("onrecord.reader") / "weights"
        manifest = _manifest(folder)
        blobs = {name: _verified(folder, name, pinned) for name, pinned in manifest["files"].items()}
        fitted = dict(manifest["calibration"])
        transitions = np.asarray(fitted.pop("transitions"), dtype=np.float32)
        self.calibration = Calibration(transitions=transitions, **fitted)
        self.version = str(manifest["version"])
        self.tokenizer = Tokenizer.from_str(blobs["tokenizer.json"].decode("utf-8"))
        self._encoder = _session(blobs["encoder.onnx"])
        self._roles = _session(blobs["roles.onnx"])

    def encode(self, ids: Ints, cases: Ints, gaps: Ints, quotes: Ints) -> tuple[Floats, Floats, Floats]:
        feeds = {"ids": ids[None], "cases": cases[None], "gaps": gaps[None], "quotes": quotes[None]}
        cue, token_view, cue_view = self._encoder.run(["cue_logits", "token_view", "cue_view"], feeds)
        return cue[0], token_view[0], cue_view[0]

    def roles(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        emissions, kinds = self._roles.run(None, {"tokens": tokens, "cue": cue, "in_cue": in_cue, "mask": mask})
        return emissions, kinds


def _manifest(folder: Traversable) -> Any:
    try:
        return json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(
            "the manifest of the weights cannot be read", item="reader.json", remedy="Install onrecord again."
        ) from error


def _verified(folder: Traversable, name: str, pinned: str) -> bytes:
    try:
        blob = (folder / name).read_bytes()
    except OSError as error:
        raise WeightsError("the file is missing", item=name, remedy="Install onrecord again.") from error
    if hashlib.sha256(blob).hexdigest() != pinned:
        raise WeightsError(
            "the file is not the one that was shipped (its SHA-256 differs)",
            item=name,
            remedy="Install onrecord again.",
        )
    return blob


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
