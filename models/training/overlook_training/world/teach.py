"""Losses of the dense head: rendered truth, complete labels, captions' words, mosaics of real images, the old map."""
from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from ..towers import DualEncoder
from .bank import Bank
from .head import STRIDE, DenseHead, stages
from .views import cropped, mask_views, recoloured, thetas

SIDE = 256  # px of a view
CELLS = SIDE // STRIDE
# Of UC Merced's photographs, whose labels are of all that they show: another size a step, so that things are known at several.
UCM_SIDES = (256, 256, 320, 384, 480)
# Words that a scene does not show, to each one that it shows, in a step.
ABSENT = 1.5
# Cells beside a thing that count most, and cells that speak for a whole image.
HARD = 96
HIGHEST = 8
# What a step draws: scenes with truth, labelled photographs, whole captioned photographs, 2 x 2 mosaics of such.
KINDS = ("scene", "ucm", "whole", "mosaic")


@dataclass
class Views:
    """Views of images after the image tower: its stages and patch embeddings, their rows, the crops of scenes."""

    found: list[torch.Tensor]
    patches: torch.Tensor
    rows: torch.Tensor
    theta: torch.Tensor

    @staticmethod
    def joined(parts: list[Views]) -> Views:
        found = [torch.cat(stage) for stage in zip(*(v.found for v in parts), strict=True)]
        return Views(found, *(torch.cat(x) for x in zip(*((v.patches, v.rows, v.theta) for v in parts), strict=True)))

    def halved(self) -> Views:
        """In 16 bits."""
        return Views([f.to(torch.bfloat16) for f in self.found], self.patches.to(torch.bfloat16), self.rows, self.theta)

    def some(self, n: int) -> Views:
        pick = torch.randint(0, len(self.rows), (n,), device=self.rows.device)
        return Views([f[pick].float() for f in self.found], self.patches[pick].float(), self.rows[pick], self.theta[pick])


