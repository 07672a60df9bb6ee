"""Texts of a pack through the text tower, and a teacher that knows which words are alike."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..towers import DualEncoder
from .bank import Bank


class WordTeacher(nn.Module):
    """Mean of GloVe vectors -> the embedding space. It knows which words are alike before any caption has them."""

    def __init__(self, glove: int, dim: int):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(glove, 512), nn.GELU(), nn.Dropout(0.2), nn.Linear(512, dim))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.layers(F.normalize(x, dim=-1)).float(), dim=-1)


def any_of(logits: torch.Tensor, good: torch.Tensor, aside: torch.Tensor) -> torch.Tensor:
    """-log of the softmax's share on `good`, a row; `aside` counts neither way. Rows without any are left out."""
    rows = good.any(1)
    if not rows.any():  # a small step may have no image that a text means
        return logits.sum() * 0
    logits = logits[rows].masked_fill(aside[rows] & ~good[rows], -1e4)
    return (logits.logsumexp(1) - logits.masked_fill(~good[rows], -1e4).logsumexp(1)).mean()


def encode(model: DualEncoder, bank: Bank, texts: torch.Tensor, most: int = 40) -> torch.Tensor:
    """Embeds texts by their ids, [n] -> unit [n, dim]; in four runs by length."""
    ids = bank.tokens[texts].long()
    order = (ids != 0).sum(1).argsort()
    out = []
    for rows in order.chunk(4):
        if len(rows):
            out.append(model.encode_text(ids[rows, : min(most, int((ids[rows] != 0).sum(1).max()))]))
    return torch.cat(out)[order.argsort()]
