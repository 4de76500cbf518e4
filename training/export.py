"""Checkpoint → the files of the wheel: encoder.onnx and roles.onnx (int8 weights), tokenizer.json, reader.json.

    python -m training.export --checkpoint FILE --tokenizer FILE --calibration FILE --out src/onrecord/reader/weights

Transformer blocks are fused by ONNX Runtime's optimiser before the matrix products are quantised dynamically, with
per-channel int8 weights. The embedding tables are quantised too: they are half of the file. Writes the SHA-256 of each
file to reader.json, which the package checks when it loads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reader.labels import CONTEXT
from training.network import Config, Network


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
    options.out.mkdir(parents=True, exist_ok=True)
    rows = tuple(torch.ones(1, 24, dtype=torch.long) for _ in range(4))
    names = ["ids", "cases", "gaps", "quotes"]
    outputs = ["cue_logits", "token_view", "cue_view", "hidden"]
    axes = {name: {1: "length"} for name in [*names, *outputs]}
    write(EncoderGraph(network), rows, names, outputs, axes, options.out / "encoder.onnx")
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
    write(network.roles, around, names, ["emissions", "kinds"], axes, options.out / "roles.onnx")
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_truncation()  # windows are cut by the reader; the tokenizer sees whole reports
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    pins = {f: sha256(options.out / f) for f in ("encoder.onnx", "roles.onnx", "tokenizer.json")}
    calibration = json.loads(options.calibration.read_text())
    version = hashlib.sha256(json.dumps([pins, calibration], sort_keys=True).encode()).hexdigest()[:12]
    manifest = {"version": version, "files": pins, "calibration": calibration}
    (options.out / "reader.json").write_text(json.dumps(manifest, indent=1) + "\n")


def write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
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
        quantize_dynamic(
            fused, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather", "Attention", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    print(path.name, path.stat().st_size, sorted({node.op_type for node in onnx.load(path).graph.node}))


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
    parser.add_argument("--calibration", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/reader/weights"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
