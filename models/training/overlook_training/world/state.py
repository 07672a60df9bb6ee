"""The networks in training and what they learn from; see trainer.py."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from ..towers import DualEncoder
from .bank import Bank
from .head import DenseHead
from .teach import DenseTeacher
from .texts import WordTeacher

MODEL = {"dim": 256, "text": {"width": 192, "layers": 3, "heads": 6, "context": 64}}
SETS = ("rsicd", "ucm", "scene")
CPU = Path("/proc/cpuinfo")
CPU_FLAGS = CPU.read_text() if CPU.exists() else ""


class State:
    """What every stage works on: the pack, the networks, the teachers, the log."""

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
        self.train_rows = {s: torch.arange(self.bank.train[s], device=self.dev) for s in SETS}
        self.meanings = torch.nonzero(t["meaning_kind"] == 1).flatten()
        own = t["meaning_own"]
        self.meaning_of_class = [torch.nonzero(own[:, c]).flatten() for c in range(own.shape[1])]

    def amp(self):
        """In 16 bits where the device computes in them: a CPU that only emulates them takes two to three times as long."""
        if self.dev == "cuda":
            return torch.autocast("cuda", torch.bfloat16)
        return torch.autocast("cpu", torch.bfloat16, enabled="avx512_bf16" in CPU_FLAGS)

    def log(self, row: dict) -> None:
        row = {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}
        print(json.dumps(row), flush=True)
        self.log_file.write(json.dumps(row) + "\n")
        self.log_file.flush()

    def save(self, name: str) -> None:
        half = lambda m: {k: v.half() if v.dtype.is_floating_point and v.numel() > 1 else v for k, v in m.state_dict().items()}  # noqa: E731
        state = {"model": half(self.model), "head": half(self.head)}
        torch.save({k: {n: v.cpu() for n, v in s.items()} for k, s in state.items()}, self.args.out / f"{name}.pt")
        torch.save({n: v.cpu().half() for n, v in self.words.state_dict().items()}, self.args.out / "words.pt")
