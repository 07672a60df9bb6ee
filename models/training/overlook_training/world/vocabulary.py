"""Classes of places over all image sets, words of the dense head, and which of them exclude one another."""
from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from dataclasses import dataclass

from ..data import CATEGORIES
from ..lexicon import FOLDER, Prompts
from ..wordnet import WordNet

# Left out of what teaches the dense head by name, and reported apart: whether it is open to words it was not taught.
HELD = ("church", "square", "stadium", "viaduct", "railway station", "fountain", "greenhouse", "cemetery")
UCM_NAMES = {
    "baseballdiamond": "baseball diamond", "denseresidential": "dense residential", "golfcourse": "golf course",
    "mediumresidential": "medium residential", "mobilehomepark": "mobile home park", "parkinglot": "parking lot",
    "sparseresidential": "sparse residential", "storagetanks": "storage tanks", "tenniscourt": "tennis court",
}  # fmt: skip
# UC Merced's labels in words of the dense head; more than one where people word it so.
UCM_LABELS = {
    "airplane": ["plane"], "bare-soil": ["bare soil"], "buildings": ["building"], "cars": ["car"],
    "chaparral": ["chaparral"], "court": ["court"], "dock": ["dock"], "field": ["farmland"], "grass": ["grass"],
    "mobile-home": ["mobile home"], "pavement": ["pavement"], "sand": ["sand"], "sea": ["ocean"], "ship": ["boat", "ship", "vessel"],
    "tanks": ["storage tank"], "trees": ["tree"], "water": ["water"],
}  # fmt: skip
# What a UC Merced class shows for certain, besides its labels.
UCM_SHOWS = {
    "baseballdiamond": ["baseball field"], "beach": ["beach"], "forest": ["forest"], "freeway": ["freeway"],
    "golfcourse": ["golf course"], "harbor": ["marina", "port"], "intersection": ["intersection"],
    "mobilehomepark": ["mobile home park"], "overpass": ["overpass"], "parkinglot": ["parking lot"], "river": ["river"],
    "runway": ["runway"], "tenniscourt": ["tennis court"], "mediumresidential": ["medium residential area", "house"],
    "denseresidential": ["dense residential area", "house"], "sparseresidential": ["sparse residential area", "house"],
}  # fmt: skip
# What of a UC Merced image no label tells: neither is it there nor is it absent.
UCM_OPEN = (
    "road", "path", "house", "vehicle", "truck", "bus", "swimming pool", "shrub", "pier", "canal", "pond", "crosswalk", "service vehicle",
    "park", "meadow", "bare land", "rock", "apron", "taxiway", "runway", "warehouse", "shack", "school", "commercial area", "industrial area",
    "parking lot", "fairway", "green", "sand bunker", "running track", "playground", "grandstand", "airport", "airfield", "terminal",
    "crane", "reservoir", "forest", "intersection", "interchange", "chimney", "pipeline", "center", "grave", "orchard", "resort", "breakwater",
)  # fmt: skip
# Words that captions leave out although the thing is there: their silence proves nothing.
SILENT = (
    "road", "car", "tree", "building", "house", "grass", "pavement", "bare soil", "path", "water", "vehicle", "truck", "shrub",
    "vessel", "truck", "service vehicle", "warehouse", "apron", "taxiway", "crosswalk", "farmland", "sand", "rock", "parking lot",
    "meadow", "forest", "shack", "intersection", "dense residential area", "medium residential area", "sparse residential area",
    "commercial area", "industrial area", "pipeline", "platform", "grandstand", "playground", "green", "park", "bare land", "boat", "ship",
    "swimming pool", "bus", "court", "pier", "dock", "fountain", "train", "railway", "chaparral", "bush",
)  # fmt: skip


