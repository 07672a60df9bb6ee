"""The compact recipe, stage by stage."""
from __future__ import annotations

import argparse

import torch

from .data import load_split
from .joint import to_input, train_joint
from .language import train_language
from .run import Run
from .tokens import Encode, train_tokenizer
from .towers import DualEncoder
from .wordnet import WordNet


def shortened(recipe: dict) -> dict:
    """The recipe for a smoke run: every stage, as few steps as show that it runs."""
    joint = recipe["joint"] | {"phases": [{"epochs": 2, "size": 96}], "batch": 64, "warmup": 4, "valid_size": 96}
    language = recipe["language"] | {"epochs": 1, "steps_per_epoch": 8, "views": 1, "size": 96, "warmup": 2}
    return recipe | {"joint": joint, "language": language, "tokenizer": {"size": 2000}}


def train_compact(recipe: dict, args: argparse.Namespace) -> None:
    recipe = shortened(recipe) if args.smoke else recipe
    run = Run(args.out, recipe["seed"])
    limit = 600 if args.smoke else None
    train = load_split(args.data, "train", recipe["side"], limit)
    valid = load_split(args.data, "valid", recipe["side"], limit and 200)
    print(f"{len(train)} images to train on, {len(valid)} to choose by", flush=True)
    wordnet = WordNet(args.wordnet) if args.wordnet else None

    tokenizer_path = run.folder / "tokenizer.json"
    if not tokenizer_path.exists():
        texts = [c for row in train.captions for c in row]
        for synset in wordnet.synsets.values() if wordnet else []:
            texts += [*synset.lemmas, synset.gloss]
        train_tokenizer(texts, recipe["tokenizer"]["size"]).save(str(tokenizer_path))
    encode = Encode(tokenizer_path, recipe["model"]["text"]["context"], dropout=0.05)

    model = DualEncoder(encode.size, recipe["model"]).to(memory_format=torch.channels_last)
    if args.weights:
        model.image.load_imagenet(args.weights, to_input(valid.images[:128].float() / 255))
    model = train_joint(run, model, encode, train, valid, recipe["joint"], "joint")
    if args.scenes:
        train = train + load_split([args.scenes], "train", recipe["side"], limit)
        print(f"with rendered scenes: {len(train)} images", flush=True)
        model = train_joint(run, model, encode, train, valid, recipe["joint"] | recipe["mix"], "mix")
    if args.stage == "all":
        train_language(run, model, encode, train, valid, recipe["language"], wordnet)
