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


def read_rows(folder: Path, split: str) -> list[dict]:
    """Rows `{"filename", "captions"}` of a split, from `{split}.jsonl` or the `dataset.json` of UCM and Sydney."""
    lines = folder / f"{split}.jsonl"
    if lines.exists():
        text = lines.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    images = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))["images"]
    # UCM and Sydney name their validation split "val".
    wanted = {split, "val"} if split == "valid" else {split}
    return [
        {"filename": i["filename"], "captions": [s["raw"] for s in i["sentences"]]}
        for i in images
        if i["split"] in wanted
    ]


def load_split(
    folders: list[Path], split: str, side: int, limit: int | None = None
) -> Split:
    """Reads a split from one or more folders. `limit` takes every n-th row (for smoke runs)."""
    rows = [(folder / "images", row) for folder in folders for row in read_rows(folder, split)]
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
