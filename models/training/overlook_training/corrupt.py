"""Texts as people type them: a letter wrong, words missing or in another order."""
from __future__ import annotations

import random

_NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


def misspell(word: str, rng: random.Random) -> str:
    """One letter dropped, doubled, swapped with the next or hit beside; short words stay."""
    if len(word) < 4 or not word.isalpha():
        return word
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[:i] + word[i] + word[i:]
    if kind == 2:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return word[:i] + rng.choice(_NEAR.get(word[i], word[i])) + word[i + 1 :]


def misspell_text(text: str, rng: random.Random) -> str:
    """One word of the text misspelt."""
    words = text.split()
    long = [i for i, w in enumerate(words) if len(w) > 3]
    if long:
        i = rng.choice(long)
        words[i] = misspell(words[i], rng)
    return " ".join(words)


def thin(text: str, share: float, rng: random.Random) -> str:
    """Leaves out words at random; at least two stay."""
    words = text.split()
    kept = [w for w in words if rng.random() >= share]
    return " ".join(kept if len(kept) >= 2 else words)


def shuffle(text: str, rng: random.Random) -> str:
    words = text.split()
    rng.shuffle(words)
    return " ".join(words)
