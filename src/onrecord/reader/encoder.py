"""The one seam to the network: `Encoder`. Everything that reads depends on this protocol, never on a runtime.

`OnnxEncoder` runs the shipped int8 graphs on ONNX Runtime; tests and training bring their own. Each window is run
alone and on one thread: dynamic quantisation takes its scales from the whole batch, so a batch of several windows
would let one report's words change another's reading. Many reports are read side by side instead (see pipeline.py).
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import WeightsError
from onrecord.reader.labels import ATTRIBUTION_CLASSES, CLAIM_CLASSES

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Calibration:
    """What was fitted after training, on data the weights were not trained on (training/calibrate.py).

    One for each span decoder. transitions : (tags, tags) scores between its tags, forbidden ones at -1e4.
    cue_bias : added to the logit of "no cue"; trades precision against recall.
    intercept, cue_weight, spans_weight : the logistic model behind `score`.
    threshold : what has a lower score is left out.
    span_bias : label → what is added where a span of that label begins; trades its precision against its recall.
    """

    transitions: Floats
    cue_bias: float
    intercept: float
    cue_weight: float
    spans_weight: float
    threshold: float
    span_bias: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class MentionWeights:
    """Weights that are applied outside any graph, by name (see mentions.py and coreference.py)."""

    threshold: float
    arrays: dict[str, Floats]


@dataclass(frozen=True)
class Views:
    """What the encoder says of every token, one row a token: of one window, or stitched over a report."""

    cue_logits: Floats
    token_view: Floats
    cue_view: Floats
    trigger_logits: Floats
    claim_view: Floats
    trigger_view: Floats
    start_view: Floats
    end_view: Floats


@dataclass(frozen=True)
class Decoded:
    """What a span decoder says of n cues: emissions (n, length, tags) and logits (n, values) of each class."""

    emissions: Floats
    classes: dict[str, Floats]


class Encoder(Protocol):
    tokenizer: Tokenizer
    attributions: Calibration
    claims: Calibration
    mentions: MentionWeights

    def encode(self, ids: Ints, cases: Ints, gaps: Ints, quotes: Ints) -> Views:
        """One window; arrays (length,), the special tokens included."""
        ...

    def decode_attributions(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> Decoded:
        """n cues, tokens around each (n, length, view); see labels.ROLE_TAGS, labels.ATTRIBUTION_CLASSES."""
        ...

    def decode_claims(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> Decoded:
        """n triggers, tokens around each; see labels.CLAIM_TAGS, labels.CLAIM_CLASSES."""
        ...


class OnnxEncoder:
    """The shipped weights. Raises WeightsError where a file is missing or differs from its pinned SHA-256."""

    def __init__(self, weights: Traversable | None = None) -> None:
        folder = weights or files("onrecord.reader") / "weights"
        manifest = _manifest(folder)
        blobs = {name: _verified(folder, name, pinned) for name, pinned in manifest["files"].items()}
        self.version = str(manifest["version"])
        self.attributions = _calibration(manifest["attributions"])
        self.claims = _calibration(manifest["claims"])
        self.mentions = MentionWeights(manifest["mentions"]["threshold"], _arrays(blobs["mentions.npz"]))
        self.tokenizer = Tokenizer.from_str(blobs["tokenizer.json"].decode("utf-8"))
        self._encoder = _session(blobs["encoder.onnx"])
        self._attributions = _session(blobs["attributions.onnx"])
        self._claims = _session(blobs["claims.onnx"])

    def encode(self, ids: Ints, cases: Ints, gaps: Ints, quotes: Ints) -> Views:
        feeds = {"ids": ids[None], "cases": cases[None], "gaps": gaps[None], "quotes": quotes[None]}
        names = [view.name for view in fields(Views)]
        return Views(*(part[0] for part in self._encoder.run(names, feeds)))

    def decode_attributions(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> Decoded:
        feeds = {"tokens": tokens, "cue": cue, "in_cue": in_cue, "mask": mask}
        return _decode(self._attributions, ATTRIBUTION_CLASSES, feeds)

    def decode_claims(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> Decoded:
        feeds = {"tokens": tokens, "cue": cue, "in_cue": in_cue, "mask": mask}
        return _decode(self._claims, CLAIM_CLASSES, feeds)


def _decode(session: onnxruntime.InferenceSession, classes: Iterable[str], feeds: dict[str, Any]) -> Decoded:
    emissions, *logits = session.run(["emissions", *classes], feeds)
    return Decoded(emissions, dict(zip(classes, logits, strict=True)))


def _calibration(fitted: dict[str, Any]) -> Calibration:
    transitions = np.asarray(fitted["transitions"], dtype=np.float32)
    return Calibration(**fitted | {"transitions": transitions})


def _arrays(blob: bytes) -> dict[str, Floats]:
    with np.load(io.BytesIO(blob), allow_pickle=False) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


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
    # the fused kernel takes eight times as long as the addition and the normalisation by themselves (1.32, docs/log.md)
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)
