"""The written lexicon and WordNet as sources of prompts and rewritten captions (see lexicon/README.md)."""
from __future__ import annotations

import json
import random
import re
from pathlib import Path

from .data import CATEGORIES
from .wordnet import WordNet

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
_ARTICLE = re.compile(r"\b(a|an) (?=(\w))", re.IGNORECASE)


def repair_articles(text: str) -> str:
    return _ARTICLE.sub(lambda m: ("an " if m[2].lower() in "aeiou" else "a "), text)


# how surely an entry of a list means its category; of categories that share an entry the surest own it
RANKS = {"name": 0, "synonyms": 1, "phrases": 2, "kinds": 2, "lemmas": 3, "glosses": 3, "parts": 4}


class Prompts:
    """Draws texts that mean a category, with the set of categories that share the entry."""

    def __init__(self, weights: dict[str, float], bare: float, wordnet: WordNet | None):
        raw = json.loads((FOLDER / "categories.json").read_text(encoding="utf-8"))
        self.templates = json.loads((FOLDER / "templates.json").read_text(encoding="utf-8"))["templates"]
        self.bare = bare
        self.entries: list[dict[str, list[str]]] = []
        ranks: dict[str, dict[int, int]] = {}
        for i, name in enumerate(CATEGORIES):
            row = raw[name]
            lists = {kind: row[kind] for kind in ("synonyms", "kinds", "phrases", "parts")} | {"name": [name]}
            if wordnet:
                below = {s.gloss: s for root in row["wordnet"] for s in wordnet.below(root)}.values()
                lists["lemmas"] = [lemma.lower() for s in below for lemma in s.lemmas]
                lists["glosses"] = [s.gloss for s in below]
            self.entries.append({kind: texts for kind, texts in lists.items() if texts})
            for kind, text in ((kind, text) for kind, texts in lists.items() for text in texts):
                known = ranks.setdefault(text, {})
                known[i] = min(known.get(i, 9), RANKS[kind])
        self.owners = {
            text: {i for i, rank in known.items() if rank == min(known.values())} for text, known in ranks.items()
        }
        self.weights = weights

    def draw(self, category: int, rng: random.Random) -> tuple[str, set[int]]:
        lists = self.entries[category]
        kinds = [kind for kind in self.weights if kind in lists]
        kind = rng.choices(kinds, [self.weights[k] for k in kinds])[0]
        entry = rng.choice(lists[kind])
        owners = self.owners[entry]
        if kind == "glosses" or rng.random() < self.bare:
            return entry, owners
        return rng.choice(self.templates).replace("{}", entry), owners


class Rewriter:
    """Puts other words for the things a caption mentions: longest form first, left to right."""

    def __init__(self, wordnet: WordNet | None, hyponym_depth: int = 1):
        self.forms: dict[tuple[str, ...], tuple[list[str], set[str], set[str], list[str]]] = {}
        for thing in json.loads((FOLDER / "things.json").read_text(encoding="utf-8")):
            for at, form in enumerate(thing["forms"]):
                others = [pair[min(at, len(pair) - 1)] for pair in thing["replace"]]
                loose = self._lemmas(thing, wordnet, hyponym_depth) if at == 0 else []
                key = tuple(form.split())
                self.forms[key] = (others, set(thing.get("notAfter", [])), set(thing.get("notBefore", [])), loose)
        self.longest = max(map(len, self.forms))

    @staticmethod
    def _lemmas(thing: dict, wordnet: WordNet | None, depth: int) -> list[str]:
        if wordnet is None:
            return []
        below = [s for name in thing["wordnet"] for s in wordnet.below(name, depth)]
        return sorted({lemma.lower() for s in below for lemma in s.lemmas} - set(thing["forms"]))

    def __call__(self, caption: str, share: float, loose: float, rng: random.Random) -> str:
        """`share` of the matches are replaced; of these `loose` by a WordNet lemma where there is one."""
        words = re.findall(r"[\w'-]+", caption.lower())
        out: list[str] = []
        i = 0
        while i < len(words):
            for n in range(min(self.longest, len(words) - i), 0, -1):
                found = self.forms.get(tuple(words[i : i + n]))
                if found:
                    break
            else:
                out.append(words[i])
                i += 1
                continue
            others, not_after, not_before, lemmas = found
            blocked = (i > 0 and words[i - 1] in not_after) or (i + n < len(words) and words[i + n] in not_before)
            source = lemmas if lemmas and rng.random() < loose else others
            if blocked or not source or rng.random() >= share:
                out += words[i : i + n]
            else:
                out.append(rng.choice(source))
            i += n
        return repair_articles(" ".join(out))
