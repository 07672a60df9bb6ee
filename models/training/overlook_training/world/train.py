"""Trains the encoders and the dense head from a pack, each stage for a given time. Made for one GPU; runs on a CPU to try.

    python -m overlook_training.world.train --pack PACK --start INIT --out RUN --seconds 270,110,150

1. joint: both towers and the head; contrastive over captions of three sets, prompts of classes, texts that mean
   classes, a teacher for words from GloVe vectors, and the losses of the dense head.
2. language: the image tower stands still but for its projection; the text tower reads far more texts a step.
3. dense: only the head, against the final towers.
"""
from __future__ import annotations

import argparse
import copy
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from ..towers import DualEncoder
from .bank import Bank
from .head import DenseHead, stages
from .teach import DenseTeacher
from .views import cropped, recoloured, thetas

MODEL = {"dim": 256, "text": {"width": 192, "layers": 3, "heads": 6, "context": 64}}
SETS = ("rsicd", "ucm", "scene")
AREAS = {"rsicd": (0.4, 1.0), "ucm": (0.25, 1.0), "scene": (0.12, 1.0)}


class WordTeacher(nn.Module):
    """Mean of GloVe vectors -> the embedding space. It knows which words are alike before any caption has them."""

    def __init__(self, glove: int, dim: int):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(glove, 512), nn.GELU(), nn.Dropout(0.2), nn.Linear(512, dim))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.layers(F.normalize(x, dim=-1)).float(), dim=-1)


def any_of(logits: torch.Tensor, good: torch.Tensor, aside: torch.Tensor) -> torch.Tensor:
    """-log of the softmax's share on `good`, a row; `aside` counts neither way."""
    rows = good.any(1)
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


