"""WordNet 3.0's nouns, read from the dict files of Debian's `wordnet-base`."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Synset:
    name: str  # first lemma.n.sense, as NLTK names it
    lemmas: list[str]
    gloss: str  # definition, without the examples
    hypernyms: list[int] = field(default_factory=list)
    hyponyms: list[int] = field(default_factory=list)


class WordNet:
    """Synsets by offset and by name."""

    def __init__(self, folder: Path):
        self.synsets: dict[int, Synset] = {}
        for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                self._read(line)
        senses: dict[str, list[int]] = {}
        for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                parts = line.split()
                count = int(parts[2])
                senses[parts[0]] = [int(v) for v in parts[-count:]]
        self.by_lemma = {lemma.replace("_", " "): offsets for lemma, offsets in senses.items()}
        self.by_name: dict[str, int] = {}
        for lemma, offsets in senses.items():
            for i, offset in enumerate(offsets):
                self.by_name[f"{lemma}.n.{i + 1:02d}"] = offset

    def _read(self, line: str) -> None:
        head, _, gloss = line.partition(" | ")
        parts = head.split()
        words = int(parts[3], 16)
        lemmas = [parts[4 + 2 * i].replace("_", " ") for i in range(words)]
        synset = Synset(lemmas[0], lemmas, re.split(r';\s*"', gloss)[0].strip())
        at = 4 + 2 * words
        for i in range(int(parts[at])):
            symbol, target, pos = parts[at + 1 + 4 * i : at + 4 + 4 * i]
            if pos != "n":
                continue
            if symbol in ("@", "@i"):
                synset.hypernyms.append(int(target))
            elif symbol in ("~", "~i"):
                synset.hyponyms.append(int(target))
        self.synsets[int(parts[0])] = synset

    def below(self, name: str, depth: int = 9) -> list[Synset]:
        """The synset of that name and all its hyponyms down to `depth`; empty where it is unknown."""
        start = self.by_name.get(name.lower().replace(" ", "_"))
        seen: dict[int, Synset] = {}
        level = [] if start is None else [start]
        for _ in range(depth + 1):
            level = [offset for offset in level if offset not in seen]
            seen |= {offset: self.synsets[offset] for offset in level}
            level = [down for offset in level for down in self.synsets[offset].hyponyms]
        return list(seen.values())
