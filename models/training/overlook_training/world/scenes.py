"""Rendered scenes of a pack: their records, and what covers which cell."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np


def scene_masks(rows: list[dict], at: dict[str, int]) -> dict[str, np.ndarray]:
    """Coverage of every feature on a grid of 80 x 80, 0..4 quarters of a cell."""
    owner, group, masks = [], [], []
    for i, row in enumerate(rows):
        for f in row["features"]:
            if f["name"] not in at:
                continue
            mask = decoded(f["mask"], row["size"])
            if "unsure" in f:
                unsure = decoded(f["unsure"], row["size"])
                mask = np.where(unsure > 0, 7, mask)
            owner.append(i)
            group.append(at[f["name"]])
            masks.append(mask.astype(np.uint8))
    return {"owner": np.array(owner, np.int32), "group": np.array(group, np.int16), "masks": np.stack(masks)}


def decoded(mask: dict, size: int) -> np.ndarray:
    side = size // mask["cell"]
    runs = np.array(mask["runs"])
    full = np.repeat(np.arange(len(runs)) % 2, runs).reshape(side, side)
    return full.reshape(80, side // 80, 80, side // 80).sum((1, 3)) * 4 // (side // 80) ** 2


def scene_rows(folder: Path) -> list[dict]:
    rows: dict[str, dict] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue  # the line that is being written
            if "features" in row and (folder / row["filename"]).exists():
                rows.setdefault(row["filename"], row)
    return list(rows.values())


def read_scenes(folders: list[Path]) -> list[tuple[Path, dict]]:
    return [(folder, row) for folder in folders for row in scene_rows(folder)]
