"""The seed project's recipe: fine-tuning a full CLIP checkpoint in Hugging Face's format.

The batch of 1,024 is contrasted as a whole but computed in small parts: embeddings first without
gradients, then the loss's gradient with respect to them, then part after part once more with it
(gradient caching), so that memory holds one part's activations at a time.
"""
from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from . import losses, measure
from .augment import random_views
from .data import CATEGORIES, Split, load_split
from .joint import PROMPT, resized
from .run import Run
from .tokens import train_tokenizer

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)


def text_encoder(folder: Path, vocab: int, context: int, captions: list[str]) -> Callable[[list[str]], torch.Tensor]:
    """The checkpoint's own tokenizer; where it has none (a tiny test checkpoint), a byte-pair encoding
    of its vocabulary's size is trained on the captions."""
    if (folder / "merges.txt").exists() or (folder / "tokenizer.json").exists():
        from transformers import CLIPTokenizerFast

        own = CLIPTokenizerFast.from_pretrained(folder)
        return lambda texts: own(
            texts, padding="max_length", truncation=True, max_length=context, return_tensors="pt"
        ).input_ids
    print("the checkpoint has no tokenizer: one of its size is trained on the captions", flush=True)
    tokenizer: Tokenizer = train_tokenizer(captions, vocab - 2)
    start, end = vocab - 2, vocab - 1

    def encode(texts: list[str]) -> torch.Tensor:
        out = torch.zeros(len(texts), context, dtype=torch.int64)
        for i, e in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)):
            row = [start, *e.ids[: context - 2], end]
            out[i, : len(row)] = torch.tensor(row)
        return out

    return encode


class Checkpoint:
    """transformers' CLIPModel behind two functions that give normalized embeddings [b, dim]."""

    def __init__(self, folder: Path):
        from transformers import CLIPModel

        self.model = CLIPModel.from_pretrained(folder)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._check_end_mark()
        self.model.to(self.device)
        self.size: int = self.model.config.vision_config.image_size

    def _check_end_mark(self) -> None:
        """Texts are pooled at the end mark: the vocabulary's last id where the configuration names none in it."""
        text = self.model.config.text_config
        if not 0 < (text.eos_token_id or 0) < text.vocab_size:
            text.eos_token_id = text.vocab_size - 1
            self.model.text_model.eos_token_id = text.vocab_size - 1

    def text(self, ids: torch.Tensor) -> torch.Tensor:
        pooled = self.model.text_model(input_ids=ids.to(self.device)).pooler_output
        return F.normalize(self.model.text_projection(pooled).float(), dim=-1)

    def image(self, views: torch.Tensor) -> torch.Tensor:
        pixels = ((views - MEAN) / STD).to(self.device)
        pooled = self.model.vision_model(pixel_values=pixels).pooler_output
        return F.normalize(self.model.visual_projection(pooled).float(), dim=-1)

    def scale(self) -> torch.Tensor:
        return self.model.logit_scale.exp().clamp(max=100)


def step_by_parts(c: Checkpoint, views: torch.Tensor, ids: torch.Tensor, targets: torch.Tensor, part: int) -> float:
    """Backward of the symmetric loss over the whole batch, `part` rows at a time; returns the loss."""
    with torch.no_grad():
        image = torch.cat([c.image(v) for v in views.split(part)])
        text = torch.cat([c.text(t) for t in ids.split(part)])
    image.requires_grad_(True)
    text.requires_grad_(True)
    loss = losses.symmetric(image, text, c.scale(), targets.to(c.device))
    loss.backward()
    for rows, gradient in zip(views.split(part), image.grad.split(part), strict=True):
        c.image(rows).backward(gradient)
    for rows, gradient in zip(ids.split(part), text.grad.split(part), strict=True):
        c.text(rows).backward(gradient)
    return loss.item()


@torch.no_grad()
def validate(c: Checkpoint, encode: Callable, split: Split, part: int) -> dict[str, float]:
    c.model.eval()
    image = torch.cat([c.image(resized(v, c.size)) for v in split.images.split(part)]).cpu()
    captions = [text for row in split.captions for text in row]
    owner = torch.tensor([i for i, row in enumerate(split.captions) for _ in row])
    text = torch.cat([c.text(t) for t in encode(captions).split(part)]).cpu()
    prompts = c.text(encode([PROMPT.format(name) for name in CATEGORIES])).cpu()
    return measure.zero_shot(image, prompts, split.categories) | measure.recalls(image, text, owner)


def train_clip(recipe: dict, args: argparse.Namespace) -> None:
    if args.checkpoint is None:
        raise SystemExit("this recipe fine-tunes a checkpoint: name its folder with --checkpoint")
    options, run = recipe["finetune"], Run(args.out, recipe["seed"])
    limit = 256 if args.smoke else None
    train = load_split(args.data, "train", recipe["side"], limit)
    valid = load_split(args.data, "valid", recipe["side"], limit and 128)
    c = Checkpoint(args.checkpoint)
    config = c.model.config.text_config
    encode = text_encoder(
        args.checkpoint, config.vocab_size, config.max_position_embeddings, [t for row in train.captions for t in row]
    )
    optimizer = torch.optim.Adam(c.model.parameters(), lr=options["learning_rate"])
    batch = min(options["batch"], len(train))
    epochs = 2 if args.smoke else options["epochs"]
    for epoch in range(run.restore("finetune", model=c.model, optimizer=optimizer), epochs):
        began, total = time.time(), 0.0
        draw, words = torch.Generator().manual_seed(run.seed + epoch), random.Random(run.seed + epoch)
        order = torch.randperm(len(train), generator=draw)
        c.model.train()
        steps = len(train) // batch
        for i in range(steps):
            rows = order[i * batch : (i + 1) * batch]
            texts = [words.choice(train.captions[r]) for r in rows.tolist()]
            views = random_views(train.images[rows], c.size, options["augment"], draw)
            optimizer.zero_grad(set_to_none=True)
            total += step_by_parts(c, views, encode(texts), losses.shared_targets(texts), options["micro_batch"])
            optimizer.step()
            run.heartbeat(f"finetune epoch {epoch + 1}/{epochs} step {i + 1}/{steps}")
        row = {"stage": "finetune", "epoch": epoch + 1, "loss": total / steps}
        run.log(row | validate(c, encode, valid, options["micro_batch"]) | {"seconds": time.time() - began})
        run.save("finetune", epoch + 1, model=c.model, optimizer=optimizer)
    c.model.save_pretrained(run.folder / "checkpoint")