def held_out():
    """The guard of the frozen test queries (lexicon/filter.py)."""
    spec = importlib.util.spec_from_file_location("lexicon_filter", FOLDER / "filter.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Held()


@dataclass
class ConceptText:
    """A text that means classes: images of `owners` fit it, those of `open` may; all others do not."""

    text: str
    owners: set[int]
    open: set[int]


class Classes:
    """Keys of classes, `rsicd:airport`, `ucm:golfcourse`, `scene:quarry`, and texts that mean them."""

    def __init__(self, scene_categories: list[str], wordnet: WordNet | None, prompts: Prompts):
        guard = held_out()
        self.rsicd = [f"rsicd:{name.replace(' ', '')}" for name in CATEGORIES]
        self.written = json.loads((FOLDER / "classes.json").read_text(encoding="utf-8"))
        ucm = sorted({k for row in self.written.values() for k in row["same"] if k.startswith("ucm:")})
        scene = sorted({f"scene:{c}" for c in scene_categories} - {f"scene:{k[6:]}" for k in self.rsicd})
        self.keys = [*self.rsicd, *ucm, *scene]
        at = {key: i for i, key in enumerate(self.keys)}
        self.at = at | {f"scene:{k[6:]}": at[k] for k in self.rsicd}
        self.prompt_names = {
            "rsicd": list(CATEGORIES),
            "ucm": [UCM_NAMES.get(k[4:], k[4:]) for k in ucm],
            "scene": [self.written[k[6:]]["name"] if k[6:] in self.written else k[6:] for k in scene],
        }
        # texts of the written lexicon and WordNet own RSICD's classes; the other sets' equals and near ones follow
        same: dict[int, set[int]] = {}
        near: dict[int, set[int]] = {}
        for row in self.written.values():
            group = {at[k] for k in row["same"] if k in at}
            for member in group:
                same.setdefault(member, set()).update(group)
                near.setdefault(member, set()).update(at[k] for k in row["near"] if k in at)
        for member, others in list(near.items()):
            for other in others:
                near.setdefault(other, set()).add(member)
        self.texts: list[ConceptText] = []
        for text, owners in prompts.owners.items():
            mine = set().union(*(same.get(o, {o}) for o in owners))
            # a word for a part may be seen in any other set
            open_ = set().union(*(near.get(o, set()) for o in mine)) - mine
            self.texts.append(ConceptText(text, mine, open_))
        self.kept = []
        for row in self.written.values():
            owners = {at[k] for k in row["same"] if k in at}
            open_ = {at[k] for k in row["near"] if k in at} - owners
            names = [row["name"]] if any(k.startswith("ucm") for k in row["same"]) or not guard.hits(row["name"]) else []
            for text in names + row["synonyms"]:
                self.kept.append(ConceptText(text, owners, open_))


class Words:
    """Words of the dense head. `groups`: names of features; `words[w]` belongs to the groups whose names have it."""

    def __init__(self, names: dict[str, dict]):
        guard = held_out()
        self.groups = list(names)
        self.at = {g: i for i, g in enumerate(self.groups)}
        out = {w for g in HELD for w in names[g]["names"]}
        self.words = [w for w in dict.fromkeys(w for g in names.values() for w in g["names"]) if w not in out and not guard.hits(w)]
        self.owners: list[set[int]] = []
        self.open: list[set[int]] = []
        for word in self.words:
            own = {self.at[g] for g, row in names.items() if word in row["names"]}
            near = {self.at[n] for g in own for n in names[self.groups[g]]["near"] if n in self.at}
            near |= {i for g, i in self.at.items() if any(self.groups[o] in names[g]["near"] for o in own)}
            self.owners.append(own)
            self.open.append(near - own)

    def of_groups(self, groups: list[str], value: dict[int, int], to: int) -> None:
        """Sets `to` for every word of one of these groups."""
        wanted = {self.at[g] for g in groups if g in self.at}
        for w, own in enumerate(self.owners):
            if own & wanted:
                value[w] = to

    def ucm_row(self, category: str, labels: list[str]) -> list[int]:
        """1 there, 0 absent, -1 not known, a word."""
        there = {g for label in labels for g in UCM_LABELS[label]} | set(UCM_SHOWS.get(category, []))
        row = dict.fromkeys(range(len(self.words)), 0)
        self.of_groups(list(UCM_OPEN), row, -1)
        for w, (own, near) in enumerate(zip(self.owners, self.open, strict=True)):
            if near & {self.at[g] for g in there if g in self.at}:
                row[w] = -1
        if "court" in labels:
            self.of_groups(["tennis court", "basketball court"], row, -1)
        if "buildings" in labels:
            self.of_groups(["church", "school", "storage tank", "terminal"], row, -1)
        absent = [g for label, gs in UCM_LABELS.items() if label not in labels for g in gs]
        self.of_groups(absent, row, 0)
        if category == "airplane" or "ship" in labels:
            self.of_groups(["vessel"], row, 1 if "ship" in labels else 0)
        self.of_groups(sorted(there), row, 1)
        return [row[w] for w in range(len(self.words))]

    def caption_rows(self, captions: list[list[str]]) -> list[list[int]]:
        """From captions: 1 where two or more name it, -1 where one does or silence proves nothing, else 0."""
        patterns = []
        for w, word in enumerate(self.words):
            forms = {f for o in self.owners[w] for f in self._names[o]}
            patterns.append(re.compile(r"\b(" + "|".join(re.escape(f) + r"(?:s|es)?" for f in sorted(forms, key=len, reverse=True)) + r")\b"))
        silent = {self.at[g] for g in SILENT if g in self.at}
        rows = []
        for texts in captions:
            lowered = [t.lower() for t in texts]
            counts = [sum(bool(p.search(t)) for t in lowered) for p in patterns]
            there = {g for w, n in enumerate(counts) if n for g in self.owners[w]}
            row = []
            for w, n in enumerate(counts):
                if n >= 2:
                    row.append(1)
                elif n == 1 or self.owners[w] & silent or self.open[w] & there:
                    row.append(-1)
                else:
                    row.append(0)
            rows.append(row)
        return rows

    def with_names(self, names: dict[str, dict]) -> "Words":
        self._names = [names[g]["names"] for g in self.groups]
        return self


def nouns_of(captions: list[str], wordnet: WordNet, least: int) -> list[str]:
    """Nouns that captions use at least so often."""
    count = Counter(w for c in captions for w in re.findall(r"[a-z]+", c.lower()))
    return [w for w, n in count.most_common() if n >= least and w in wordnet.by_lemma]
