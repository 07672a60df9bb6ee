"""Stage 2: the text tower learns language; of the image tower only the projection still moves.

The image tower's pooled features are computed once, so a step costs little and can afford thousands of
images. It mixes losses: captions, rewritten by the lexicon and WordNet, against images; prompts that mean
a category against all its images in the step; and pairs of texts from WordNet (a word and its gloss or
hypernym) against each other.
"""
from __future__ import annotations

import copy
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from . import losses, measure
from .augment import random_views
from .corrupt import misspell_text, shuffle, thin
from .data import CATEGORIES, Split
from .glosses import Glosses
from .joint import PROMPT, blend, embed_texts, resized, schedule, to_input
from .lexicon import Prompts, Rewriter
from .run import Run
from .tokens import Encode
from .towers import DualEncoder
from .wordnet import WordNet

OWN_WORDS = Path(__file__).resolve().parents[2] / "own-words"


@torch.no_grad()
def cache_features(run: Run, model: DualEncoder, split: Split, options: dict) -> torch.Tensor:
    """Pooled features of every image, plain and in augmented views, float16 [views, n, 1280]; kept in the run."""
    path = run.folder / "features.pt"
    if path.exists():
        return torch.load(path, weights_only=True)
    model.eval()
    views = []
    for i in range(options["views"] + 1):
        rng = torch.Generator().manual_seed(run.seed + 1000 + i)
        parts = []
        for chunk in split.images.split(64):
            pixels = resized(chunk, options["size"])
            if i > 0:
                pixels = random_views(chunk, options["size"], options["augment"], rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=options["bf16"] and i > 0):
                parts.append(model.image.pooled(to_input(pixels)).half())
        views.append(torch.cat(parts))
        print(f"features {i + 1} of {options['views'] + 1} computed", flush=True)
    torch.save(torch.stack(views), path)
    return torch.stack(views)


class Texts:
    """Draws one text a call, corrupted as people type."""

    def __init__(self, options: dict, wordnet: WordNet | None, rng: random.Random):
        self.options, self.rng = options, rng
        self.rewrite = Rewriter(wordnet)
        self.prompts = Prompts(options["prompt_kinds"], options["prompt_bare"], wordnet)
        self.glosses = Glosses(wordnet) if wordnet else None

    def spoil(self, text: str) -> str:
        o, rng = self.options, self.rng
        if rng.random() < o["thin"]:
            text = thin(text, 0.3, rng)
        if rng.random() < o["shuffle"]:
            text = shuffle(text, rng)
        return misspell_text(text, rng) if rng.random() < o["misspell"] else text

    def caption(self, caption: str) -> str:
        if self.rng.random() < self.options["rewrite"]:
            caption = self.rewrite(caption, self.options["rewrite_share"], self.options["rewrite_loose"], self.rng)
        return self.spoil(caption)

    def prompt(self) -> tuple[str, set[int]]:
        text, owners = self.prompts.draw(self.rng.randrange(len(CATEGORIES)), self.rng)
        return self.spoil(text), owners


def any_of(logits: torch.Tensor, positive: torch.Tensor) -> torch.Tensor:
    """Mean over rows of -log of the share of the softmax that falls on positives; rows without any are left out."""
    rows = positive.any(1)
    inside = logits[rows].masked_fill(~positive[rows], float("-inf")).logsumexp(1)
    return (logits[rows].logsumexp(1) - inside).mean()


def own_words(model: DualEncoder, encode: Encode, image: torch.Tensor, valid: Split) -> dict[str, float]:
    queries = json.loads((OWN_WORDS / "dev.json").read_text(encoding="utf-8"))["queries"]
    text = embed_texts(model, encode, [q["query"] for q in queries])
    return measure.own_words(queries, text, image, valid.categories, CATEGORIES)


@torch.no_grad()
def validate(model: DualEncoder, encode: Encode, pooled: torch.Tensor, valid: Split) -> dict[str, float]:
    model.eval()
    image = model.project_image(pooled)
    prompts = embed_texts(model, encode, [PROMPT.format(c) for c in CATEGORIES])
    captions = [c for row in valid.captions for c in row]
    owner = torch.tensor([i for i, row in enumerate(valid.captions) for _ in row])
    text = embed_texts(model, encode, captions)
    found = measure.zero_shot(image, prompts, valid.categories) | measure.recalls(image, text, owner)
    return found | own_words(model, encode, image, valid)


