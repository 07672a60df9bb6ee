"""Pairs of texts that mean the same or nearly, from WordNet: a word and its gloss, a word and its hypernym."""
from __future__ import annotations

import random

from .wordnet import Synset, WordNet

# what can be seen from above, or says what a place is for; animals and persons by name are left out
ROOTS = (
    "artifact.n.01", "location.n.01", "geological_formation.n.01", "natural_object.n.01", "body_of_water.n.01",
    "land.n.04", "vegetation.n.01", "tree.n.01", "shrub.n.01", "crop.n.01", "sport.n.01", "organization.n.01",
    "water.n.01", "soil.n.02", "sand.n.01", "rock.n.02", "travel.n.01", "industry.n.01", "color.n.01", "shape.n.02",
    "weather.n.01", "biome.n.01", "contest.n.01", "building_complex.n.01", "agriculture.n.01", "group_action.n.01",
)  # fmt: skip


class Glosses:
    def __init__(self, wordnet: WordNet):
        found: dict[str, Synset] = {}
        for root in ROOTS:
            for synset in wordnet.below(root, 14):
                found[synset.name + synset.gloss] = synset
        self.synsets = list(found.values())
        self.wordnet = wordnet

    def draw(self, rng: random.Random) -> tuple[str, str]:
        synset = rng.choice(self.synsets)
        lemma = rng.choice(synset.lemmas).lower()
        kind = rng.random()
        if kind < 0.3 and synset.hypernyms:
            above = self.wordnet.synsets[rng.choice(synset.hypernyms)]
            return lemma, rng.choice(above.lemmas).lower()
        if kind < 0.45 and len(synset.lemmas) > 1:
            return tuple(rng.sample([other.lower() for other in synset.lemmas], 2))
        return lemma, synset.gloss
