"""Changes to ONNX graphs on their way into the wheel: what is fused, stored narrowly, or computed row by row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import helper


def fuse(plain: Path, fused: Path) -> None:
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False  # ONNX Runtime's fused kernel takes eight times as long as the two nodes
    model = optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=0, hidden_size=0, opt_level=1, optimization_options=options
    )
    model.save_model_to_file(str(fused))


def narrow_embeddings(path: Path) -> None:
    """Stores large embedding tables in int8 with a scale a row; both are looked up and multiplied."""
    model = onnx.load(path)
    graph = model.graph
    tables = {t.name: t for t in graph.initializer if len(t.dims) == 2 and t.dims[0] > 1000}
    for place, node in enumerate(list(graph.node)):
        if node.op_type != "Gather" or node.input[0] not in tables:
            continue
        name, wide, ids = node.input[0], node.output[0], node.input[1]
        table = onnx.numpy_helper.to_array(tables[name])
        scale = np.abs(table).max(axis=1, keepdims=True).clip(1e-8) / 127
        graph.initializer.remove(tables[name])
        graph.initializer.append(onnx.numpy_helper.from_array(np.rint(table / scale).astype(np.int8), name))
        graph.initializer.append(onnx.numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"))
        node.output[0] = f"{wide}_int8"
        behind = [
            onnx.helper.make_node("Gather", [f"{name}_scale", ids], [f"{wide}_scale"]),
            onnx.helper.make_node("Cast", [f"{wide}_int8"], [f"{wide}_float"], to=onnx.TensorProto.FLOAT),
            onnx.helper.make_node("Mul", [f"{wide}_float", f"{wide}_scale"], [wide]),
        ]
        for i, new in enumerate(behind, 1):
            graph.node.insert(place + i, new)
    onnx.save(model, path)


def one_row_at_a_time(path: Path) -> None:
    """Wraps a graph over rows in a Scan that runs it once a row.

    A row's tensors stay in the processor's cache, where those of 32 rows do not (a quarter less time for 32 cues), and
    dynamic quantisation takes its scales from one row alone, so no row changes another's result.
    """
    model = onnx.load(path)
    inputs, outputs = list(model.graph.input), list(model.graph.output)
    outer = {value.name for value in [*inputs, *outputs]}
    row = helper.make_tensor("row_axis", onnx.TensorProto.INT64, [1], [0])
    body = helper.make_graph(
        [
            *(helper.make_node("Unsqueeze", [f"{v.name}_row", row.name], [v.name]) for v in inputs),
            *model.graph.node,
            *(helper.make_node("Squeeze", [v.name, row.name], [f"{v.name}_row"]) for v in outputs),
        ],
        "one_row",
        [_row_of(value) for value in inputs],
        [_row_of(value) for value in outputs],
        initializer=[*model.graph.initializer, row],
    )
    for node in body.node:  # a name inside may not be one outside
        node.input[:] = [f"{name}_inside" if name in outer else name for name in node.input]
        node.output[:] = [f"{name}_inside" if name in outer else name for name in node.output]
    names = [value.name for value in inputs], [value.name for value in outputs]
    scan = helper.make_node("Scan", *names, num_scan_inputs=len(inputs), body=body)
    wrapped = helper.make_graph([scan], model.graph.name, inputs, outputs)
    model.graph.CopyFrom(wrapped)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def inner_graph(model: onnx.ModelProto) -> onnx.GraphProto:
    """The graph that computes: the body of the Scan where there is one (see `one_row_at_a_time`), else the whole."""
    scans = [node for node in model.graph.node if node.op_type == "Scan"]
    return next(a.g for a in scans[0].attribute if a.name == "body") if scans else model.graph


def _row_of(value: onnx.ValueInfoProto) -> onnx.ValueInfoProto:
    kind = value.type.tensor_type
    shape = [size.dim_param or size.dim_value for size in kind.shape.dim][1:]
    return helper.make_tensor_value_info(f"{value.name}_row", kind.elem_type, shape)
