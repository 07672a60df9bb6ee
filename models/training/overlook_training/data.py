"""RSICD-shaped data: image files beside `{split}.jsonl` with `{"filename", "captions"}` a line."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

CATEGORIES = (
    "airport", "bare land", "baseball field", "beach", "bridge", "center", "church", "commercial",
    "dense residential", "desert", "farmland", "forest", "industrial", "meadow",
    "medium residential", "mountain", "park", "parking", "playground", "pond", "port",
    "railway station", "resort", "river", "school", "sparse residential", "square", "stadium",
    "storage tanks", "viaduct",
)  # fmt: skip
_BY_KEY = {name.replace(" ", ""): i for i, name in enumerate(CATEGORIES)}


@dataclass
class Split:
    """One split in memory.

    images: uint8 [n, 3, side, side]; captions: n lists of strings; categories: int64 [n], -1 where
    the file name names none of the 30.
    """

    names: list[str]
    images: torch.Tensor
    captions: list[list[str]]
    categories: torch.Tensor

    def __len__(self) -> int:
        return len(self.names)

    def __add__(self, other: Split) -> Split:
        return Split(
            self.names + other.names,
            torch.cat([self.images, other.images]),
            self.captions + other.captions,
            torch.cat([self.categories, other.categories]),
        )


def category_of(filename: str) -> int:
    return _BY_KEY.get(Path(filename).name.split("_")[0].lower(), -1)


def read_image(path: Path, side: int) -> np.ndarray:
    """RGB uint8 [side, side, 3]: shorter side resized to `side` (Pillow's bicubic), centre crop."""
    with Image.open(path) as image:
        image = image.convert("RGB")
        scale = side / min(image.size)
        size = [max(side, round(v * scale)) for v in image.size]
        if image.size != tuple(size):
            image = image.resize(size, Image.Resampling.BICUBIC)
        left, top = (size[0] - side) // 2, (size[1] - side) // 2
        return np.asarray(image.crop((left, top, left + side, top + side)))


def load_split(
    folders: list[Path], split: str, side: int, limit: int | None = None
) -> Split:
    """Reads a split from one or more folders. `limit` takes every n-th row (for smoke runs)."""
    rows = []
    for folder in folders:
        with open(folder / f"{split}.jsonl", encoding="utf-8") as lines:
            rows += [(folder / "images", json.loads(line)) for line in lines if line.strip()]
    if limit is not None and len(rows) > limit:
        rows = rows[:: len(rows) // limit][:limit]
    images = torch.empty(len(rows), 3, side, side, dtype=torch.uint8)
    for i, (folder, row) in enumerate(rows):
        pixels = read_image(folder / row["filename"], side)
        images[i] = torch.from_numpy(pixels.transpose(2, 0, 1).copy())
    return Split(
        names=[row["filename"] for _, row in rows],
        images=images,
        captions=[[c.strip() for c in row["captions"] if c.strip()] for _, row in rows],
        categories=torch.tensor([category_of(row["filename"]) for _, row in rows]),
    )
