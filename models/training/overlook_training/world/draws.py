"""What the joint and the language stage draw for a step: rows of images, captions, and texts without images."""
from __future__ import annotations

import torch

from .state import SETS, State
from .texts import encode


class Draws(State):
    def draw_rows(self, counts: dict[str, int]) -> dict[str, torch.Tensor]:
        return {s: torch.randint(0, self.bank.train[s], (n,), device=self.dev) for s, n in counts.items()}

    def meaning_texts(self, n: int) -> torch.Tensor:
        t = self.bank.t
        a = t["meaning_draws"][torch.randint(0, len(t["meaning_draws"]), (n // 2,), device=self.dev)].long()
        b = self.meanings[torch.randint(0, len(self.meanings), (n - n // 2,), device=self.dev)]
        return torch.cat([a, b])

    def language_parts(self, texts: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Embeds several lists of text ids in one go."""
        sizes = [len(v) for v in texts.values()]
        with self.amp():
            out = encode(self.model, self.bank, torch.cat(list(texts.values())))
        return dict(zip(texts, out.float().split(sizes), strict=True))

    def caption_batch(self, rows: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Caption text ids and the keys by which they share targets: UC Merced's captions by class."""
        ids, keys = [], []
        for s, r in rows.items():
            i, k = self.bank.draw_captions(s, r)
            ids.append(i)
            keys.append(-1 - self.bank.classes[s][r] if s == "ucm" else k)
        return torch.cat(ids), torch.cat(keys)

    def text_lists(self, captions: torch.Tensor, counts: dict[str, int]) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        t, dev = self.bank.t, self.dev
        pick = lambda x, n: x[torch.randint(0, len(x), (n,), device=dev)]  # noqa: E731
        meaning = self.meaning_texts(counts["meaning"])
        osm = pick(self.osm_pairs, counts["pair"] // 2)
        gloss = pick(self.gloss_pairs, counts["pair"] - counts["pair"] // 2)
        pairs = torch.cat([osm, gloss]).long()
        self.sentence_rows = torch.randint(0, len(t["sentences"]), (counts["sentence"],), device=dev)
        return {
            "caption": captions,
            **{f"{s}_prompts": t[f"{s}_prompts"].long() for s in SETS},
            "meaning": t["meaning_text"][meaning].long(),
            "open": pick(t["open_texts"], counts["open"]).long(),
            "left": pairs[:, 1], "right": pairs[:, 2],
            "sentence": t["sentences"][self.sentence_rows, 0].long(),
        }, meaning

    def prepare_texts(self) -> None:
        t = self.bank.t
        self.osm_pairs = t["pairs"][t["pairs"][:, 0] == 1]
        self.gloss_pairs = t["pairs"][t["pairs"][:, 0] == 0]
        n = len(self.bank.meta["classes"])
        near = torch.zeros(n, n, dtype=torch.bool, device=self.dev)
        for c in range(n):
            rows = self.meaning_of_class[c]
            kept = rows[t["meaning_kind"][rows] == 1]
            if len(kept):
                near[c] = (t["meaning_own"][kept] | t["meaning_open"][kept]).any(0)
            near[c, c] = False
        self.near_classes = near