class Sampler:
    """Draws the rows of a step: anchors whose captions are read, from a few categories at a time so that
    they are hard to tell apart, and other images that only stand against them."""

    def __init__(self, train: Split, options: dict, seed: int):
        self.options, self.rng = options, random.Random(seed)
        self.draw = torch.Generator().manual_seed(seed)
        self.total = len(train)
        self.by_category = [torch.nonzero(train.categories == c).flatten() for c in range(len(CATEGORIES))]
        self.with_caption: dict[str, list[int]] = {}
        for i, captions in enumerate(train.captions):
            for caption in captions:
                self.with_caption.setdefault(caption, []).append(i)

    def rows(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Anchors [captions] and all rows [images], anchors first."""
        wanted = self.options["captions"]
        if self.rng.random() < self.options["grouped"]:
            some = self.rng.sample(range(len(CATEGORIES)), self.options["group_categories"])
            pool = torch.cat([self.by_category[c] for c in some])
        else:
            pool = torch.arange(self.total)
        anchors = pool[torch.randperm(len(pool), generator=self.draw)[:wanted]]
        others = torch.randperm(self.total, generator=self.draw)[: self.options["images"]]
        others = others[~torch.isin(others, anchors)]
        return anchors, torch.cat([anchors, others])

    def fitting(self, captions: list[str], rows: torch.Tensor) -> torch.Tensor:
        """[captions, rows] where a row's image has that very caption among its own."""
        at = {row: i for i, row in enumerate(rows.tolist())}
        out = torch.zeros(len(captions), len(rows), dtype=torch.bool)
        for i, caption in enumerate(captions):
            out[i, [at[row] for row in self.with_caption[caption] if row in at]] = True
        return out


def optimizer_for(model: DualEncoder, options: dict) -> torch.optim.Optimizer:
    text = list(model.text.parameters())
    groups = [
        {"params": [p for p in text if p.ndim > 1], "lr": options["text_lr"], "weight_decay": options["weight_decay"]},
        {"params": [p for p in text if p.ndim <= 1], "lr": options["text_lr"], "weight_decay": 0.0},
        {"params": [model.image.project.weight], "lr": options["project_lr"], "weight_decay": 0.0},
        {"params": [model.log_scale], "lr": options["text_lr"], "weight_decay": 0.0},
    ]
    for group in groups:
        group["peak"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def step_losses(
    model: DualEncoder, encode: Encode, texts: Texts, sampler: Sampler, train: Split, features: torch.Tensor
) -> dict[str, torch.Tensor]:
    o, rng = texts.options, texts.rng
    anchors, rows = sampler.rows()
    view = torch.randint(len(features), (len(rows),), generator=sampler.draw)
    image = model.project_image(features[view, rows])
    originals = [rng.choice(train.captions[r]) for r in anchors.tolist()]
    prompts = [PROMPT.format(name) for name in CATEGORIES]
    drawn = [texts.prompt() for _ in range(o["prompts"])]
    pairs = [texts.glosses.draw(rng) for _ in range(o["glosses"])] if texts.glosses else []
    batch = [texts.caption(c) for c in originals] + prompts + [text for text, _ in drawn]
    batch += [texts.spoil(a) for a, _ in pairs] + [b for _, b in pairs]
    with torch.autocast("cpu", torch.bfloat16, enabled=o["bf16"]):
        text = encode_sorted(model, encode(batch, train=True))
    sizes = [len(originals), len(prompts), len(drawn), len(pairs), len(pairs)]
    caption, canonical, meaning, left, right = text.split(sizes)
    scale = model.logit_scale()

    fitting = sampler.fitting(originals, rows).float()
    to_image = F.cross_entropy(scale * caption @ image.T, fitting / fitting.sum(1, keepdim=True))
    mine = fitting[:, : len(anchors)].T
    to_text = F.cross_entropy(scale * image[: len(anchors)] @ caption.T, mine / mine.sum(1, keepdim=True))
    categories = train.categories[rows]
    wanted = torch.zeros(len(drawn), len(CATEGORIES), dtype=torch.bool)
    for at, (_, owners) in enumerate(drawn):
        wanted[at, list(owners)] = True
    parts = {
        "caption": (to_image + to_text) / 2,
        "prompt": losses.prompt_loss(image, canonical, scale, categories, 0.05),
        "meaning": any_of(scale * meaning @ image.T, wanted[:, categories]),
    }
    if pairs:
        same = losses.shared_targets([b for _, b in pairs])
        parts["gloss"] = losses.symmetric(left, right, torch.tensor(20.0), same)
    return parts


def train_language(
    run: Run, model: DualEncoder, encode: Encode, train: Split, valid: Split, options: dict, wordnet: WordNet | None
) -> DualEncoder:
    """Trains `model.text`, the image projection and the logit scale; returns the averaged model."""
    features = cache_features(run, model, train, options)
    with torch.no_grad():
        model.eval()
        chunks = valid.images.split(64)
        valid_pooled = torch.cat([model.image.pooled(to_input(resized(c, options["size"]))) for c in chunks])
    optimizer = optimizer_for(model, options)
    average = copy.deepcopy(model).eval()
    start = run.restore("language", model=model, average=average, optimizer=optimizer)
    per_epoch, total = options["steps_per_epoch"], options["steps_per_epoch"] * options["epochs"]

    for epoch in range(start, options["epochs"]):
        began, sums = time.time(), dict.fromkeys(options["weights"], 0.0)
        seed = run.seed + 7919 * (epoch + 1)
        texts, sampler = Texts(options, wordnet, random.Random(seed)), Sampler(train, options, seed)
        model.train()
        for i in range(per_epoch):
            step = epoch * per_epoch + i
            schedule(optimizer, step, total, options["warmup"])
            parts = step_losses(model, encode, texts, sampler, train, features)
            loss = sum(options["weights"][name] * value for name, value in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.text.parameters(), 5.0)
            optimizer.step()
            decay = min(options["ema"], (1 + step) / (10 + step))
            blend(average.text, model.text, decay)
            blend(average.image.project, model.image.project, decay)
            average.log_scale.data.copy_(model.log_scale.data)
            for name, value in parts.items():
                sums[name] += value.item() / per_epoch
            run.heartbeat(f"language epoch {epoch + 1}/{options['epochs']} step {i + 1}/{per_epoch} {loss.item():.3f}")
        row = {"stage": "language", "epoch": epoch + 1, "scale": model.logit_scale().item(), **sums}
        row |= validate(average, encode, valid_pooled, valid)
        run.log(row | {"seconds": time.time() - began})
        run.save("language", epoch + 1, model=model, average=average, optimizer=optimizer)
    return average


def encode_sorted(model: DualEncoder, ids: torch.Tensor) -> torch.Tensor:
    """encode_text in four runs by length, so that short texts do not pay for long ones' padding."""
    order = (ids != 0).sum(1).argsort()
    parts = []
    for rows in order.chunk(4):
        length = int((ids[rows] != 0).sum(1).max())
        parts.append(model.encode_text(ids[rows, :length]))
    return torch.cat(parts)[order.argsort()]
