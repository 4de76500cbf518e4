"""Checkpoint → the files of the wheel: encoder.onnx, roles.onnx, tokenizer.json, reader.json.

    python -m training.export --checkpoint FILE --tokenizer FILE [--out src/onrecord/reader/weights]

The encoder's matrix products are quantised dynamically to int8, per channel; its word embeddings, half of the file, are
kept in half precision: int8 embeddings and an int8 role decoder each cost about 0.3 points of F1 (docs/log.md).
reader.json pins the SHA-256 of each file, which the package checks when it loads; calibrate.py completes it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reader.labels import CONTEXT
from training.network import Config, Network
from training.torch_encoder import uncalibrated


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
    rows = tuple(torch.ones(1, 24, dtype=torch.long) for _ in range(4))
    names = ["ids", "cases", "gaps", "quotes"]
    outputs = ["cue_logits", "token_view", "cue_view", "hidden"]
    axes = {name: {1: "length"} for name in [*names, *outputs]}
    write(EncoderGraph(network), rows, names, outputs, axes, options.out / "encoder.onnx", quantise=True)
    n, view = 3, Config().view
    around = (
        torch.randn(n, 2 * CONTEXT, view),
        torch.randn(n, view),
        torch.zeros(n, 2 * CONTEXT, dtype=torch.long),
        torch.ones(n, 2 * CONTEXT, dtype=torch.bool),
    )
    names = ["tokens", "cue", "in_cue", "mask"]
    axes = {name: {0: "cues", 1: "length"} for name in ["tokens", "in_cue", "mask", "emissions"]}
    axes |= {name: {0: "cues"} for name in ["cue", "kinds"]}
    write(network.roles, around, names, ["emissions", "kinds"], axes, options.out / "roles.onnx", quantise=False)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_truncation()  # windows are cut by the reader; the tokenizer sees whole reports
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    write_manifest(options.out, asdict(uncalibrated(network)))


def fold_scale(network: Network) -> None:
    """Moves attention's 1/sqrt(width) into the query weights, which saves a pass over every attention matrix."""
    with torch.no_grad():
        for layer in [*network.encoder.layers, *network.roles.layers]:
            width = layer.qkv.in_features
            layer.qkv.weight[:width] *= (width // layer.n_heads) ** -0.5
            layer.qkv.bias[:width] *= (width // layer.n_heads) ** -0.5


def write_manifest(folder: Path, calibration: dict[str, Any]) -> None:
    """reader.json: the calibration, a SHA-256 for each file, and a version that changes with either."""
    calibration["transitions"] = np.asarray(calibration["transitions"]).tolist()
    pins = {name: sha256(folder / name) for name in ("encoder.onnx", "roles.onnx", "tokenizer.json")}
    version = hashlib.sha256(json.dumps([pins, calibration], sort_keys=True).encode()).hexdigest()[:12]
    manifest = {"version": version, "files": pins, "calibration": calibration}
    (folder / "reader.json").write_text(json.dumps(manifest, indent=1) + "\n")


def write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    *,
    quantise: bool,
) -> None:
    """Traces, fuses, quantises and saves one graph."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            module, inputs, str(plain), input_names=names, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        fuse(plain, fused)
        if quantise:
            halve_embeddings(fused)
            # weights of 7 bits: full range saturates on processors without VNNI, unsigned ones run 15 % slower
            quantize_dynamic(
                fused, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                op_types_to_quantize=["MatMul"],
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
        else:
            shutil.copyfile(fused, path)
    print(path.name, path.stat().st_size)


def halve_embeddings(path: Path) -> None:
    """Stores large embedding tables in half precision, widened after the look-up."""
    model = onnx.load(path)
    graph = model.graph
    tables = {t.name: t for t in graph.initializer if len(t.dims) == 2 and t.dims[0] > 1000}
    for place, node in enumerate(list(graph.node)):
        if node.op_type == "Gather" and node.input[0] in tables:
            table = tables[node.input[0]]
            half = onnx.numpy_helper.to_array(table).astype(np.float16)
            table.CopyFrom(onnx.numpy_helper.from_array(half, table.name))
            wide = node.output[0]
            node.output[0] = f"{wide}_half"
            graph.node.insert(place + 1, onnx.helper.make_node("Cast", [f"{wide}_half"], [wide], to=1))
    onnx.save(model, path)


def fuse(plain: Path, fused: Path) -> None:
    from onnxruntime.transformers import optimizer

    model = optimizer.optimize_model(str(plain), model_type="bert", num_heads=0, hidden_size=0, opt_level=1)
    model.save_model_to_file(str(fused))


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
