"""Learning rates by the clock, groups of parameters, averages of weights."""
from __future__ import annotations

import math
import time

import torch
from torch import nn


@torch.no_grad()
def blend(average: nn.Module, model: nn.Module, decay: float) -> None:
    a, m = list(average.state_dict().values()), list(model.state_dict().values())
    floats = [(x, y) for x, y in zip(a, m, strict=True) if x.dtype.is_floating_point]
    torch._foreach_lerp_([x for x, _ in floats], [y for _, y in floats], 1 - decay)


class Clock:
    """Share of a stage's time that has passed, and the learning rate that follows from it."""

    def __init__(self, seconds: float, optimizer: torch.optim.Optimizer, warm: float = 0.03):
        self.began, self.seconds, self.optimizer, self.warm = time.time(), seconds, optimizer, warm
        for g in optimizer.param_groups:
            g["peak"] = g["lr"]

    def tick(self) -> float:
        share = (time.time() - self.began) / self.seconds
        factor = share / self.warm if share < self.warm else 0.5 * (1 + math.cos(math.pi * min(1, (share - self.warm) / (1 - self.warm))))
        for g in self.optimizer.param_groups:
            g["lr"] = g["peak"] * max(factor, 1e-3)
        return share


def groups_of(module: nn.Module, lr: float, decay: float) -> list[dict]:
    params = [p for p in module.parameters() if p.requires_grad]
    return [{"params": [p for p in params if p.ndim > 1], "lr": lr, "weight_decay": decay}, {"params": [p for p in params if p.ndim <= 1], "lr": lr, "weight_decay": 0.0}]
