"""The three stages of training, each for a given time; see train.py."""
from __future__ import annotations

import copy

import torch
from torch import nn

from ..towers import DualEncoder
from .contrast import Contrast
from .dense_texts import DenseTexts
from .optim import Clock, blend, groups_of
from .state import SETS
from .texts import encode
from .validate import resized, validate, validate_dense
from .views import cropped, recoloured, thetas

AREAS = {"rsicd": (0.4, 1.0), "ucm": (0.25, 1.0), "scene": (0.12, 1.0)}


class Trainer(Contrast, DenseTexts):
    @torch.no_grad()
    def start_head(self) -> None:
        """The head begins as the one that is given, or as the old map, in the directions in which words differ."""
        if self.args.head:
            given = torch.load(self.args.head, map_location=self.dev, weights_only=True)["head"]
            # one of before the head had its detail begins without
            missing, unknown = self.head.load_state_dict(given, strict=False)
            if unknown or any(not name.startswith("detail") for name in missing):
                raise SystemExit(f"{self.args.head} is not a head of this shape")
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
                self.log({"stage": "joint", "step": step, "share": share, "scale": model.logit_scale().item(), **{k: v.item() / step for k, v in sums.items()}, **validate(bank, self.average)})
                next_valid += 0.25
        self.log({"stage": "joint", "step": step, "scale": model.logit_scale().item(), **{k: v.item() / step for k, v in sums.items()}, **validate(bank, self.average)})
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
                found = validate(bank, self.average)
                self.log({"stage": "language", "step": step, "share": share, **{k: v.item() / step for k, v in sums.items()}, **found})
                next_valid += 0.2
                best = self.better(best, found)
        found = validate(bank, self.average)
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
        rate = self.args.rate or (8e-4 if self.args.head else 2e-3)
        # the branch at stride 4 began later, and from nothing
        rates = {name: max(rate, 2e-3) if name.startswith("detail") else rate for name, _ in head.named_children()}
        groups = [g for name, part in head.named_children() for g in groups_of(part, rates[name], 0.02)]
        optimizer = torch.optim.AdamW([g for g in groups if g["params"]], betas=(0.9, 0.98), fused=self.dev == "cuda")
        if self.args.keep:
            self.teacher.keep(model, self.args.keep)
        self.head_average = copy.deepcopy(head).eval()
        mosaic, sums, next_valid = self.mosaic_texts(model), {}, 0.2
        word_texts, open_texts = self.standing_texts(model)
        clock, step = Clock(seconds, optimizer), 0
        weights = {"present": 1.0, "absent": 0.6, "pointing": 0.5, "labels": 0.6, "nouns": 0.35, "tile": 0.6, "mosaic": 0.35, "open": 0.4}
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
                self.log({"stage": "dense", "step": step, "share": share, **losses_so_far, **validate_dense(self.bank, self.teacher, model, self.head_average)})
                next_valid += 0.2
                torch.save(self.head_average.state_dict(), self.args.out / "head-average.pt")
        self.head = self.head_average
        losses_so_far = {f"loss_{k}": v.item() / step for k, v in sums.items()}
        self.log({"stage": "dense", "step": step, **losses_so_far, **validate_dense(self.bank, self.teacher, model, self.head)})
        self.save("dense")
