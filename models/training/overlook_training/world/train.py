"""Trains the encoders and the dense head from a pack, each stage for a given time. Made for one GPU; runs on a CPU to try.

    python -m overlook_training.world.train --pack PACK --start INIT --out RUN --seconds 270,110,150

1. joint: both towers and the head; contrastive over captions of three sets, prompts of classes, texts that mean
   classes, a teacher for words from GloVe vectors, and the losses of the dense head.
2. language: the image tower stands still but for its projection; the text tower reads far more texts a step.
3. dense: only the head, against the final towers.
"""
from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from .trainer import Trainer
from .validate import validate


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
    parser.add_argument("--keep", type=int, default=0, help="scenes whose features the dense stage computes once and draws from; 0: anew each step")
    parser.add_argument("--rate", type=float, help="of learning, of the dense stage")
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
    trainer.log({"ready": time.time() - began, "images": {s: len(v) for s, v in trainer.bank.images.items()}, **validate(trainer.bank, trainer.model)})
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
