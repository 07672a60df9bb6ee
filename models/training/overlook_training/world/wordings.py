"""Texts of a pack: their forms, and their token ids and words."""
from __future__ import annotations

import re

import numpy as np

from ..tokens import Encode

CONTEXT = 40
PROMPT = "An aerial photograph of {}"
FORMS = ("{}", "An aerial photograph of {}", "an aerial photograph of {a}", "{s}", "a {}", "{} from above")


def plural(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x")):
        return word if word.endswith("s") and not word.endswith("ss") else word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def form(template: str, word: str) -> str:
    article = "an " if word[0] in "aeiou" else "a "
    return template.replace("{s}", plural(word)).replace("{a}", article + word).replace("{}", word)


class Texts:
    """Collects texts; gives an id a text."""

    def __init__(self, encode: Encode, glove: dict[str, int]):
        self.encode, self.glove = encode, glove
        self.ids: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.ids.setdefault(text, len(self.ids))

    def arrays(self) -> dict[str, np.ndarray]:
        texts = list(self.ids)
        tokens = np.zeros((len(texts), CONTEXT), np.uint16)
        for i in range(0, len(texts), 4096):
            rows = self.encode(texts[i : i + 4096]).numpy()[:, :CONTEXT]
            tokens[i : i + len(rows), : rows.shape[1]] = rows
        full = (tokens != 0).all(1)
        tokens[full, -1] = self.encode.end
        words = np.full((len(texts), 14), 65535, np.uint16)
        for i, text in enumerate(texts):
            known = [self.glove[w] for w in re.findall(r"[a-z]+", text.lower()) if w in self.glove][:14]
            words[i, : len(known)] = known
        return {"tokens": tokens, "glove": words}
