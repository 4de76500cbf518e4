"""Checkpoint → the files of the wheel: FILES and the manifest that pins them, reader.json.

    python -m training.export --checkpoint FILE --tokenizer FILE [--out src/onrecord/reader/weights]

The encoder's matrix products are quantised dynamically to int8, per channel, its word embeddings, half of the file, to
int8 with a scale a row; the span decoders' products too (no loss on these weights, docs/log.md).
reader.json pins the SHA-256 of each file, which the package checks when it loads; calibrate.py completes it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reader.coreference import no_links
from onrecord.reader.labels import CONTEXT
from training.graphs import fuse, narrow_embeddings, one_row_at_a_time
from training.network import OUTPUTS, Config, Network
from training.span_decoder import SpanDecoder

FILES = ("encoder.onnx", "attributions.onnx", "claims.onnx", "mentions.npz", "tokenizer.json")


class EncoderGraph(nn.Module):
    """What encoder.onnx computes; a window is never padded, so it needs no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, gaps: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        hidden = self.network.encoder(ids, cases, gaps, quotes, None)
        return (*self.network.heads(hidden), hidden)


def main() -> None:
    options = arguments()
    network = Network(Config())
    network.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    network.eval()
    fold_scale(network)
    options.out.mkdir(parents=True, exist_ok=True)
    export_encoder(network, options.out / "encoder.onnx")
    export_decoder(network.attributions, options.out / "attributions.onnx")
    export_decoder(network.claims, options.out / "claims.onnx")
    export_mentions(network, options.out / "mentions.npz")
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_truncation()  # windows are cut by the reader; the tokenizer sees whole reports
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    write_manifest(
        options.out,
        {
            "attributions": uncalibrated(network.attributions),
            "claims": uncalibrated(network.claims),
            "mentions": {"threshold": 0.5},
        },
    )


def export_encoder(network: Network, path: Path) -> None:
    rows = tuple(torch.ones(1, 24, dtype=torch.long) for _ in range(4))
    names = ["ids", "cases", "gaps", "quotes"]
    outputs = [*OUTPUTS, "hidden"]
    axes = {name: {1: "length"} for name in [*names, *outputs]}
    write(EncoderGraph(network), rows, names, outputs, axes, path)


def export_decoder(decoder: SpanDecoder, path: Path) -> None:
    n, view = 3, Config().decoder.view
    around = (
        torch.randn(n, 2 * CONTEXT, view),
        torch.randn(n, view),
        torch.zeros(n, 2 * CONTEXT, dtype=torch.long),
        torch.ones(n, 2 * CONTEXT, dtype=torch.bool),
    )
    names = ["tokens", "cue", "in_cue", "mask"]
    axes = {name: {0: "cues", 1: "length"} for name in ["tokens", "in_cue", "mask", "emissions"]}
    axes |= {name: {0: "cues"} for name in ["cue", *decoder.classes]}
    write(decoder, around, names, ["emissions", *decoder.classes], axes, path, rows_apart=True)


def export_mentions(network: Network, path: Path) -> None:
    """The weights that numpy applies. Links come from train_coreference.py; until then nothing is linked."""
    arrays = {name: p.detach().numpy().astype(np.float16) for name, p in network.mentions.named_parameters()}
    kept = ("pair", "start.", "end.", "kind.")
    arrays = {name: array for name, array in arrays.items() if name.startswith(kept)}
    save_arrays(path, arrays | no_links(2 * Config().mention_view))


def save_arrays(path: Path, arrays: dict[str, Any]) -> None:
    """An .npz whose bytes depend on its arrays alone (numpy's own stamps the time of day)."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(arrays):
            with io.BytesIO() as buffer:
                np.save(buffer, arrays[name], allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)


def uncalibrated(decoder: SpanDecoder) -> dict[str, Any]:
    """Scores straight from the evidence; nothing is left out."""
    return {
        "transitions": decoder.crf.transitions().detach().numpy().round(4).tolist(),
        "cue_bias": 0.0,
        "intercept": 0.0,
        "cue_weight": 1.0,
        "spans_weight": 0.1,
        "threshold": 0.0,
    }


def fold_scale(network: Network) -> None:
    """Moves attention's 1/sqrt(width) into the query weights, which saves a pass over every attention matrix."""
    with torch.no_grad():
        for layer in [*network.encoder.layers, *network.attributions.layers, *network.claims.layers]:
            width = layer.qkv.in_features
            layer.qkv.weight[:width] *= (width // layer.n_heads) ** -0.5
            layer.qkv.bias[:width] *= (width // layer.n_heads) ** -0.5


def write_manifest(folder: Path, fitted: dict[str, Any]) -> None:
    """reader.json: what was fitted, a SHA-256 for each file, and a version that changes with either."""
    pins = {name: sha256(folder / name) for name in FILES}
    version = hashlib.sha256(json.dumps([pins, fitted], sort_keys=True).encode()).hexdigest()[:12]
    manifest = {"version": version, "files": pins, **fitted}
    (folder / "reader.json").write_text(json.dumps(manifest, indent=1) + "\n")


def read_fitted(folder: Path) -> dict[str, Any]:
    """What was fitted, as `write_manifest` takes it."""
    manifest = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    return {name: manifest[name] for name in ("attributions", "claims", "mentions")}


def write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    *,
    rows_apart: bool = False,
) -> None:
    """Traces, fuses, quantises and saves one graph; `rows_apart`: it computes each row by itself."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            module, inputs, str(plain), input_names=names, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        fuse(plain, fused)
        narrow_embeddings(fused)
        # weights of 7 bits: full range saturates on processors without VNNI, unsigned ones take 1.6 times as long
        quantize_dynamic(
            fused, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    if rows_apart:
        one_row_at_a_time(path)
    print(path.name, path.stat().st_size)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/reader/weights"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
