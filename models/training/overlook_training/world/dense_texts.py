"""Embeddings of the texts that teach the dense head: words, captions for mosaics, and words at random."""
from __future__ import annotations

import torch

from ..towers import DualEncoder
from .state import State
from .texts import encode


class DenseTexts(State):
    @torch.no_grad()
    def word_texts(self, model: DualEncoder) -> torch.Tensor:
        """Each word in one of its forms, [words, dim]."""
        forms = self.bank.t["word_texts"]
        ids = forms[torch.arange(len(forms), device=self.dev), torch.randint(0, forms.shape[1], (len(forms),), device=self.dev)].long()
        with self.amp():
            return encode(model, self.bank, ids, 16).float()

    def mosaic_texts(self, model: DualEncoder):
        t = self.bank.t

        @torch.no_grad()
        def embed(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            classes = self.bank.classes["rsicd"][rows]
            captions, keys = self.bank.draw_captions("rsicd", rows)
            prompt = t["rsicd_prompts"][classes].long()
            # of a class whose name is held out, a caption again
            again, _ = self.bank.draw_captions("rsicd", rows)
            prompt = torch.where(t["rsicd_prompt_held"][classes], again, prompt)
            with self.amp():
                e = encode(model, self.bank, torch.cat([captions, prompt])).float()
            same = classes[:, None] == classes[None]
            # a caption fits its own image, and nothing is said of others of its class
            return e, torch.cat([same, same])

        return embed

    def open_texts(self, model: DualEncoder, n: int) -> torch.Tensor:
        t = self.bank.t["open_texts"]
        with torch.no_grad(), self.amp():
            return encode(model, self.bank, t[torch.randint(0, len(t), (n,), device=self.dev)].long(), 16).float()

    @torch.no_grad()
    def standing_texts(self, model: DualEncoder, many: int = 4096):
        """`word_texts` and `open_texts` of a text tower that stands still: embedded once, in float32."""
        forms, t = self.bank.t["word_texts"].long(), self.bank.t["open_texts"]
        some = t[torch.randperm(len(t), device=self.dev)[:many]].long()
        embed = lambda ids: torch.cat([encode(model, self.bank, c, 16).float() for c in ids.split(1024)])  # noqa: E731
        words, open_ = embed(forms.flatten()).view(*forms.shape, -1), embed(some)
        every = torch.arange(len(forms), device=self.dev)
        draw = lambda high, n: torch.randint(0, high, (n,), device=self.dev)  # noqa: E731
        return (lambda: words[every, draw(forms.shape[1], len(forms))]), (lambda n: open_[draw(len(open_), n)])
