"""A small writer of ONNX graphs whose weights are stored in 8 or 16 bits and computed in float32.

Weights are stored as int8 with a scale a row, or as float16, and turned into float32 by Cast and Mul;
the runtime folds these when it loads the graph. So it needs neither `shader-f16` nor quantized kernels.
"""
from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 20


def quantize_rows(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[rows, ...] float -> int8 of the same shape and float32 scales [rows]; the scale that gives the
    least squared error among some that clip a little."""
    flat = weight.reshape(len(weight), -1).astype(np.float64)
    peak = np.maximum(np.abs(flat).max(1, keepdims=True), 1e-12)
    best = np.full((len(flat), 1), np.inf)
    scale = peak / 127
    for share in np.linspace(0.7, 1.0, 16):
        trial = peak * share / 127
        error = ((np.clip(np.round(flat / trial), -127, 127) * trial - flat) ** 2).sum(1, keepdims=True)
        scale = np.where(error < best, trial, scale)
        best = np.minimum(best, error)
    scale = scale.astype(np.float32)
    return np.clip(np.round(flat / scale), -127, 127).astype(np.int8).reshape(weight.shape), scale[:, 0]


class Graph:
    def __init__(self, name: str):
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def op(self, kind: str, *inputs: str, out: str | None = None, outputs: int = 1, **attributes):
        """Adds a node; returns its output's name, or a list of them where `outputs` > 1."""
        self._count += 1
        names = [out or f"{kind.lower()}_{self._count}"] if outputs == 1 else [
            f"{kind.lower()}_{self._count}_{i}" for i in range(outputs)
        ]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"n{self._count}", **attributes))
        return names[0] if outputs == 1 else names

    def raw(self, array: np.ndarray) -> str:
        self._count += 1
        name = f"w{self._count}"
        self.weights.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def ints(self, *values: int) -> str:
        return self.raw(np.array(values, dtype=np.int64))

    def half(self, tensor: torch.Tensor) -> str:
        """Stored as float16."""
        return self.op("Cast", self.raw(tensor.detach().numpy().astype(np.float16)), to=TensorProto.FLOAT)

    def full(self, tensor: torch.Tensor) -> str:
        """Stored as float32: for what is small and touchy (biases, norms)."""
        return self.raw(tensor.detach().float().numpy())

    def byte(self, tensor: torch.Tensor) -> str:
        """Stored as int8 with a scale for each row (first axis)."""
        values, scales = quantize_rows(tensor.detach().float().numpy())
        shape = (-1,) + (1,) * (values.ndim - 1)
        return self.op("Mul", self.op("Cast", self.raw(values), to=TensorProto.FLOAT), self.raw(scales.reshape(shape)))

    def model(self, inputs: list, outputs: list) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, self.name, inputs, outputs, self.weights)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="overlook"
        )
        onnx.checker.check_model(model, full_check=True)
        return model
