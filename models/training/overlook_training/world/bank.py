"""The pack in a device's memory: images as uint8, masks, texts as ids."""
from __future__ import annotations

import io
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

# Where the classes of a set begin among all.
SET_OFFSET = {"rsicd": 0, "ucm": 30, "scene": 51}


def _decode(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).transpose(2, 0, 1)


def images_of(path: Path, workers: int) -> torch.Tensor:
    """uint8 [n, 3, side, side]"""
    pack = np.load(path)
    data, ends = pack["bytes"].tobytes(), pack["ends"]
    starts = [0, *ends[:-1]]
    with ProcessPoolExecutor(workers) as pool:
        rows = list(pool.map(_decode, (data[a:b] for a, b in zip(starts, ends, strict=True)), chunksize=64))
    return torch.from_numpy(np.stack(rows))


class Bank:
    """All that training reads. Sets are "rsicd", "ucm" and "scene"; the first `train[set]` rows of one are to train on."""

    def __init__(self, folder: Path, device: str, workers: int):
        self.device = device
        self.meta = json.loads((folder / "pack.json").read_text())
        rest = np.load(folder / "pack-rest.npz")
        self.t = {k: torch.from_numpy(rest[k]) for k in rest.files if rest[k].dtype not in (np.uint16,)}
        for k in ("text_tokens", "text_glove"):
            self.t[k] = torch.from_numpy(rest[k].astype(np.int32))
        self.t = {k: v.to(device) for k, v in self.t.items()}
        self.tokens, self.glove_words = self.t["text_tokens"], self.t["text_glove"]
        glove = F.normalize(self.t["glove_vectors"].float(), dim=1)
        self.glove = torch.cat([glove, torch.zeros(1, glove.shape[1], device=device)])
        self.images = {s: images_of(folder / f"pack-{'scenes' if s == 'scene' else s}.npz", workers).to(device) for s in ("rsicd", "ucm", "scene")}
        self.train = {s: self.meta[f"{s}_train"] for s in self.images}
        self.classes = {s: self.t[f"{s}_class"].long() for s in self.images}
        # captions by image
        owner = self.t["caption_owner"].cpu()
        self.captions = {}
        for s, name in enumerate(("rsicd", "ucm", "scene")):
            mine = (owner[:, 0] == s).nonzero().flatten()
            count = torch.bincount(owner[mine, 1].long(), minlength=self.train[name])
            start = count.cumsum(0) - count
            self.captions[name] = (mine[0].item() + start.to(device), count.to(device))

    def embedded_words(self, texts: torch.Tensor) -> torch.Tensor:
        """Mean of the GloVe vectors of a text's words, [b, 100]; zeros where none is known."""
        words = self.glove_words[texts].long()
        words = torch.where(words == 65535, len(self.glove) - 1, words)
        found = self.glove[words]
        count = (words != len(self.glove) - 1).sum(1, keepdim=True).clamp(min=1)
        return found.sum(1) / count

    def draw_captions(self, name: str, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """A text id of one caption for each row, in one of its wordings, and the captions' keys."""
        start, count = self.captions[name]
        pick = start[rows] + (torch.rand(len(rows), device=self.device) * count[rows]).long()
        wording = torch.randint(0, 5, (len(rows),), device=self.device)
        return self.t["caption_texts"][pick, wording].long(), self.t["caption_key"][pick].long()
