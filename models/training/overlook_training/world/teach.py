"""Losses of the dense head: rendered truth, complete labels, captions' words, mosaics of real images, the old map."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..towers import DualEncoder
from .bank import Bank
from .head import DenseHead, stages
from .views import cropped, mask_views, recoloured, thetas

SIDE = 256  # px of a view
CELLS = SIDE // 8
# Of UC Merced's photographs, whose labels are of all that they show: another size a step, so that things are known at several.
UCM_SIDES = (256, 256, 320, 384, 480)


class DenseTeacher:
    def __init__(self, bank: Bank, batch: dict[str, int]):
        self.bank, self.batch = bank, batch
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

    def truth(self, rows: torch.Tensor, theta: torch.Tensor, cells: int = CELLS) -> tuple[torch.Tensor, torch.Tensor]:
        """Coverage of words [b, words, cells, cells], and where it may be left out of the loss."""
        dev = self.bank.device
        count = self.mask_count[rows]
        which = torch.repeat_interleave(torch.arange(len(rows), device=dev), count)
        inside = torch.arange(len(which), device=dev) - torch.repeat_interleave(count.cumsum(0) - count, count)
        pick = self.mask_order[self.mask_start[rows][which] + inside]
        known, unsure = mask_views(self.bank.t["mask_masks"][pick], theta[which], cells)
        by_group = torch.zeros(len(rows), self.groups, 2, cells, cells, device=dev)
        by_group[which, self.bank.t["mask_group"][pick].long()] = torch.stack([known, unsure], 1)
        g = by_group.flatten(3)
        cover = torch.einsum("wg,bgc->bwc", self.own, g[:, :, 0]).clamp(max=1)
        aside = torch.einsum("wg,bgc->bwc", self.own, g[:, :, 1]) + torch.einsum("wg,bgc->bwc", self.open, g.sum(2))
        shape = (len(rows), -1, cells, cells)
        return cover.view(shape), ((aside > 0.1) & (cover.view(len(rows), len(self.own), -1) < 0.5)).view(shape)

    def step(self, model: DualEncoder, head: DenseHead, word_texts: torch.Tensor, mosaic_texts, open_texts: torch.Tensor) -> dict[str, torch.Tensor]:
        """`word_texts` [words, dim] unit; `mosaic_texts(rows)` embeds captions of RSICD rows; `open_texts` [n, dim] unit."""
        bank, dev = self.bank, self.bank.device
        n_scene, n_ucm, n_mosaic = self.batch["scene"], self.batch["ucm"], self.batch["mosaic"]
        rows_s = torch.randint(0, bank.train["scene"], (n_scene,), device=dev)
        theta = thetas(n_scene, (0.2, 1.0), 1.25, dev)
        scenes = recoloured(cropped(bank.images["scene"][rows_s], theta, SIDE))
        rows_u = torch.randint(0, bank.train["ucm"], (n_ucm,), device=dev)
        side = UCM_SIDES[int(torch.randint(0, len(UCM_SIDES), (1,)))]
        ucm = recoloured(cropped(bank.images["ucm"][rows_u], thetas(n_ucm, (0.75, 1.0), 1.15, dev), side))
        rows_r = torch.randint(0, bank.train["rsicd"], (n_mosaic,), device=dev)
        whole = recoloured(cropped(bank.images["rsicd"][rows_r], thetas(n_mosaic, (0.7, 1.0), 1.15, dev), SIDE))
        rows_m = torch.randint(0, bank.train["rsicd"], (n_mosaic, 4), device=dev)
        tiles = recoloured(cropped(bank.images["rsicd"][rows_m.flatten()], thetas(4 * n_mosaic, (0.6, 1.0), 1.15, dev), SIDE // 2))
        s = SIDE // 2
        mosaics = tiles.view(n_mosaic, 2, 2, 3, s, s).permute(0, 3, 1, 4, 2, 5).reshape(n_mosaic, 3, SIDE, SIDE)
        pixels = torch.cat([scenes, whole, mosaics]) * 2 - 1
        found, patches = stages(model.image, pixels.contiguous(memory_format=torch.channels_last))
        parts = head(found, patches).split([n_scene, n_mosaic, n_mosaic])
        of_ucm = head(*stages(model.image, (ucm * 2 - 1).contiguous(memory_format=torch.channels_last)))
        losses = self.pixels(head.logits(parts[0], word_texts), *self.truth(rows_s, theta))
        losses["labels"] = self.labels(head.logits(of_ucm, word_texts), bank.t["ucm_words"][rows_u])
        losses["nouns"] = self.labels(head.logits(parts[1], word_texts), self.rsicd_words[rows_r])
        losses |= self.mosaics(head, parts[2], rows_m, mosaic_texts)
        losses["open"] = self.old_map(head, torch.cat(parts[1:]), patches[n_scene:], open_texts)
        return losses

    def pixels(self, logits: torch.Tensor, cover: torch.Tensor, aside: torch.Tensor) -> dict[str, torch.Tensor]:
        logits = logits.float().flatten(2)
        cover, aside = cover.flatten(2), aside.flatten(2)
        there = cover.amax(2) > 0.3
        absent = (cover.amax(2) < 0.02) & ~(aside.float().mean(2) > 0.98)
        on = (cover > 0.3).float() * cover
        off = ((cover < 0.05) & ~aside).float()
        yes, no = F.softplus(-logits), F.softplus(logits)
        pos = (yes * on).sum(2) / on.sum(2).clamp(min=1e-3)
        negative = no * off
        neg = negative.sum(2) / off.sum(2).clamp(min=1)
        hard = negative.topk(24, dim=2).values.mean(2)
        present = (0.5 * pos + 0.25 * neg + 0.25 * hard)[there].mean()
        worst = negative.topk(6, dim=2).values.mean(2)
        gone = (0.5 * neg + 0.5 * worst)[absent]
        gone = gone.mean() + gone.topk(max(1, len(gone) // 25)).values.mean()
        # the peak lies in the thing
        open_ = (on > 0) | (off > 0)
        shares = logits.masked_fill(~open_, -1e4).log_softmax(2)
        inside = shares.masked_fill(~(on > 0), -1e4).logsumexp(2)
        return {"present": present, "absent": gone, "pointing": -inside[there].mean()}

    @staticmethod
    def labels(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Several-instance: an image's logit of a word is the mean of its four highest cells."""
        top = logits.float().flatten(2).topk(4, dim=2).values.mean(2)
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
