"""The compact encoder as two ONNX graphs: text `input_ids` -> `text_embeds`; vision `pixel_values` ->
`image_embeds`, `patch_embeds`. Embeddings are not normalized."""
from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from .onnx_graph import Graph, quantize_rows
from .towers import Block, ConvNorm, ImageTower, TextBlock, TextTower


def vision_graph(tower: ImageTower, bytes_from: int) -> onnx.ModelProto:
    """`bytes_from`: 1x1 kernels of at least that many weights are stored as int8, the others as float16.

    3x3 kernels stay float32: they are few, and one that sums to nearly nothing cannot bear rounding."""
    g = Graph("vision")
    low, high = g.raw(np.array(0, np.float32)), g.raw(np.array(6, np.float32))

    def convolve(x: str, layer: ConvNorm) -> str:
        weight, bias = layer.folded()
        if weight.shape[2] > 1:
            stored = g.full(weight)
        else:
            stored = g.byte(weight) if weight.numel() >= bytes_from else g.half(weight)
        pads = [0, 0, 1, 1] if layer.pad else [weight.shape[2] // 2] * 4
        y = g.op(
            "Conv", x, stored, g.full(bias), kernel_shape=list(weight.shape[2:]), pads=pads,
            strides=list(layer.conv.stride), group=layer.conv.groups,
        )  # fmt: skip
        return g.op("Clip", y, low, high) if layer.relu else y

    x = "pixel_values"
    for module in tower.features:
        if isinstance(module, ConvNorm):
            x = convolve(x, module)
        elif isinstance(module, Block):
            y = x
            for layer in module.layers:
                y = convolve(y, layer)
            x = g.op("Add", x, y) if module.residual else y
    x = g.op("Conv", x, g.byte(tower.project.weight), kernel_shape=[1, 1])
    dim = tower.project.out_channels
    flat = g.op("Reshape", x, g.ints(0, dim, -1))
    g.op("Transpose", flat, out="patch_embeds", perm=[0, 2, 1])
    g.op("ReduceMean", "patch_embeds", g.ints(1), out="image_embeds", keepdims=0)
    return g.model(
        [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["b", 3, "h", "w"])],
        [
            helper.make_tensor_value_info("image_embeds", TensorProto.FLOAT, ["b", dim]),
            helper.make_tensor_value_info("patch_embeds", TensorProto.FLOAT, ["b", "patches", dim]),
        ],
    )


def text_graph(tower: TextTower) -> onnx.ModelProto:
    g = Graph("text")
    width = tower.embed.embedding_dim

    def linear(x: str, layer: torch.nn.Linear) -> str:
        # stored [out, in] so that the scale is an output's; transposed when loaded
        y = g.op("MatMul", x, g.op("Transpose", g.byte(layer.weight), perm=[1, 0]))
        return y if layer.bias is None else g.op("Add", y, g.full(layer.bias))

    def norm(x: str, layer: torch.nn.LayerNorm) -> str:
        return g.op("LayerNormalization", x, g.full(layer.weight), g.full(layer.bias), epsilon=layer.eps, axis=-1)

    def attend(x: str, block: TextBlock) -> str:
        split = g.op("Reshape", linear(x, block.qkv), g.ints(0, 0, 3, block.heads, width // block.heads))
        heads = g.op("Transpose", split, perm=[2, 0, 3, 1, 4])
        q, k, v = (g.op("Gather", heads, g.raw(np.array(i, np.int64)), axis=0) for i in range(3))
        factor = g.raw(np.array((width // block.heads) ** -0.5, np.float32))
        scores = g.op("MatMul", g.op("Mul", q, factor), g.op("Transpose", k, perm=[0, 1, 3, 2]))
        weights = g.op("Softmax", g.op("Add", scores, bias), axis=-1)
        mixed = g.op("Transpose", g.op("MatMul", weights, v), perm=[0, 2, 1, 3])
        return linear(g.op("Reshape", mixed, g.ints(0, 0, width)), block.out)

    keep = g.op("Cast", g.op("Cast", "input_ids", to=TensorProto.BOOL), to=TensorProto.FLOAT)
    one = g.raw(np.array(1, np.float32))
    masked = g.op("Mul", g.op("Sub", keep, one), g.raw(np.array(1e4, np.float32)))
    bias = g.op("Unsqueeze", masked, g.ints(1, 2))

    table, scales = quantize_rows(tower.embed.weight.detach().float().numpy())
    rows = g.op("Cast", g.op("Gather", g.raw(table), "input_ids"), to=TensorProto.FLOAT)
    x = g.op("Mul", rows, g.op("Gather", g.raw(scales[:, None]), "input_ids"))
    length = g.op("Shape", "input_ids", start=1, end=2)
    x = g.op("Add", x, g.op("Slice", g.half(tower.position.weight), g.ints(0), length, g.ints(0)))
    for block in tower.blocks:
        x = g.op("Add", x, attend(norm(x, block.norm1), block))
        up = g.op("Gelu", linear(norm(x, block.norm2), block.up), approximate="tanh")
        x = g.op("Add", x, linear(up, block.down))
    weight = g.op("Unsqueeze", keep, g.ints(2))
    total = g.op("ReduceSum", g.op("Mul", norm(x, tower.norm), weight), g.ints(1), keepdims=0)
    count = g.op("Max", g.op("ReduceSum", keep, g.ints(1), keepdims=1), one)
    pooled = g.op("Div", total, count)
    g.op("MatMul", pooled, g.op("Transpose", g.byte(tower.project.weight), perm=[1, 0]), out="text_embeds")
    return g.model(
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["b", "n"])],
        [helper.make_tensor_value_info("text_embeds", TensorProto.FLOAT, ["b", tower.project.out_features])],
    )
