"""Image augmentation, whole batches at once: crops, resized crops, flips, quarter turns, colour."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F


def random_views(images: torch.Tensor, size: int, options: dict, rng: torch.Generator) -> torch.Tensor:
    """uint8 [b, 3, h, h] -> float32 [b, 3, size, size] in 0..1.

    options: `scale` [low, high] share of the area kept, `ratio` largest aspect ratio, `flip` and
    `turn` switches, `brightness`, `contrast`, `saturation` half-widths of the factor, `blur` share
    of views that are softened. A view is one affine resampling, so that nothing is resampled twice.
    """
    b = images.shape[0]

    def uniform(low: float, high: float) -> torch.Tensor:
        return torch.rand(b, generator=rng) * (high - low) + low

    area, log_ratio = uniform(*options["scale"]), uniform(-1, 1) * math.log(options["ratio"])
    sx = (area.sqrt() * (log_ratio / 2).exp()).clamp(max=1)
    sy = (area.sqrt() * (-log_ratio / 2).exp()).clamp(max=1)
    cx, cy = uniform(-1, 1) * (1 - sx), uniform(-1, 1) * (1 - sy)
    angle = torch.zeros(b)
    if options.get("turn"):
        angle = torch.randint(0, 4, (b,), generator=rng) * (math.pi / 2)
    flip = torch.ones(b)
    if options.get("flip"):
        flip = torch.randint(0, 2, (b,), generator=rng) * 2.0 - 1
    cos, sin = angle.cos(), angle.sin()
    theta = torch.stack(
        [
            torch.stack([sx * cos * flip, -sx * sin, cx], 1),
            torch.stack([sy * sin * flip, sy * cos, cy], 1),
        ],
        1,
    )
    grid = F.affine_grid(theta, [b, 3, size, size], align_corners=False)
    views = F.grid_sample(images.float() / 255, grid, padding_mode="reflection", align_corners=False)
    return recolour(views, options, uniform)


def recolour(views: torch.Tensor, options: dict, uniform) -> torch.Tensor:
    """Colour jitter in the order brightness, contrast, saturation; then blur for some."""

    def factor(name: str) -> torch.Tensor:
        width = options.get(name, 0)
        return uniform(1 - width, 1 + width).view(-1, 1, 1, 1)

    views = views * factor("brightness")
    mean = views.mean((1, 2, 3), keepdim=True)
    views = (views - mean) * factor("contrast") + mean
    grey = views.mean(1, keepdim=True)
    views = (views - grey) * factor("saturation") + grey
    soften = uniform(0, 1) < options.get("blur", 0)
    if soften.any():
        views[soften] = F.avg_pool2d(F.pad(views[soften], (1, 1, 1, 1), mode="reflect"), 3, 1)
    return views.clamp(0, 1)
