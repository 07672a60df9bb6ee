"""The compact encoder as ONNX graphs: text `input_ids` -> `text_embeds`; vision `pixel_values` ->
`image_embeds`, `patch_embeds`. Embeddings are not normalized."""
from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from .onnx_graph import Graph, quantize_rows
from .towers import Block, ConvNorm, ImageTower, TextBlock, TextTower
from .world.head import STAGES, STRIDE, DenseHead, Depthwise


def convolve(g: Graph, x: str, layer: ConvNorm, bytes_from: int) -> str:
    """1x1 kernels of at least `bytes_from` weights are stored as int8, smaller ones as float16. Depthwise kernels stay
    float32: they are few, and one that sums to nearly nothing cannot bear rounding."""
    weight, bias = layer.folded()
    if weight.shape[1] == 1 and weight.shape[2] > 1 or weight.shape[:2] == (32, 3):
        stored = g.full(weight)
    else:
        stored = g.byte(weight) if weight.numel() >= bytes_from else g.half(weight)
    pads = [0, 0, 1, 1] if layer.pad else [weight.shape[2] // 2] * 4
    y = g.op(
        "Conv", x, stored, g.full(bias), kernel_shape=list(weight.shape[2:]), pads=pads,
        strides=list(layer.conv.stride), group=layer.conv.groups,
    )  # fmt: skip
    return clip6(g, y) if layer.relu else y


def clip6(g: Graph, x: str) -> str:
    return g.op("Clip", x, g.raw(np.array(0, np.float32)), g.raw(np.array(6, np.float32)))


def info(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def vision_graph(tower: ImageTower, bytes_from: int, staged: bool = False) -> onnx.ModelProto:
    """With `staged`, also the features that a dense head takes: `stage4`, `stage8`, `stage16`, and `stage32`, the patch
    embeddings as [b, dim, h/32, w/32]. A run that does not fetch them pays nothing for them."""
    g = Graph("vision")
    outputs = []
    ends = {end: (stride, channels) for end, stride, channels in STAGES} if staged else {}
    x = "pixel_values"
    for i, module in enumerate(tower.features):
        if isinstance(module, ConvNorm):
            x = convolve(g, x, module, bytes_from)
        elif isinstance(module, Block):
            y = x
            for layer in module.layers:
                y = convolve(g, y, layer, bytes_from)
            x = g.op("Add", x, y) if module.residual else y
        if i in ends:
            stride, channels = ends[i]
            g.op("Identity", x, out=f"stage{stride}")
            outputs.append(info(f"stage{stride}", "b", channels, f"h/{stride}", f"w/{stride}"))
    dim = tower.project.out_channels
    x = g.op("Conv", x, g.byte(tower.project.weight), kernel_shape=[1, 1])
    if staged:
        g.op("Identity", x, out="stage32")
        outputs.append(info("stage32", "b", dim, "h/32", "w/32"))
    flat = g.op("Reshape", x, g.ints(0, dim, -1))
    g.op("Transpose", flat, out="patch_embeds", perm=[0, 2, 1])
    g.op("ReduceMean", "patch_embeds", g.ints(1), out="image_embeds", keepdims=0)
    return g.model(
        [info("pixel_values", "b", 3, "h", "w")],
        [info("image_embeds", "b", dim), info("patch_embeds", "b", "patches", dim), *outputs],
    )


def dense_graph(head: DenseHead, bytes_from: int) -> onnx.ModelProto:
    """The stages of `vision_graph` -> `dense_embeds` [b, dim, h/4, w/4], unit vectors."""
    g = Graph("dense")

    def unit(x: str, out: str | None = None) -> str:
        length = g.op("Max", g.op("ReduceL2", x, g.ints(1), keepdims=1), g.raw(np.array(1e-12, np.float32)))
        return g.op("Div", x, length, out=out)

    def plain(x: str, layer: torch.nn.Conv2d) -> str:
        bias = [] if layer.bias is None else [g.full(layer.bias)]
        return g.op("Conv", x, g.byte(layer.weight), *bias, kernel_shape=[1, 1])

    def up(x: str) -> str:
        scales = g.raw(np.array([1, 1, 2, 2], np.float32))
        return g.op("Resize", x, "", scales, mode="linear", coordinate_transformation_mode="half_pixel")

    def depthwise(x: str, block: Depthwise) -> str:
        return g.op("Add", x, convolve(g, convolve(g, x, block.deep, bytes_from), block.wide, bytes_from))

    patches = unit("stage32")
    x = clip6(g, g.op("Add", convolve(g, "stage16", head.in16, bytes_from), up(convolve(g, patches, head.in32, bytes_from))))
    for block in head.mid:
        x = depthwise(x, block)
    fine = g.op("Add", convolve(g, "stage8", head.in8, bytes_from), convolve(g, "stage4", head.in4, bytes_from))
    x = clip6(g, g.op("Add", up(x), fine))
    for block in head.fine:
        x = depthwise(x, block)
    y = clip6(g, g.op("Add", up(convolve(g, x, head.detail_up, bytes_from)), convolve(g, "stage4", head.detail_in, bytes_from)))
    for block in head.detail:
        y = depthwise(y, block)
    x = up(g.op("Add", plain(x, head.out), up(up(plain(patches, head.old)))))
    unit(g.op("Add", x, plain(y, head.detail_out)), out="dense_embeds")
    inputs = [info(f"stage{s}", "b", c, f"h/{s}", f"w/{s}") for _, s, c in STAGES]
    dim = head.old.in_channels
    return g.model(
        [*inputs, info("stage32", "b", dim, "h/32", "w/32")],
        [info("dense_embeds", "b", head.out.out_channels, f"h/{STRIDE}", f"w/{STRIDE}")],
    )


def dense_text(head: DenseHead) -> bytes:
    """How a text asks of the dense map: M [dim x modelDim], w [modelDim], c [1], float32."""
    parts = [head.ask.weight, head.bias.weight, head.bias.bias]
    return b"".join(p.detach().float().numpy().astype("<f4").tobytes() for p in parts)


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
