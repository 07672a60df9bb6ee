"""Takes the weights of an exported compact model back out of its ONNX files, to go on training from them."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from ..towers import DualEncoder


class Stored:
    """Constants of a graph, with the Cast and Mul by which the exporter stores them in 8 or 16 bits undone."""

    def __init__(self, path: Path):
        graph = onnx.load(path).graph
        self.nodes = list(graph.node)
        self.weights = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
        self.maker = {out: node for node in self.nodes for out in node.output}

    def value(self, name: str) -> np.ndarray | None:
        """The constant of that name as float32, None where it depends on an input."""
        if name in self.weights:
            return self.weights[name].astype(np.float32)
        node = self.maker.get(name)
        if node is None or node.op_type not in ("Cast", "Mul", "Transpose"):
            return None
        parts = [self.value(i) for i in node.input]
        if any(p is None for p in parts):
            return None
        if node.op_type == "Mul":
            return parts[0] * parts[1]
        return parts[0].transpose(*node.attribute[0].ints) if node.op_type == "Transpose" else parts[0]


@torch.no_grad()
def start_from(model: DualEncoder, folder: Path, pixels: torch.Tensor) -> None:
    """Fills `model` from `folder/vision.onnx` and `folder/text.onnx`. Batch normalizations, which are folded into
    the files' convolutions, start as the identity, measured on `pixels` [b, 3, h, w] in -1..1."""
    vision = Stored(folder / "vision.onnx")
    convolutions = [[vision.value(i) for i in n.input[1:]] for n in vision.nodes if n.op_type == "Conv"]
    layers = model.image.convolutions()
    for layer, (weight, bias) in zip(layers, convolutions[:-1], strict=True):
        layer.conv.weight.copy_(torch.from_numpy(weight))
        layer.start_bias = torch.from_numpy(bias).to(pixels.device)
    model.image.project.weight.copy_(torch.from_numpy(convolutions[-1][0]))
    model.image.eval()(pixels)
    model.image.train()

    text = Stored(folder / "text.onnx")
    gathers = [n for n in text.nodes if n.op_type == "Gather"]
    table = text.weights[gathers[0].input[0]].astype(np.float32) * text.weights[gathers[1].input[0]]
    model.text.embed.weight.copy_(torch.from_numpy(table))
    slices = next(n for n in text.nodes if n.op_type == "Slice")
    model.text.position.weight.copy_(torch.from_numpy(text.value(slices.input[0])))
    norms = [[text.weights[i] for i in n.input[1:]] for n in text.nodes if n.op_type == "LayerNormalization"]
    linears = [w.T for n in text.nodes if n.op_type == "MatMul" and (w := text.value(n.input[1])) is not None]
    adds = [text.weights[n.input[1]] for n in text.nodes if n.op_type == "Add" and n.input[1] in text.weights]
    biases = iter(a for a in adds if a.ndim == 1)
    for i, block in enumerate(model.text.blocks):
        for norm, (scale, shift) in zip((block.norm1, block.norm2), norms[2 * i : 2 * i + 2]):
            norm.weight.copy_(torch.from_numpy(scale.copy()))
            norm.bias.copy_(torch.from_numpy(shift.copy()))
        for linear, weight in zip((block.qkv, block.out, block.up, block.down), linears[4 * i : 4 * i + 4]):
            linear.weight.copy_(torch.from_numpy(weight.copy()))
            linear.bias.copy_(torch.from_numpy(next(biases).copy()))
    model.text.norm.weight.copy_(torch.from_numpy(norms[-1][0].copy()))
    model.text.norm.bias.copy_(torch.from_numpy(norms[-1][1].copy()))
    model.text.project.weight.copy_(torch.from_numpy(linears[-1].copy()))
