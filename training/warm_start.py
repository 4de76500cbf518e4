"""Weights as shipped (ONNX, int8) → the state of a network to train on from.

Releases ship no checkpoint, only quantised graphs. Their matrices are widened again (about 0.3 points of F1 were lost
in quantising, and a few steps win them back); names follow from the bias that is added behind each product.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import nn

from training.graphs import inner_graph

RENAMED = {"kind": "classes.kind"}  # parameters of the span decoder whose names changed since weights c. 2026-11-23


def load_shipped(network: nn.Module, folder: Path) -> list[str]:
    """Fills `network` from a weights folder; returns the parameters that the folder does not hold."""
    found: dict[str, np.ndarray[Any, Any]] = {}
    for file, prefix in (("encoder.onnx", ""), ("roles.onnx", "attributions."), ("attributions.onnx", "attributions."),
                         ("claims.onnx", "claims.")):  # fmt: skip
        if (folder / file).exists():
            found |= {prefix + name: array for name, array in parameters(onnx.load(folder / file)).items()}
    unfold_scale(network, found)
    manifest = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    fitted = {name: manifest[name] for name in ("attributions", "claims") if name in manifest}
    fitted.setdefault("attributions", manifest.get("calibration"))  # releases up to 2026-11-23 had one decoder
    for name, calibration in fitted.items():
        found[f"{name}.crf.free"] = np.asarray(calibration["transitions"], dtype=np.float32)
    if (folder / "mentions.npz").exists():
        with np.load(folder / "mentions.npz") as arrays:
            found |= {f"mentions.{name}": arrays[name].astype(np.float32) for name in arrays.files}
    state = network.state_dict()
    missing = []
    for name, tensor in state.items():
        old = found.get(name)
        if old is not None and old.shape == tuple(tensor.shape):
            state[name] = torch.tensor(old, dtype=tensor.dtype)
        else:
            missing.append(name)
    network.load_state_dict(state)
    return missing


def parameters(model: onnx.ModelProto) -> dict[str, np.ndarray[Any, Any]]:
    graph = inner_graph(model)
    arrays = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    consumers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            consumers.setdefault(name, []).append(node)
    out: dict[str, np.ndarray[Any, Any]] = {}
    for name, array in arrays.items():
        if name.endswith((".weight", ".bias")):
            out[_parameter(name)] = array.astype(np.float32) * arrays.get(f"{name}_scale", np.float32(1))
    for node in graph.node:
        if node.op_type in ("MatMulInteger", "MatMul") and node.input[1] in arrays:
            weight = arrays[node.input[1]].astype(np.float32)
            if node.op_type == "MatMulInteger":
                weight *= arrays[node.input[1].replace("_quantized", "_scale")]
            bias = _bias_behind(node, consumers)
            if bias:
                out[_parameter(bias).removesuffix(".bias") + ".weight"] = weight.T.copy()
    return out


def _parameter(name: str) -> str:
    name = name.removeprefix("network.")
    head, _, rest = name.partition(".")
    return f"{RENAMED[head]}.{rest}" if head in RENAMED else name


_BIAS_AT = {"Add": (0, 1), "BiasGelu": (1,), "FastGelu": (1,), "SkipLayerNormalization": (4,)}  # its place in each node


def _bias_behind(node: onnx.NodeProto, consumers: dict[str, list[onnx.NodeProto]]) -> str | None:
    for _ in range(4):
        for place in _BIAS_AT.get(node.op_type, ()):
            if place < len(node.input) and node.input[place].endswith(".bias"):
                return str(node.input[place])
        following = consumers.get(node.output[0], [])
        if not following:
            return None
        node = following[0]
    return None


def unfold_scale(network: nn.Module, found: dict[str, np.ndarray[Any, Any]]) -> None:
    """Undoes export.fold_scale: takes attention's 1/sqrt(width) out of the query weights again."""
    for name, module in network.named_modules():
        if isinstance(getattr(module, "qkv", None), nn.Linear) and f"{name}.qkv.weight" in found:
            width = module.qkv.in_features
            for part in ("weight", "bias"):
                found[f"{name}.qkv.{part}"][:width] *= (width // module.n_heads) ** 0.5
