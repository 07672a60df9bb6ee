"""Augmented views on the device, whole batches at once; masks go along with their images."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F


def thetas(b: int, area: tuple[float, float], ratio: float, device: str) -> torch.Tensor:
    """Affine crops [b, 2, 3]: a share of the area, an aspect ratio, a flip, a quarter turn; a few turned freely."""
    u = lambda low, high: torch.rand(b, device=device) * (high - low) + low  # noqa: E731
    share, skew = u(*area), u(-1, 1) * math.log(ratio)
    sx = (share.sqrt() * (skew / 2).exp()).clamp(max=1)
    sy = (share.sqrt() * (-skew / 2).exp()).clamp(max=1)
    cx, cy = u(-1, 1) * (1 - sx), u(-1, 1) * (1 - sy)
    angle = torch.randint(0, 4, (b,), device=device) * (math.pi / 2)
    free = torch.rand(b, device=device) < 0.25
    angle = angle + torch.where(free, u(-0.35, 0.35), torch.zeros_like(angle))
    flip = torch.randint(0, 2, (b,), device=device) * 2.0 - 1
    cos, sin = angle.cos(), angle.sin()
    return torch.stack([torch.stack([sx * cos * flip, -sx * sin, cx], 1), torch.stack([sy * sin * flip, sy * cos, cy], 1)], 1)


def cropped(images: torch.Tensor, theta: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 [b, 3, h, h] -> float [b, 3, size, size] in 0..1. Sampled at twice the size and averaged where it shrinks."""
    finer = 2 if images.shape[-1] >= size else 1
    grid = F.affine_grid(theta, [len(images), 3, size * finer, size * finer], align_corners=False)
    views = F.grid_sample(images.float() / 255, grid, padding_mode="reflection", align_corners=False)
    return F.avg_pool2d(views, finer) if finer > 1 else views


def recoloured(x: torch.Tensor, strong: float = 1.0) -> torch.Tensor:
    """Brightness, contrast, saturation, a cast, gamma, haze; blur, coarse pixels and noise for some."""
    b = len(x)
    u = lambda low, high: torch.rand(b, 1, 1, 1, device=x.device) * (high - low) + low  # noqa: E731
    some = lambda p: torch.rand(b, 1, 1, 1, device=x.device) < p  # noqa: E731
    x = x * u(1 - 0.3 * strong, 1 + 0.3 * strong) * (1 + (torch.rand(b, 3, 1, 1, device=x.device) - 0.5) * 0.24 * strong)
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * u(1 - 0.35 * strong, 1 + 0.35 * strong) + mean
    grey = x.mean(1, keepdim=True)
    x = (x - grey) * torch.where(some(0.06), torch.zeros_like(mean), u(1 - 0.5 * strong, 1 + 0.5 * strong)) + grey
    x = x.clamp(1e-4, 1) ** torch.where(some(0.4), u(0.7, 1.4), torch.ones_like(mean))
    x = torch.where(some(0.15), x + (u(0.6, 0.95) - x) * u(0.05, 0.4), x)
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), 3, 1)
    x = torch.where(some(0.15), soft, x)
    side = x.shape[-1]
    coarse = F.interpolate(F.avg_pool2d(x, 2), size=(side, side), mode="bilinear", align_corners=False)
    x = torch.where(some(0.1), coarse, x)
    x = torch.where(some(0.2), x + torch.randn_like(x) * u(0.01, 0.05), x)
    return x.clamp(0, 1)


def mask_views(masks: torch.Tensor, theta: torch.Tensor, cells: int) -> tuple[torch.Tensor, torch.Tensor]:
    """uint8 [f, 80, 80] in quarters of a cell (7 = not known) and the crops of their images -> coverage and
    share that is not known, [f, cells, cells]."""
    grid = F.affine_grid(theta, [len(masks), 1, cells * 2, cells * 2], align_corners=False)
    known = torch.where(masks == 7, 0, masks).float()[:, None] / 4
    unsure = (masks == 7).float()[:, None]
    both = torch.cat([known, unsure], 1)
    out = F.avg_pool2d(F.grid_sample(both, grid, padding_mode="reflection", align_corners=False), 2)
    return out[:, 0], out[:, 1]
