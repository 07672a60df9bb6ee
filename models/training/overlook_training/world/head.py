"""The dense head: embeddings at stride 4 from four stages of the image tower, and how a text asks of them."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..towers import ConvNorm, ImageTower

# Layers of ImageTower.features after which a stage is taken, its stride and channels.
STAGES = ((3, 4, 24), (6, 8, 32), (13, 16, 96))
# Of the head's cells.
STRIDE = 4


def stages(tower: ImageTower, pixels: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Features at strides 4, 8 and 16 and patch embeddings at stride 32, [b, c, h/s, w/s]."""
    x, found = pixels, []
    ends = [end for end, _, _ in STAGES]
    for i, layer in enumerate(tower.features):
        x = layer(x)
        if i in ends:
            found.append(x)
    return found, tower.project(x)


class Depthwise(nn.Module):
    """Depthwise k x k, then 1x1, added to the input."""

    def __init__(self, width: int, k: int):
        super().__init__()
        self.deep, self.wide = ConvNorm(width, width, k, groups=width), ConvNorm(width, width, 1, relu=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.wide(self.deep(x))


class DenseHead(nn.Module):
    """Stages and patch embeddings -> unit vectors [b, dim, h/4, w/4]. A text embedding t asks with
    logit = (M t) . p + w . t + c."""

    def __init__(self, model_dim: int, dim: int = 128, width: int = 96, detail: int = 48):
        super().__init__()
        self.in4, self.in8 = ConvNorm(24, width, 3, 2, relu=False), ConvNorm(32, width, 1, relu=False)
        self.in16, self.in32 = ConvNorm(96, width, 1, relu=False), ConvNorm(model_dim, width, 1, relu=False)
        self.mid = nn.Sequential(Depthwise(width, 5), Depthwise(width, 5))
        self.fine = nn.Sequential(Depthwise(width, 5), Depthwise(width, 5), Depthwise(width, 3))
        self.out = nn.Conv2d(width, dim, 1)
        self.old = nn.Conv2d(model_dim, dim, 1, bias=False)
        self.ask = nn.Linear(model_dim, dim, bias=False)
        self.bias = nn.Linear(model_dim, 1)
        # what stride 8 is too coarse for; at first it adds nothing
        self.detail_in, self.detail_up = ConvNorm(24, detail, 1, relu=False), ConvNorm(width, detail, 1, relu=False)
        self.detail = nn.Sequential(Depthwise(detail, 3), Depthwise(detail, 3))
        self.detail_out = nn.Conv2d(detail, dim, 1, bias=False)
        nn.init.zeros_(self.detail_out.weight)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    @torch.no_grad()
    def start(self, texts: torch.Tensor, scale: float = 12.0) -> None:
        """Begins as the old map, in the directions in which text embeddings [n, model_dim] differ most."""
        mean = texts.mean(0)
        _, _, v = torch.linalg.svd((texts - mean).float(), full_matrices=False)
        basis = v[: self.ask.out_features]
        self.old.weight.copy_(basis[:, :, None, None])
        self.ask.weight.copy_(basis * scale)
        self.bias.weight.zero_()
        self.bias.bias.fill_(-4.0)

    def forward(self, found: list[torch.Tensor], patches: torch.Tensor) -> torch.Tensor:
        s4, s8, s16 = found
        patches = F.normalize(patches.float(), dim=1)
        x = F.relu6(self.in16(s16) + up(self.in32(patches)))
        x = self.mid(x)
        x = F.relu6(up(x) + self.in8(s8) + self.in4(s4))
        x = self.fine(x)
        y = self.detail(F.relu6(up(self.detail_up(x)) + self.detail_in(s4)))
        x = up(self.out(x) + up(up(self.old(patches)))) + self.detail_out(y)
        return F.normalize(x.float(), dim=1)

    def logits(self, embeddings: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
        """[b, dim, h, w] and unit texts [n, model_dim] -> [b, n, h, w]"""
        return torch.einsum("bdhw,nd->bnhw", embeddings, self.ask(texts)) + self.bias(texts)[None, :, :, None]


def up(x: torch.Tensor) -> torch.Tensor:
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
