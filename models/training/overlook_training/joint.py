"""Stage 1: both towers, symmetric contrastive loss over captions and category prompts."""
from __future__ import annotations

import copy
import math
import random
import time
from pathlib import Path

import torch

from . import losses, measure
from .augment import random_views
from .corrupt import thin
from .data import CATEGORIES, Split
from .run import Run
from .tokens import Encode
from .towers import DualEncoder

PROMPT = "An aerial photograph of {}"


def to_input(views: torch.Tensor) -> torch.Tensor:
    """0..1 -> -1..1, channels last (faster on CPU)."""
    return (views * 2 - 1).contiguous(memory_format=torch.channels_last)


def resized(images: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 [b, 3, h, h] -> float32 [b, 3, size, size] in 0..1, bicubic with antialiasing."""
    x = images.float() / 255
    if x.shape[-1] == size:
        return x
    return torch.nn.functional.interpolate(x, size=(size, size), mode="bicubic", antialias=True).clamp(0, 1)


def optimizer_for(model: DualEncoder, options: dict) -> torch.optim.Optimizer:
    groups = []
    for tower, lr in ((model.image.features, "image_lr"), (model.image.project, "text_lr"), (model.text, "text_lr")):
        matrices = [p for p in tower.parameters() if p.ndim > 1]
        vectors = [p for p in tower.parameters() if p.ndim <= 1]
        groups += [
            {"params": matrices, "lr": options[lr], "weight_decay": options["weight_decay"]},
            {"params": vectors, "lr": options[lr], "weight_decay": 0.0},
        ]
    groups.append({"params": [model.log_scale], "lr": options["text_lr"], "weight_decay": 0.0})
    for group in groups:
        group["peak"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def schedule(optimizer: torch.optim.Optimizer, step: int, total: int, warmup: int) -> None:
    """Linear warm-up, then a cosine to zero."""
    if step < warmup:
        factor = (step + 1) / warmup
    else:
        factor = 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, total - warmup)))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


@torch.no_grad()
def blend(average: torch.nn.Module, model: torch.nn.Module, decay: float) -> None:
    """Exponential moving average of weights and of normalization statistics."""
    for old, new in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
        if old.dtype.is_floating_point:
            old.lerp_(new, 1 - decay)
        else:
            old.copy_(new)


@torch.no_grad()
def embed_images(model: DualEncoder, images: torch.Tensor, size: int, batch: int = 64) -> torch.Tensor:
    """uint8 [n, 3, h, h] -> normalized [n, dim]; resized to `size` first."""
    return torch.cat([model.encode_image(to_input(resized(chunk, size))) for chunk in images.split(batch)])


@torch.no_grad()
def embed_texts(model: DualEncoder, encode: Encode, texts: list[str], batch: int = 512) -> torch.Tensor:
    parts = [texts[i : i + batch] for i in range(0, len(texts), batch)]
    return torch.cat([model.encode_text(encode(part)) for part in parts])


def validate(model: DualEncoder, encode: Encode, split: Split, size: int) -> dict[str, float]:
    model.eval()
    image = embed_images(model, split.images, size)
    prompts = embed_texts(model, encode, [PROMPT.format(c) for c in CATEGORIES])
    captions = [c for row in split.captions for c in row]
    owner = torch.tensor([i for i, row in enumerate(split.captions) for _ in row])
    text = embed_texts(model, encode, captions)
    return measure.zero_shot(image, prompts, split.categories) | measure.recalls(image, text, owner)


def train_joint(
    run: Run, model: DualEncoder, encode: Encode, train: Split, valid: Split, options: dict, stage: str
) -> DualEncoder:
    """Trains and returns the averaged model. Continues from the stage's checkpoint where there is one."""
    phases = [phase for phase in options["phases"] for _ in range(phase["epochs"])]
    sizes = [phase["size"] for phase in phases]
    batch = options["batch"] - options["batch"] % 4
    per_epoch = len(train) // batch
    total = per_epoch * len(sizes)
    optimizer = optimizer_for(model, options)
    average = copy.deepcopy(model).eval()
    start = run.restore(stage, model=model, average=average, optimizer=optimizer)
    prompts = [PROMPT.format(name) for name in CATEGORIES]

    for epoch in range(start, len(sizes)):
        began, sums = time.time(), {"contrastive": 0.0, "prompt": 0.0}
        rng = torch.Generator().manual_seed(run.seed + epoch)
        words = random.Random(run.seed + epoch)
        order = torch.randperm(len(train), generator=rng)
        model.train()
        model.image.frozen = phases[epoch].get("frozen", 0)
        for i in range(per_epoch):
            step = epoch * per_epoch + i
            schedule(optimizer, step, total, options["warmup"])
            rows = order[i * batch : (i + 1) * batch]
            texts = [thin(words.choice(train.captions[r]), options["caption_dropout"], words) for r in rows.tolist()]
            pixels = to_input(random_views(train.images[rows], sizes[epoch], options["augment"], rng))
            with torch.autocast("cpu", torch.bfloat16, enabled=options["bf16"]):
                image = model.encode_image(pixels, words.random() < options["quarters"])
                text = model.encode_text(encode(texts + prompts, train=True))
            scale = model.logit_scale()
            contrastive = losses.symmetric(image, text[:batch], scale, losses.shared_targets(texts))
            prompt = losses.prompt_loss(
                image, text[batch:], scale, train.categories[rows], options["prompt_smoothing"]
            )
            loss = contrastive + options["prompt_weight"] * prompt
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            blend(average, model, min(options["ema"], (1 + step) / (10 + step)))
            sums["contrastive"] += contrastive.item() / per_epoch
            sums["prompt"] += prompt.item() / per_epoch
            run.heartbeat(f"{stage} epoch {epoch + 1}/{len(sizes)} step {i + 1}/{per_epoch} loss {loss.item():.3f}")
        row = {"stage": stage, "epoch": epoch + 1, "size": sizes[epoch], "scale": model.logit_scale().item(), **sums}
        if (epoch + 1) % options["valid_every"] == 0 or epoch + 1 == len(sizes):
            row |= validate(average, encode, valid, options["valid_size"])
        run.log(row | {"seconds": time.time() - began})
        run.save(stage, epoch + 1, model=model, average=average, optimizer=optimizer)
    return average
