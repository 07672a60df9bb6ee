"""Validation metrics on normalized embeddings; the reported figures come from `npm run evaluate`."""
from __future__ import annotations

import torch


def zero_shot(image: torch.Tensor, prompts: torch.Tensor, categories: torch.Tensor) -> dict[str, float]:
    order = (image @ prompts.T).argsort(1, descending=True)
    hit = order == categories[:, None]
    return {f"top{k}": hit[:, :k].any(1).float().mean().item() for k in (1, 3, 5, 10)}


def recalls(image: torch.Tensor, text: torch.Tensor, owner: torch.Tensor) -> dict[str, float]:
    """image [n, d], text [m, d], owner [m] the image of each text. Percent."""
    sims = text @ image.T
    own = sims.gather(1, owner[:, None])
    rank = (sims > own).sum(1)
    out = {f"t2i{k}": (rank < k).float().mean().item() * 100 for k in (1, 5, 10)}
    order = sims.T.argsort(1, descending=True)[:, :10]
    hit = owner[order] == torch.arange(len(image))[:, None]
    out |= {f"i2t{k}": hit[:, :k].any(1).float().mean().item() * 100 for k in (1, 5, 10)}
    out["meanRecall"] = sum(out.values()) / 6
    return out


def own_words(
    queries: list[dict], text: torch.Tensor, image: torch.Tensor, categories: torch.Tensor, names: tuple[str, ...]
) -> dict[str, float]:
    """Precision@10 by category for both halves of a query file (models/own-words/)."""
    top = (text @ image.T).topk(10, dim=1).indices
    scores: dict[str, list[float]] = {"inside": [], "outside": []}
    for row, query in zip(top, queries, strict=True):
        wanted = torch.tensor([names.index(c) for c in query["categories"]])
        scores[query["half"]].append(torch.isin(categories[row], wanted).float().mean().item())
    return {half: sum(values) / max(1, len(values)) for half, values in scores.items()}
