"""A training run's folder: checkpoints that are taken up again, a log a line an epoch."""
from __future__ import annotations

import json
import time
from pathlib import Path

import torch


class Run:
    def __init__(self, folder: Path, seed: int):
        self.folder, self.seed = folder, seed
        folder.mkdir(parents=True, exist_ok=True)
        self._beat = 0.0
        torch.manual_seed(seed)

    def save(self, stage: str, done: int, **parts) -> None:
        """Writes beside, then renames: a run that is stopped here keeps its last checkpoint."""
        path = self.folder / f"{stage}.pt"
        torch.save({"done": done, **{k: v.state_dict() for k, v in parts.items()}}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def restore(self, stage: str, **parts) -> int:
        """Loads the stage's checkpoint into `parts`; returns how many epochs it has done (0: none)."""
        path = self.folder / f"{stage}.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        print(f"{stage}: continued after {state['done']}", flush=True)
        return state["done"]

    def log(self, row: dict) -> None:
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(" ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()), flush=True)

    def heartbeat(self, line: str, every: float = 20.0) -> None:
        if time.time() - self._beat > every:
            self._beat = time.time()
            print(line, flush=True)