class Trainer:
    def __init__(self, args: argparse.Namespace):
        self.args, self.dev = args, args.device
        torch.manual_seed(args.seed)
        self.bank = Bank(args.pack, self.dev, args.workers)
        self.model = DualEncoder(args.vocab, MODEL).to(self.dev)
        state = torch.load(args.start, map_location=self.dev, weights_only=True)
        self.model.load_state_dict(state)
        self.model = self.model.to(memory_format=torch.channels_last)
        self.head = DenseHead(MODEL["dim"]).to(self.dev)
        self.words = WordTeacher(self.bank.glove.shape[1], MODEL["dim"]).to(self.dev)
        self.teacher = DenseTeacher(self.bank, {"scene": args.dense[0], "ucm": args.dense[1], "mosaic": args.dense[2]})
        self.log_file = (args.out / "log.jsonl").open("a")
        t = self.bank.t
        self.set_offset = {"rsicd": 0, "ucm": 30, "scene": 51}
        self.train_rows = {s: torch.arange(self.bank.train[s], device=self.dev) for s in SETS}
        self.meanings = torch.nonzero(t["meaning_kind"] == 1).flatten()
        own = t["meaning_own"]
        self.meaning_of_class = [torch.nonzero(own[:, c]).flatten() for c in range(own.shape[1])]

    def amp(self):
        return torch.autocast("cuda" if self.dev == "cuda" else "cpu", torch.bfloat16)

    def log(self, row: dict) -> None:
        row = {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}
        print(json.dumps(row), flush=True)
        self.log_file.write(json.dumps(row) + "\n")
        self.log_file.flush()

    # ---- drawing
    def draw_rows(self, counts: dict[str, int]) -> dict[str, torch.Tensor]:
        return {s: torch.randint(0, self.bank.train[s], (n,), device=self.dev) for s, n in counts.items()}

    def meaning_texts(self, n: int) -> torch.Tensor:
        t = self.bank.t
        a = t["meaning_draws"][torch.randint(0, len(t["meaning_draws"]), (n // 2,), device=self.dev)].long()
        b = self.meanings[torch.randint(0, len(self.meanings), (n - n // 2,), device=self.dev)]
        return torch.cat([a, b])

    def language_parts(self, texts: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Embeds several lists of text ids in one go."""
        sizes = [len(v) for v in texts.values()]
        with self.amp():
            out = encode(self.model, self.bank, torch.cat(list(texts.values())))
        return dict(zip(texts, out.float().split(sizes), strict=True))

    def caption_batch(self, rows: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Caption text ids and the keys by which they share targets: UC Merced's captions by class."""
        ids, keys = [], []
        for s, r in rows.items():
            i, k = self.bank.draw_captions(s, r)
            ids.append(i)
            keys.append(-1 - self.bank.classes[s][r] if s == "ucm" else k)
        return torch.cat(ids), torch.cat(keys)

    def shared_losses(self, image, classes, sets, texts, fitting, meaning_rows, counts) -> dict[str, torch.Tensor]:
        """Losses of a step between image embeddings and texts. `fitting` [captions, images] 0/1."""
        t, scale = self.bank.t, self.model.logit_scale()
        e = self.language_parts(texts)
        caption = e["caption"]
        target = fitting / fitting.sum(1, keepdim=True)
        logits = scale * caption @ image.T
        back = fitting[:, : len(caption)].T
        losses = {"caption": (F.cross_entropy(logits, target) + F.cross_entropy(logits[:, : len(caption)].T, back / back.sum(1, keepdim=True).clamp(min=1))) / 2}
        prompt = []
        for s in SETS:
            low = self.set_offset[s]
            mine = (sets == SETS.index(s)) & (classes >= (low if s != "scene" else 0))
            if s == "scene":
                mine &= classes >= low
            if mine.any():
                prompt.append(F.cross_entropy(scale * image[mine] @ e[f"{s}_prompts"].T, classes[mine] - low, label_smoothing=0.05) * (1.0 if s != "scene" else 0.4))
        losses["prompt"] = sum(prompt)
        own, open_ = t["meaning_own"][meaning_rows], t["meaning_open"][meaning_rows]
        good, aside = own[:, classes], open_[:, classes]
        losses["meaning"] = any_of(scale * e["meaning"] @ image.T, good, aside)
        # the word teacher learns from the same images, and the text tower from the teacher
        rows = torch.cat([texts["meaning"], texts["caption"]])
        taught = self.words(self.bank.embedded_words(rows))
        n = len(meaning_rows)
        frozen = image.detach()
        losses["teacher"] = any_of(scale.detach() * taught[:n] @ frozen.T, good, aside) + 0.5 * F.cross_entropy(scale.detach() * taught[n:] @ frozen.T, target)
        with torch.no_grad():
            self.words.eval()
            wanted = self.words(self.bank.embedded_words(texts["open"]))
            self.words.train()
            known = self.bank.embedded_words(texts["open"]).norm(dim=1) > 0
        losses["open_words"] = (1 - (e["open"] * wanted).sum(1))[known].mean()
        same = texts["right"][:, None] == texts["right"][None]
        pair = F.cross_entropy(20 * e["left"] @ e["right"].T, same.float() / same.sum(1, keepdim=True))
        losses["pair"] = pair
        cls = t["sentences"][self.sentence_rows, 1].long()
        known = cls >= 0
        sent = e["sentence"][known]
        wanted_cls = cls[known][:, None] == classes[None]
        losses["sentence"] = any_of(scale * sent @ image.T, wanted_cls, self.near_classes[cls[known]][:, classes])
        return losses

    def text_lists(self, captions: torch.Tensor, counts: dict[str, int]) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        t, dev = self.bank.t, self.dev
        pick = lambda x, n: x[torch.randint(0, len(x), (n,), device=dev)]  # noqa: E731
        meaning = self.meaning_texts(counts["meaning"])
        osm = pick(self.osm_pairs, counts["pair"] // 2)
        gloss = pick(self.gloss_pairs, counts["pair"] - counts["pair"] // 2)
        pairs = torch.cat([osm, gloss]).long()
        self.sentence_rows = torch.randint(0, len(t["sentences"]), (counts["sentence"],), device=dev)
        return {
            "caption": captions,
            **{f"{s}_prompts": t[f"{s}_prompts"].long() for s in SETS},
            "meaning": t["meaning_text"][meaning].long(),
            "open": pick(t["open_texts"], counts["open"]).long(),
            "left": pairs[:, 1], "right": pairs[:, 2],
            "sentence": t["sentences"][self.sentence_rows, 0].long(),
        }, meaning

    def prepare_texts(self) -> None:
        t = self.bank.t
        self.osm_pairs = t["pairs"][t["pairs"][:, 0] == 1]
        self.gloss_pairs = t["pairs"][t["pairs"][:, 0] == 0]
        n = len(self.bank.meta["classes"])
        near = torch.zeros(n, n, dtype=torch.bool, device=self.dev)
        for c in range(n):
            rows = self.meaning_of_class[c]
            kept = rows[t["meaning_kind"][rows] == 1]
            if len(kept):
                near[c] = (t["meaning_own"][kept] | t["meaning_open"][kept]).any(0)
            near[c, c] = False
        self.near_classes = near

    # ---- dense
    @torch.no_grad()
    def word_texts(self, model: DualEncoder) -> torch.Tensor:
        """Each word in one of its forms, [words, dim]."""
        forms = self.bank.t["word_texts"]
        ids = forms[torch.arange(len(forms), device=self.dev), torch.randint(0, forms.shape[1], (len(forms),), device=self.dev)].long()
        with self.amp():
            return encode(model, self.bank, ids, 16).float()

    def mosaic_texts(self, model: DualEncoder):
        t = self.bank.t

        @torch.no_grad()
        def embed(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            classes = self.bank.classes["rsicd"][rows]
            captions, keys = self.bank.draw_captions("rsicd", rows)
            prompt = t["rsicd_prompts"][classes].long()
            # of a class whose name is held out, a caption again
            again, _ = self.bank.draw_captions("rsicd", rows)
            prompt = torch.where(t["rsicd_prompt_held"][classes], again, prompt)
            with self.amp():
                e = encode(model, self.bank, torch.cat([captions, prompt])).float()
            same = classes[:, None] == classes[None]
            # a caption fits its own image, and nothing is said of others of its class
            return e, torch.cat([same, same])

        return embed

    def open_texts(self, model: DualEncoder, n: int) -> torch.Tensor:
        t = self.bank.t["open_texts"]
        with torch.no_grad(), self.amp():
            return encode(model, self.bank, t[torch.randint(0, len(t), (n,), device=self.dev)].long(), 16).float()

    @torch.no_grad()
    def standing_texts(self, model: DualEncoder, many: int = 4096):
        """`word_texts` and `open_texts` of a text tower that stands still: embedded once, in float32."""
        forms, t = self.bank.t["word_texts"].long(), self.bank.t["open_texts"]
        some = t[torch.randperm(len(t), device=self.dev)[:many]].long()
        embed = lambda ids: torch.cat([encode(model, self.bank, c, 16).float() for c in ids.split(1024)])  # noqa: E731
        words, open_ = embed(forms.flatten()).view(*forms.shape, -1), embed(some)
        every = torch.arange(len(forms), device=self.dev)
        draw = lambda high, n: torch.randint(0, high, (n,), device=self.dev)  # noqa: E731
        return (lambda: words[every, draw(forms.shape[1], len(forms))]), (lambda n: open_[draw(len(open_), n)])

    # ---- stages
    @torch.no_grad()
    def start_head(self) -> None:
        """The head begins as the one that is given, or as the old map, in the directions in which words differ."""
        if self.args.head:
            self.head.load_state_dict(torch.load(self.args.head, map_location=self.dev, weights_only=True)["head"])
            return
        self.model.eval()
        self.head.start(encode(self.model, self.bank, self.bank.t["word_texts"][:, :2].flatten().long()))

    def joint(self, seconds: float) -> None:
        a, bank, model, head = self.args, self.bank, self.model, self.head
        self.prepare_texts()
        self.start_head()
        model.image.frozen = a.frozen
        for p in model.image.features[: a.frozen].parameters():
            p.requires_grad_(False)
        image = [*groups_of(model.image.features, 4e-4, 0.05), *groups_of(model.image.project, 6e-4, 0.05)]
        rest = [*groups_of(model.text, 6e-4, 0.05), *groups_of(head, 1.5e-3, 0.02), *groups_of(self.words, 1e-3, 0.02), {"params": [model.log_scale], "lr": 6e-4, "weight_decay": 0.0}]
        optimizer = torch.optim.AdamW(image + rest, betas=(0.9, 0.98), fused=self.dev == "cuda")
        clock, step = Clock(seconds, optimizer), 0
        self.average = copy.deepcopy(model).eval()
        self.head_average = copy.deepcopy(head).eval()
        counts = {"rsicd": a.batch[0], "ucm": a.batch[1], "scene": a.batch[2]}
        texts_of = {k: round(n * a.texts) for k, n in (("meaning", 256), ("pair", 128), ("open", 256), ("sentence", 96))}
        sums: dict[str, torch.Tensor] = {}
        next_valid = 0.25
        while (share := clock.tick()) < 1:
            model.train(), head.train(), self.words.train()
            rows = self.draw_rows(counts)
            views = [recoloured(cropped(bank.images[s][r], thetas(len(r), AREAS[s], 1.33, self.dev), 160)) for s, r in rows.items()]
            order = torch.randperm(sum(counts.values()), device=self.dev)
            pixels = (torch.cat(views)[order] * 2 - 1).contiguous(memory_format=torch.channels_last)
            with self.amp():
                image_e = model.encode_image(pixels, bool(torch.rand(()) < 0.35)).float()
            image_e = image_e[order.argsort()]
            classes = torch.cat([bank.classes[s][r] for s, r in rows.items()])
            sets = torch.cat([torch.full((len(r),), i, device=self.dev) for i, r in enumerate(rows.values())])
            captions, keys = self.caption_batch(rows)
            fitting = (keys[:, None] == keys[None]).float()
            texts, meaning = self.text_lists(captions, texts_of)
            losses = self.shared_losses(image_e, classes, sets, texts, fitting, meaning, counts)
            weights = {"caption": 1.0, "prompt": 0.5, "meaning": 0.5, "teacher": 1.0, "open_words": 0.5 * min(1, share * 4), "pair": 0.2, "sentence": 0.2}
            if not a.head_later:
                # the head learns on statistics that stand still, so that both kinds of batch see one tower
                model.image.eval()
                with self.amp():
                    dense = self.teacher.step(model, head, self.word_texts(model), self.mosaic_texts(model), self.open_texts(model, 128))
                losses |= {f"d_{k}": v for k, v in dense.items()}
            weights |= {"d_present": 0.3, "d_absent": 0.15, "d_pointing": 0.1, "d_labels": 0.15, "d_nouns": 0.1, "d_tile": 0.2, "d_mosaic": 0.1, "d_open": 0.1}
            loss = sum(weights[k] * v for k, v in losses.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 5.0)
            optimizer.step()
            step += 1
            decay = min(a.decay, (1 + step) / (10 + step))
            blend(self.average, model, decay)
            blend(self.head_average, head, decay)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0) + v.detach()
            if share >= next_valid:
                self.log({"stage": "joint", "step": step, "share": share, "scale": model.logit_scale().item(), **{k: v.item() / step for k, v in sums.items()}, **self.validate(self.average)})
                next_valid += 0.25
        self.log({"stage": "joint", "step": step, "scale": model.logit_scale().item(), **{k: v.item() / step for k, v in sums.items()}, **self.validate(self.average)})
        self.model, self.head = self.average, self.head_average
        self.model.image.frozen = 0
        self.save("joint")

    @torch.no_grad()
    def pooled(self, model: DualEncoder, name: str, rows: torch.Tensor, augment: bool) -> torch.Tensor:
        out = []
        for chunk in rows.split(512 if self.dev == "cuda" else 64):
            images = self.bank.images[name][chunk]
            if augment:
                x = recoloured(cropped(images, thetas(len(chunk), AREAS[name], 1.33, self.dev), 160), 0.8)
            else:
                x = resized(images, 160)
            with self.amp():
                out.append(model.image.pooled((x * 2 - 1).contiguous(memory_format=torch.channels_last)).half())
        return torch.cat(out)

    def language(self, seconds: float, views: int) -> None:
        bank, model = self.bank, self.model
        self.prepare_texts()
        model.eval()
        features, classes, sets = [], [], []
        for i, s in enumerate(SETS):
            rows = self.train_rows[s]
            features.append(torch.stack([self.pooled(model, s, rows, v > 0) for v in range(views)]))
            classes.append(bank.classes[s][rows])
            sets.append(torch.full((len(rows),), i, device=self.dev))
        bounds = torch.tensor([0, *[f.shape[1] for f in features]]).cumsum(0).tolist()
        features, classes, sets = torch.cat(features, 1), torch.cat(classes), torch.cat(sets)
        self.log({"stage": "language", "features": list(features.shape)})
        for p in model.image.features.parameters():
            p.requires_grad_(False)
        optimizer = torch.optim.AdamW(
            [*groups_of(model.text, 6e-4, 0.05), *groups_of(model.image.project, 1.5e-4, 0.05), *groups_of(self.words, 1e-3, 0.02), {"params": [model.log_scale], "lr": 5e-4, "weight_decay": 0.0}],
            betas=(0.9, 0.98), fused=self.dev == "cuda",
        )
        clock, step = Clock(seconds, optimizer), 0
        self.average = copy.deepcopy(model).eval()
        anchors = {"rsicd": self.args.anchors[0], "ucm": self.args.anchors[1], "scene": self.args.anchors[2]}
        counts = {k: round(n * self.args.texts) for k, n in (("meaning", 512), ("pair", 256), ("open", 512), ("sentence", 128))}
        best, sums, next_valid = None, {}, 0.2
        start = {s: bounds[i] for i, s in enumerate(SETS)}
        by_class = [torch.nonzero(classes[: bounds[1]] == c).flatten() for c in range(30)]
        while (share := clock.tick()) < 1:
            model.text.train(), self.words.train()
            rows = self.draw_rows(anchors)
            if torch.rand(()) < 0.5:  # captions that are hard to tell apart
                some = torch.randperm(30)[:6].tolist()
                pool = torch.cat([by_class[c] for c in some])
                if len(pool):
                    rows["rsicd"] = pool[torch.randint(0, len(pool), (anchors["rsicd"],), device=self.dev)]
            captions, keys = self.caption_batch(rows)
            first = torch.cat([r + start[s] for s, r in rows.items()])
            others = torch.randint(0, features.shape[1], (self.args.others,), device=self.dev)
            # an image among the others that has the same caption would be a wrong negative: captions' own images are marked
            all_rows = torch.cat([first, others])
            view = torch.randint(0, views, (len(all_rows),), device=self.dev)
            image_e = model.project_image(features[view, all_rows].float())
            fitting = (keys[:, None] == keys[None]).float()
            rest = (first[:, None] == others[None]).float()
            same_ucm = (sets[first] == 1)[:, None] & (sets[others] == 1)[None] & (classes[first][:, None] == classes[others][None])
            fitting = torch.cat([fitting, torch.maximum(rest, same_ucm.float())], 1)
            texts, meaning = self.text_lists(captions, counts)
            losses = self.shared_losses(image_e, classes[all_rows], sets[all_rows], texts, fitting, meaning, anchors)
            weights = {"caption": 1.0, "prompt": 0.2, "meaning": 0.6, "teacher": 1.0, "open_words": 0.6, "pair": 0.2, "sentence": 0.25}
            loss = sum(weights[k] * v for k, v in losses.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 5.0)
            optimizer.step()
            step += 1
            decay = min(0.998, (1 + step) / (10 + step))
            blend(self.average, model, decay)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0) + v.detach()
            if share >= next_valid:
                found = self.validate(self.average)
                self.log({"stage": "language", "step": step, "share": share, **{k: v.item() / step for k, v in sums.items()}, **found})
                next_valid += 0.2
                best = self.better(best, found)
        found = self.validate(self.average)
        self.log({"stage": "language", "step": step, "scale": self.average.logit_scale().item(), **found})
        best = self.better(best, found)
        self.model = self.average
        self.model.load_state_dict(best[1])
        self.log({"stage": "language", "chosen": best[2], "score": best[0]})
        self.save("language")

    def better(self, best, found: dict):
        """Chosen on `valid`: what the issue asks of, each on its own scale."""
        score = found["top1"] * 2 + found["meanRecall"] / 10 + found["inside"] + found["outside"] + found["ucm1"]
        if best is None or score > best[0]:
            return score, {k: v.clone() for k, v in self.average.state_dict().items()}, found
        return best

    def dense(self, seconds: float) -> None:
        model, head = self.model.eval(), self.head
        for p in model.parameters():
            p.requires_grad_(False)
        for p in head.parameters():
            p.requires_grad_(True)
        optimizer = torch.optim.AdamW(groups_of(head, 8e-4 if self.args.head else 2e-3, 0.02), betas=(0.9, 0.98), fused=self.dev == "cuda")
        clock, step = Clock(seconds, optimizer), 0
        self.head_average = copy.deepcopy(head).eval()
        mosaic, sums, next_valid = self.mosaic_texts(model), {}, 0.33
        word_texts, open_texts = self.standing_texts(model)
        weights = {"present": 1.0, "absent": 0.6, "pointing": 0.35, "labels": 0.6, "nouns": 0.35, "tile": 0.6, "mosaic": 0.35, "open": 0.4}
        while (share := clock.tick()) < 1:
            head.train()
            if share > 0.75:  # statistics stand still towards the end
                for m in head.modules():
                    if isinstance(m, nn.BatchNorm2d):
                        m.eval()
            with self.amp():
                losses = self.teacher.step(model, head, word_texts(), mosaic, open_texts(256))
            loss = sum(weights[k] * v for k, v in losses.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            optimizer.step()
            step += 1
            blend(self.head_average, head, min(0.998, (1 + step) / (10 + step)))
            for k, v in losses.items():
                sums[k] = sums.get(k, 0) + v.detach()
            if share >= next_valid:
                losses_so_far = {f"loss_{k}": v.item() / step for k, v in sums.items()}
                self.log({"stage": "dense", "step": step, "share": share, **losses_so_far, **self.validate_dense(model, self.head_average)})
                next_valid += 0.33
        self.head = self.head_average
        losses_so_far = {f"loss_{k}": v.item() / step for k, v in sums.items()}
        self.log({"stage": "dense", "step": step, **losses_so_far, **self.validate_dense(model, self.head)})
        self.save("dense")

    # ---- to choose by
    @torch.no_grad()
    def validate(self, model: DualEncoder) -> dict[str, float]:
        model.eval()
        bank, t = self.bank, self.bank.t
        out: dict[str, float] = {}
        image = {}
        for s in ("rsicd", "ucm"):
            x = bank.images[s][bank.train[s] :]
            image[s] = torch.cat([model.encode_image((resized(c, 160) * 2 - 1)) for c in x.split(256)])
        for s, name in (("rsicd", "top"), ("ucm", "ucm")):
            prompts = encode(model, bank, t[f"{s}_prompts"].long())
            order = (image[s] @ prompts.T).argsort(1, descending=True)
            hit = order == (bank.classes[s][bank.train[s] :] - self.set_offset[s])[:, None]
            for k in (1, 3) if s == "rsicd" else (1,):
                out[f"{name}{k}"] = hit[:, :k].any(1).float().mean().item()
        owner = t["valid_owner"].long()
        text = torch.cat([encode(model, bank, c.long()) for c in t["valid_captions"].split(2048)])
        sims = text @ image["rsicd"].T
        rank = (sims > sims.gather(1, owner[:, None])).sum(1)
        recall = [(rank < k).float().mean().item() * 100 for k in (1, 5, 10)]
        top = sims.T.argsort(1, descending=True)[:, :10]
        hit = owner[top] == torch.arange(len(image["rsicd"]), device=self.dev)[:, None]
        recall += [hit[:, :k].any(1).float().mean().item() * 100 for k in (1, 5, 10)]
        out["meanRecall"] = sum(recall) / 6
        dev = encode(model, bank, t["dev_texts"].long())
        best = (dev @ image["rsicd"].T).topk(min(10, len(image["rsicd"])), dim=1).indices
        right = t["dev_wanted"].gather(1, bank.classes["rsicd"][bank.train["rsicd"] :][best]).float().mean(1)
        out["inside"], out["outside"] = right[~t["dev_outside"]].mean().item(), right[t["dev_outside"]].mean().item()
        return out

    @torch.no_grad()
    def validate_dense(self, model: DualEncoder, head: DenseHead) -> dict[str, float]:
        """On scenes with other seeds: pointing by taught and held words; on UC Merced's valid part: mAP of words by label."""
        model.eval(), head.eval()
        bank, t, dev = self.bank, self.bank.t, self.dev
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
            cells = x.shape[-1] // 8
            dense = head(found, patches)
            cover, aside = self.teacher.truth(chunk, theta, cells)
            logits = head.logits(dense, words).flatten(2)
            share = cover.flatten(2).mean(2)
            ask = (cover.flatten(2).amax(2) > 0.5) & (share < 0.6)
            hits.append((cover.flatten(2).gather(2, logits.argmax(2, keepdim=True))[..., 0] > 0.3)[ask])
            groups = self.group_cover(chunk, theta, cells)[:, t["held_group"].long()]
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

    def group_cover(self, rows, theta, cells) -> torch.Tensor:
        own, self.teacher.own = self.teacher.own, torch.eye(self.teacher.groups, device=self.dev)
        open_, self.teacher.open = self.teacher.open, torch.zeros_like(self.teacher.own)
        try:
            return self.teacher.truth(rows, theta, cells)[0]
        finally:
            self.teacher.own, self.teacher.open = own, open_

    def save(self, name: str) -> None:
        half = lambda m: {k: v.half() if v.dtype.is_floating_point and v.numel() > 1 else v for k, v in m.state_dict().items()}  # noqa: E731
        state = {"model": half(self.model), "head": half(self.head)}
        torch.save({k: {n: v.cpu() for n, v in s.items()} for k, s in state.items()}, self.args.out / f"{name}.pt")
        torch.save({n: v.cpu().half() for n, v in self.words.state_dict().items()}, self.args.out / "words.pt")


def average_precision(scores: torch.Tensor, there: torch.Tensor) -> float:
    hit = there[scores.argsort(descending=True)].float()
    rank = torch.arange(1, len(hit) + 1, device=hit.device)
    return ((hit.cumsum(0) / rank) * hit).sum().item() / hit.sum().item()


def resized(images: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 -> 0..1, bicubic with antialiasing."""
    return F.interpolate(images.float() / 255, size=(size, size), mode="bicubic", antialias=True, align_corners=False).clamp(0, 1)


def numbers(text: str) -> list[int]:
    return [int(v) for v in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="state of a DualEncoder to begin from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--head", type=Path, help="a file of weights whose dense head is trained on")
    parser.add_argument("--seconds", type=numbers, default=[270, 110, 150])
    parser.add_argument("--batch", type=numbers, default=[384, 96, 96], help="images a step of rsicd, ucm, scenes")
    parser.add_argument("--dense", type=numbers, default=[40, 28, 24], help="scenes, ucm and mosaics a step of the head")
    parser.add_argument("--anchors", type=numbers, default=[448, 96, 96])
    parser.add_argument("--others", type=int, default=1536)
    parser.add_argument("--texts", type=float, default=1.0, help="share of the texts without images that a step reads")
    parser.add_argument("--frozen", type=int, default=0, help="first layers of the image tower that the joint stage leaves as they are")
    parser.add_argument("--head-later", action="store_true", help="the joint stage leaves the dense head out")
    parser.add_argument("--decay", type=float, default=0.998, help="of the average over the joint stage's steps")
    parser.add_argument("--stages", default="joint,language,dense", help="which to run; without joint the image tower stays as it is")
    parser.add_argument("--views", type=int, default=5)
    parser.add_argument("--vocab", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.backends.cudnn.benchmark = True
    torch.set_float32_matmul_precision("high")
    began = time.time()
    trainer = Trainer(args)
    trainer.log({"ready": time.time() - began, "images": {s: len(v) for s, v in trainer.bank.images.items()}, **trainer.validate(trainer.model)})
    stages_wanted = args.stages.split(",")
    if "joint" in stages_wanted:
        trainer.joint(args.seconds[0])
    if "language" in stages_wanted:
        trainer.language(args.seconds[1], args.views)
    if "dense" in stages_wanted:
        if "joint" not in stages_wanted or args.head_later:
            trainer.start_head()
        trainer.dense(args.seconds[2])
    trainer.log({"seconds": time.time() - began})


if __name__ == "__main__":
    main()
