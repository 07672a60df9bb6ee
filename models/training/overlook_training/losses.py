"""Contrastive losses. Embeddings are normalized, [b, dim]."""
from __future__ import annotations

import torch
import torch.nn.functional as F


def shared_targets(keys: list) -> torch.Tensor:
    """[b, b] rows summing to 1: rows with equal keys share their target."""
    ids = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    label = torch.tensor([ids[key] for key in keys])
    same = (label[:, None] == label[None, :]).float()
    return same / same.sum(1, keepdim=True)


def symmetric(image: torch.Tensor, text: torch.Tensor, scale: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """InfoNCE in both directions with soft targets."""
    logits = scale * image @ text.T
    return (F.cross_entropy(logits, targets) + F.cross_entropy(logits.T, targets.T)) / 2


def prompt_loss(
    image: torch.Tensor, prompts: torch.Tensor, scale: torch.Tensor, categories: torch.Tensor, smoothing: float
) -> torch.Tensor:
    """Cross-entropy of images over one prompt a category; images of no category do not count."""
    known = categories >= 0
    if not known.any():
        return image.sum() * 0
    return F.cross_entropy(scale * image[known] @ prompts.T, categories[known], label_smoothing=smoothing)