class DenseTeacher:
    def __init__(self, bank: Bank, batch: dict[str, int]):
        self.bank = bank
        self.batch = {"scene": batch["scene"], "ucm": batch["ucm"], "whole": batch["mosaic"], "mosaic": batch["mosaic"]}
        self.kept: dict[str, list[Views]] = {}
        t = bank.t
        self.own, self.open = t["word_own"].float(), t["word_open"].float()
        owner = t["mask_owner"].long()
        order = owner.argsort(stable=True)
        self.mask_order = order
        count = torch.bincount(owner, minlength=len(bank.images["scene"]))
        self.mask_start, self.mask_count = (count.cumsum(0) - count), count
        self.groups = len(bank.meta["groups"])
        self.ok_captions = ~t["rsicd_prompt_held"]
        # mosaics show four images of different classes
        self.rsicd_words = t["rsicd_words"]

    def truth(self, rows: torch.Tensor, theta: torch.Tensor, cells: int = CELLS, by_word: bool = True) -> tuple[torch.Tensor, torch.Tensor]:
        """Coverage of words, or else of groups, [b, n, cells, cells], and where it may be left out of the loss."""
        dev = self.bank.device
        count = self.mask_count[rows]
        which = torch.repeat_interleave(torch.arange(len(rows), device=dev), count)
        inside = torch.arange(len(which), device=dev) - torch.repeat_interleave(count.cumsum(0) - count, count)
        pick = self.mask_order[self.mask_start[rows][which] + inside]
        known, unsure = mask_views(self.bank.t["mask_masks"][pick], theta[which], cells)
        by_group = torch.zeros(len(rows), self.groups, 2, cells, cells, device=dev)
        by_group[which, self.bank.t["mask_group"][pick].long()] = torch.stack([known, unsure], 1)
        g = by_group.flatten(3)
        cover, aside = g[:, :, 0].clamp(max=1), g[:, :, 1]
        if by_word:
            cover = torch.einsum("wg,bgc->bwc", self.own, g[:, :, 0]).clamp(max=1)
            aside = torch.einsum("wg,bgc->bwc", self.own, aside) + torch.einsum("wg,bgc->bwc", self.open, g.sum(2))
        shape = (len(rows), -1, cells, cells)
        return cover.view(shape), ((aside > 0.1) & (cover < 0.5)).view(shape)

    def step(self, model: DualEncoder, head: DenseHead, word_texts: torch.Tensor, mosaic_texts, open_texts: torch.Tensor) -> dict[str, torch.Tensor]:
        """`word_texts` [words, dim] unit; `mosaic_texts(rows)` embeds captions of RSICD rows; `open_texts` [n, dim] unit."""
        views = {kind: self.take(model, kind, n) for kind, n in self.batch.items()}
        plain = [views[k] for k in ("scene", "whole", "mosaic")]  # of one size
        stacked = [torch.cat([v.found[i] for v in plain]) for i in range(3)]
        patches = torch.cat([v.patches for v in plain])
        parts = head(stacked, patches).split([len(v.rows) for v in plain])
        scene, ucm = views["scene"], views["ucm"]
        losses = self.pixels(head.logits(parts[0], word_texts), *self.truth(scene.rows, scene.theta))
        losses["labels"] = self.labels(head.logits(head(ucm.found, ucm.patches), word_texts), self.bank.t["ucm_words"][ucm.rows])
        losses["nouns"] = self.labels(head.logits(parts[1], word_texts), self.rsicd_words[views["whole"].rows])
        losses |= self.mosaics(head, parts[2], views["mosaic"].rows, mosaic_texts)
        losses["open"] = self.old_map(head, torch.cat(parts[1:]), patches[len(scene.rows) :], open_texts)
        return losses

    def draw(self, kind: str, n: int, side: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Pixels [n, 3, side, side] in -1..1, rows [n] ([n, 4] of a mosaic), crops [n, 2, 3]."""
        dev = self.bank.device
        name = kind if kind in self.bank.images else "rsicd"
        rows = torch.randint(0, self.bank.train[name], (n, 4) if kind == "mosaic" else (n,), device=dev)
        areas = {"scene": (0.2, 1.0), "ucm": (0.75, 1.0), "whole": (0.7, 1.0), "mosaic": (0.6, 1.0)}
        theta = thetas(rows.numel(), areas[kind], 1.25 if kind == "scene" else 1.15, dev)
        pixels = recoloured(cropped(self.bank.images[name][rows.flatten()], theta, side // 2 if kind == "mosaic" else side))
        if kind == "mosaic":
            s = side // 2
            pixels, theta = pixels.view(n, 2, 2, 3, s, s).permute(0, 3, 1, 4, 2, 5).reshape(n, 3, side, side), theta[:n]
        return (pixels * 2 - 1).contiguous(memory_format=torch.channels_last), rows, theta

    def seen(self, model: DualEncoder, kind: str, n: int, side: int) -> Views:
        pixels, rows, theta = self.draw(kind, n, side)
        found, patches = stages(model.image, pixels)
        return Views(found, patches, rows, theta)

    @torch.no_grad()
    def keep(self, model: DualEncoder, views: int) -> None:
        """Puts `views` scenes, and others in proportion, through an image tower that stands still, for later steps to draw from."""
        shares = {"scene": 1.0, "ucm": 0.3, "whole": 0.5, "mosaic": 0.25}
        self.kept = {}
        for kind, share in shares.items():
            sides = sorted(set(UCM_SIDES)) if kind == "ucm" else [SIDE]
            for side in sides:
                n = round(views * share * (UCM_SIDES.count(side) / len(UCM_SIDES) if kind == "ucm" else 1))
                some = [self.seen(model, kind, min(32, n - i), side).halved() for i in range(0, n, 32)]
                self.kept.setdefault(kind, []).append(Views.joined(some))

    def take(self, model: DualEncoder, kind: str, n: int) -> Views:
        if kept := self.kept.get(kind):
            sizes = torch.tensor([float(len(v.rows)) for v in kept])
            return kept[int(torch.multinomial(sizes, 1))].some(n)
        side = UCM_SIDES[int(torch.randint(0, len(UCM_SIDES), (1,)))] if kind == "ucm" else SIDE
        return self.seen(model, kind, n, side)

    def pixels(self, logits: torch.Tensor, cover: torch.Tensor, aside: torch.Tensor) -> dict[str, torch.Tensor]:
        cover, aside = cover.flatten(2), aside.flatten(2)
        most = cover.amax(2)
        there = (most > 0.2).nonzero(as_tuple=True)
        gone = (most < 0.02) & ~(aside.float().mean(2) > 0.98)
        gone &= torch.rand_like(most) < ABSENT * len(there[0]) / gone.sum().clamp(min=1)
        gone = gone.nonzero(as_tuple=True)
        all_logits = logits.flatten(2)
        # the cells that show most of a thing say yes; a map that is to rank pixels grows with the share that is covered
        all_aside = aside
        logits, cover, aside = all_logits[there].float(), cover[there], aside[there]
        target = cover / most[there][:, None].clamp(min=0.3)
        target = target.masked_fill(target < 0.15, 0)
        off = ((cover < 0.05) & ~aside).float()
        part = torch.where(target > 0, (1 - target) * ~aside, off)
        no = F.softplus(logits)
        pos = ((no - logits) * target).sum(1) / target.sum(1).clamp(min=1e-3)
        neg = (no * part).sum(1) / part.sum(1).clamp(min=1)
        hard = (no * off).topk(HARD, dim=1).values.mean(1)
        present = (0.5 * pos + 0.25 * neg + 0.25 * hard).mean()
        beside = F.softplus(all_logits[gone].float()) * ~all_aside[gone]
        absent = 0.5 * beside.mean(1) + 0.5 * beside.topk(HARD // 4, dim=1).values.mean(1)
        absent = absent.mean() + absent.topk(max(1, len(absent) // 25)).values.mean()
        # a pixel at the peak is one of the thing
        known = (target > 0) | (off > 0)
        shares = logits.masked_fill(~known, -1e4).log_softmax(1)
        inside = (shares + target.clamp(min=1e-6).log()).masked_fill(target == 0, -1e4).logsumexp(1)
        return {"present": present, "absent": absent, "pointing": -inside.mean()}

    @staticmethod
    def labels(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Several-instance: an image's logit of a word is the mean of its highest cells."""
        top = logits.float().flatten(2).topk(HIGHEST, dim=2).values.mean(2)
        yes, no = labels == 1, labels == 0
        return (F.softplus(-top)[yes].mean() + F.softplus(top)[no].mean() + F.softplus(top)[no].topk(max(1, int(no.sum()) // 25)).values.mean() * 0.5)

    def mosaics(self, head: DenseHead, dense: torch.Tensor, rows: torch.Tensor, mosaic_texts) -> dict[str, torch.Tensor]:
        """A caption, and a text that means its class, must pick their tile, and their mosaic among the others."""
        n = len(rows)
        texts, fit = mosaic_texts(rows.flatten())  # [q, dim], [q, 4n] bool: fits that tile's image
        half = CELLS // 2
        logits = head.logits(dense, texts).float()
        tiles = logits.view(n, -1, 2, half, 2, half).permute(0, 1, 2, 4, 3, 5).reshape(n, len(texts), 4, half * half)
        score = tiles.topk(half * half // 4, dim=3).values.mean(3)  # [n, q, 4]
        flat = score.permute(1, 0, 2).reshape(len(texts), -1)  # [q, 4n]
        # within the mosaic of the text's own image
        q = torch.arange(len(texts), device=dense.device)
        own = q % (4 * n) // 4
        within = flat.view(len(texts), n, 4)[q, own]
        good = fit.view(len(texts), n, 4)[q, own]
        pick = within.logsumexp(1) - within.masked_fill(~good, -1e4).logsumexp(1)
        among = flat.logsumexp(1) - flat.masked_fill(~fit, -1e4).logsumexp(1)
        return {"tile": pick.mean(), "mosaic": among.mean()}

    @staticmethod
    def old_map(head: DenseHead, dense: torch.Tensor, patches: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
        """For words at random the map follows the old one: 1 - correlation over cells and images, a word."""
        side = patches.shape[-1]
        new = F.avg_pool2d(head.logits(dense, texts).float(), CELLS // side).permute(1, 0, 2, 3).flatten(1)
        with torch.no_grad():
            old = torch.einsum("bdhw,nd->nbhw", F.normalize(patches.float(), dim=1), texts).flatten(1)
            old = (old - old.mean(1, keepdim=True)) / old.std(1, keepdim=True).clamp(min=1e-4)
        new = (new - new.mean(1, keepdim=True)) / new.std(1, keepdim=True).clamp(min=1e-4)
        return (1 - (old * new).mean(1)).mean()
