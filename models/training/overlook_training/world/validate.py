"""What a state of the weights is chosen by: the `valid` parts of the sets in a pack."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..towers import DualEncoder
from .bank import SET_OFFSET, Bank
from .head import STRIDE, DenseHead, stages
from .teach import DenseTeacher
from .texts import encode


@torch.no_grad()
def validate(bank: Bank, model: DualEncoder) -> dict[str, float]:
    model.eval()
    t = bank.t
    out: dict[str, float] = {}
    image = {}
    for s in ("rsicd", "ucm"):
        x = bank.images[s][bank.train[s] :]
        image[s] = torch.cat([model.encode_image((resized(c, 160) * 2 - 1)) for c in x.split(256)])
    for s, name in (("rsicd", "top"), ("ucm", "ucm")):
        prompts = encode(model, bank, t[f"{s}_prompts"].long())
        order = (image[s] @ prompts.T).argsort(1, descending=True)
        hit = order == (bank.classes[s][bank.train[s] :] - SET_OFFSET[s])[:, None]
        for k in (1, 3) if s == "rsicd" else (1,):
            out[f"{name}{k}"] = hit[:, :k].any(1).float().mean().item()
    owner = t["valid_owner"].long()
    text = torch.cat([encode(model, bank, c.long()) for c in t["valid_captions"].split(2048)])
    sims = text @ image["rsicd"].T
    rank = (sims > sims.gather(1, owner[:, None])).sum(1)
    recall = [(rank < k).float().mean().item() * 100 for k in (1, 5, 10)]
    top = sims.T.argsort(1, descending=True)[:, :10]
    hit = owner[top] == torch.arange(len(image["rsicd"]), device=bank.device)[:, None]
    recall += [hit[:, :k].any(1).float().mean().item() * 100 for k in (1, 5, 10)]
    out["meanRecall"] = sum(recall) / 6
    dev = encode(model, bank, t["dev_texts"].long())
    best = (dev @ image["rsicd"].T).topk(min(10, len(image["rsicd"])), dim=1).indices
    right = t["dev_wanted"].gather(1, bank.classes["rsicd"][bank.train["rsicd"] :][best]).float().mean(1)
    out["inside"], out["outside"] = right[~t["dev_outside"]].mean().item(), right[t["dev_outside"]].mean().item()
    return out

@torch.no_grad()
def validate_dense(bank: Bank, teacher: DenseTeacher, model: DualEncoder, head: DenseHead) -> dict[str, float]:
    """On scenes with other seeds: pointing by taught and held words; on UC Merced's valid part: mAP of words by label."""
    model.eval(), head.eval()
    t, dev = bank.t, bank.device
    rows = torch.arange(bank.train["scene"], len(bank.images["scene"]), device=dev)
    words = encode(model, bank, t["word_texts"][:, 1].long())
    held = encode(model, bank, t["held_texts"].long())
    out: dict[str, float] = {}
    plain = torch.tensor([[[1.0, 0, 0], [0, 1, 0]]], device=dev)
    hits, held_hits, old_hits = [], [], []
    for chunk in rows.split(64) if len(rows) else ():
        x = bank.images["scene"][chunk].float() / 127.5 - 1
        found, patches = stages(model.image, x)
        theta = plain.expand(len(chunk), 2, 3)
        cells = x.shape[-1] // STRIDE
        dense = head(found, patches)
        cover, aside = teacher.truth(chunk, theta, cells)
        logits = head.logits(dense, words).flatten(2)
        share = cover.flatten(2).mean(2)
        ask = (cover.flatten(2).amax(2) > 0.5) & (share < 0.6)
        hits.append((cover.flatten(2).gather(2, logits.argmax(2, keepdim=True))[..., 0] > 0.3)[ask])
        groups = teacher.truth(chunk, theta, cells, by_word=False)[0][:, t["held_group"].long()]
        ask = (groups.flatten(2).amax(2) > 0.5) & (groups.flatten(2).mean(2) < 0.6)
        logits = head.logits(dense, held).flatten(2)
        held_hits.append((groups.flatten(2).gather(2, logits.argmax(2, keepdim=True))[..., 0] > 0.3)[ask])
        old = F.interpolate(torch.einsum("bdhw,nd->bnhw", F.normalize(patches, dim=1), held), size=(cells, cells), mode="bilinear", align_corners=False).flatten(2)
        old_hits.append((groups.flatten(2).gather(2, old.argmax(2, keepdim=True))[..., 0] > 0.3)[ask])
    if len(rows):
        out |= {k: torch.cat(v).float().mean().item() for k, v in (("pointing", hits), ("heldPointing", held_hits), ("heldOld", old_hits))}
    x = bank.images["ucm"][bank.train["ucm"] :].float() / 127.5 - 1
    x = F.interpolate(x, size=(320, 320), mode="bicubic", antialias=True)
    top = torch.cat([head.logits(head(*stages(model.image, c)), words).flatten(2).amax(2) for c in x.split(64)])
    labels = t["ucm_words"][bank.train["ucm"] :]
    aps = []
    for w in range(labels.shape[1]):
        there, known = labels[:, w] == 1, labels[:, w] >= 0
        if there.sum() >= 3 and (known & ~there).sum() >= 3:
            aps.append(average_precision(top[known, w], there[known]))
    out["ucmWords"] = sum(aps) / max(1, len(aps))
    return out


def average_precision(scores: torch.Tensor, there: torch.Tensor) -> float:
    hit = there[scores.argsort(descending=True)].float()
    rank = torch.arange(1, len(hit) + 1, device=hit.device)
    return ((hit.cumsum(0) / rank) * hit).sum().item() / hit.sum().item()


def resized(images: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 -> 0..1, bicubic with antialiasing."""
    return F.interpolate(images.float() / 255, size=(size, size), mode="bicubic", antialias=True, align_corners=False).clamp(0, 1)
