"""The compact dual encoder: MobileNetV2 and a small transformer, projected into one space."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# (expansion, channels, repeats, stride), Sandler et al. 2018
BLOCKS = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
STRIDE = 32
FEATURES = 1280


class ConvNorm(nn.Module):
    """Convolution, batch normalization, ReLU6 unless linear. Stride 2 pads below and to the right
    only, as TensorFlow's SAME does on an even input."""

    def __init__(self, cin: int, cout: int, k: int, stride: int = 1, groups: int = 1, relu: bool = True):
        super().__init__()
        self.pad = (0, 1, 0, 1) if stride == 2 else None
        self.conv = nn.Conv2d(cin, cout, k, stride, 0 if stride == 2 else k // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(cout, momentum=0.05)
        self.relu = relu
        self.start_bias: torch.Tensor | None = None  # set once, see load_imagenet

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.conv(F.pad(x, self.pad) if self.pad else x)
        if self.start_bias is not None:
            self._start_as_identity(y.float())
        y = self.norm(y)
        return F.relu6(y) if self.relu else y

    @torch.no_grad()
    def _start_as_identity(self, y: torch.Tensor) -> None:
        mean, var = y.mean((0, 2, 3)), y.var((0, 2, 3), unbiased=False)
        self.norm.running_mean.copy_(mean)
        self.norm.running_var.copy_(var)
        self.norm.weight.copy_((var + self.norm.eps).sqrt())
        self.norm.bias.copy_(mean + self.start_bias)
        self.start_bias = None

    def folded(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Weight and bias of the convolution with its normalization folded in, float64 inside."""
        scale = self.norm.weight.double() / (self.norm.running_var.double() + self.norm.eps).sqrt()
        weight = self.conv.weight.double() * scale.view(-1, 1, 1, 1)
        return weight.float(), (self.norm.bias.double() - self.norm.running_mean.double() * scale).float()


class Block(nn.Module):
    def __init__(self, cin: int, cout: int, stride: int, expand: int):
        super().__init__()
        mid = cin * expand
        layers = [] if expand == 1 else [ConvNorm(cin, mid, 1)]
        layers += [ConvNorm(mid, mid, 3, stride, groups=mid), ConvNorm(mid, cout, 1, relu=False)]
        self.layers = nn.Sequential(*layers)
        self.residual = stride == 1 and cin == cout

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.layers(x)
        return x + y if self.residual else y


class ImageTower(nn.Module):
    """pixels [b, 3, h, w] in -1..1, h and w multiples of 32 -> patch embeddings [b, dim, h/32, w/32].

    The projection is linear and comes before pooling: the mean of the patch embeddings is the image
    embedding (before normalization).
    """

    def __init__(self, dim: int):
        super().__init__()
        layers: list[nn.Module] = [ConvNorm(3, 32, 3, 2)]
        cin = 32
        for expand, cout, repeats, stride in BLOCKS:
            for i in range(repeats):
                layers.append(Block(cin, cout, stride if i == 0 else 1, expand))
                cin = cout
        layers.append(ConvNorm(cin, FEATURES, 1))
        self.features = nn.Sequential(*layers)
        self.project = nn.Conv2d(FEATURES, dim, 1, bias=False)
        nn.init.normal_(self.project.weight, std=FEATURES**-0.5)
        self.frozen = 0  # how many first layers get no gradient: they cost most, having the most pixels

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.frozen == 0):
            x = self.features[: self.frozen](pixels)
        return self.project(self.features[self.frozen :](x))

    def pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        """Features before the projection, averaged over the image, [b, 1280]. As the projection is linear,
        projecting these gives the same image embedding."""
        return self.features(pixels).float().mean((2, 3))

    def convolutions(self) -> list[ConvNorm]:
        return [m for m in self.modules() if isinstance(m, ConvNorm)]

    def load_imagenet(self, path: Path, pixels: torch.Tensor) -> None:
        """Takes over the ImageNet convolutions (normalization folded in) and starts each batch
        normalization as the identity, measured on `pixels` [b, 3, h, w] in -1..1."""
        arrays = np.load(path)
        for i, layer in enumerate(self.convolutions()):
            with torch.no_grad():
                layer.conv.weight.copy_(torch.from_numpy(arrays[f"{i:02d}.weight"]))
            layer.start_bias = torch.from_numpy(arrays[f"{i:02d}.bias"])
        with torch.no_grad():
            self.eval()(pixels)
        self.train()


class TextBlock(nn.Module):
    def __init__(self, width: int, heads: int, drop: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(b, n, w)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")))


class TextTower(nn.Module):
    """input_ids [b, n], 0 = padding -> embeddings [b, dim], not normalized. Pooled as the mean over
    the tokens that are not padding."""

    def __init__(self, vocab: int, dim: int, width: int, layers: int, heads: int, context: int, drop: float = 0.1):
        super().__init__()
        self.embed, self.position = nn.Embedding(vocab, width), nn.Embedding(context, width)
        self.blocks = nn.ModuleList(TextBlock(width, heads, drop) for _ in range(layers))
        self.norm, self.project = nn.LayerNorm(width), nn.Linear(width, dim, bias=False)
        nn.init.normal_(self.embed.weight, std=0.05)
        nn.init.normal_(self.position.weight, std=0.01)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        keep = ids != 0
        x = self.embed(ids) + self.position.weight[: ids.shape[1]]
        mask = torch.zeros(keep.shape, dtype=x.dtype, device=x.device).masked_fill(~keep, -1e4)[:, None, None, :]
        for block in self.blocks:
            x = block(x, mask.to(x.dtype))
        weight = keep.to(x.dtype).unsqueeze(-1)
        return self.project((self.norm(x) * weight).sum(1) / weight.sum(1).clamp(min=1))


class DualEncoder(nn.Module):
    """Both towers and the learned logit scale (stored as its logarithm)."""

    def __init__(self, vocab: int, options: dict):
        super().__init__()
        self.image = ImageTower(options["dim"])
        self.text = TextTower(vocab, options["dim"], **options["text"])
        self.log_scale = nn.Parameter(torch.tensor(2.5))

    def logit_scale(self) -> torch.Tensor:
        return self.log_scale.exp().clamp(max=100)

    def encode_text(self, ids: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.text(ids).float(), dim=-1)

    def project_image(self, pooled: torch.Tensor) -> torch.Tensor:
        """Pooled features [b, 1280] -> [b, dim], normalized."""
        return F.normalize(pooled.float() @ self.image.project.weight.flatten(1).T, dim=-1)

    def encode_image(self, pixels: torch.Tensor, quarters: bool = False) -> torch.Tensor:
        """[b, 3, s, s] -> [b, dim], normalized. With `quarters`, four images at a time are laid out
        as one of twice the side and each is pooled over its own quarter: for the same work, patches
        learn to speak for their own place although their surroundings belong to another image."""
        if not quarters:
            return F.normalize(self.image(pixels).float().mean((2, 3)), dim=-1)
        b, c, s, _ = pixels.shape
        tiled = pixels.view(b // 4, 2, 2, c, s, s).permute(0, 3, 1, 4, 2, 5).reshape(b // 4, c, 2 * s, 2 * s)
        patches = self.image(tiled.contiguous(memory_format=torch.channels_last)).float()
        p = s // STRIDE
        pooled = patches.view(b // 4, -1, 2, p, 2, p).mean((3, 5))
        return F.normalize(pooled.permute(0, 2, 3, 1).reshape(b, -1), dim=-1)
