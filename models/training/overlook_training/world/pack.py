"""Everything that a training run on a GPU needs, as two files of arrays: images still encoded, texts as token ids.

A machine without tokenizers, WordNet or a lexicon trains from it. `python -m overlook_training.world.pack --help`.
"""
from __future__ import annotations

import argparse
import io
import json
import random
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image

from ..corrupt import misspell_text, shuffle, thin
from ..data import CATEGORIES, category_of, read_rows
from ..glosses import Glosses
from ..lexicon import FOLDER, Prompts, Rewriter
from ..tokens import Encode
from ..wordnet import WordNet
from .scenes import read_scenes, scene_masks
from .vocabulary import HELD, Classes, Words, held_out, nouns_of
from .wordings import FORMS, PROMPT, Texts, form


def encoded(job: tuple[Path, int, int]) -> bytes:
    path, side, quality = job
    with Image.open(path) as image:
        image = image.convert("RGB")
        if image.size != (side, side):
            image = image.resize((side, side), Image.Resampling.BICUBIC)
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=4)
        return out.getvalue()


def blob(parts: list[bytes]) -> dict[str, np.ndarray]:
    return {"bytes": np.frombuffer(b"".join(parts), np.uint8), "ends": np.cumsum([len(p) for p in parts])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rsicd", type=Path, required=True)
    parser.add_argument("--ucm", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--scenes", type=Path, nargs="+", required=True)
    parser.add_argument("--scenes-valid", type=Path, nargs="*", default=[])
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=["images", "rest"], default=None)
    parser.add_argument("--limit", type=int, default=None)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(20261127)
    lim = slice(None, args.limit)

    rsicd = {s: read_rows(args.rsicd, s)[lim] for s in ("train", "valid")}
    ucm = {s: read_rows(args.ucm, s) for s in ("train", "valid")}
    if args.limit:
        for s in ucm:
            ucm[s] = ucm[s][:: max(1, len(ucm[s]) // args.limit)]
    with Pool(2) as pool:
        if args.only != "rest":
            jobs = [(args.rsicd / "images" / r["filename"], 150, 90) for s in rsicd for r in rsicd[s]]
            np.savez(args.out / "pack-rsicd.npz", **blob(pool.map(encoded, jobs, 32)))
            jobs = [(args.ucm / "images" / r["filename"], 256, 88) for s in ucm for r in ucm[s]]
            np.savez(args.out / "pack-ucm.npz", **blob(pool.map(encoded, jobs, 32)))
        if args.only == "images":
            return
    scenes = read_scenes(args.scenes)[lim]
    valid = read_scenes(args.scenes_valid)[lim]
    np.savez(args.out / "pack-scenes.npz", **blob([(f / r["filename"]).read_bytes() for f, r in scenes + valid]))

    names = json.loads(args.names.read_text(encoding="utf-8"))
    wordnet, guard = WordNet(args.wordnet), held_out()
    kinds = {"name": 0.05, "synonyms": 0.3, "phrases": 0.25, "kinds": 0.15, "parts": 0.05, "lemmas": 0.12, "glosses": 0.08}
    prompts = Prompts(kinds, 0.5, wordnet)
    classes = Classes(sorted({r["category"].replace(" ", "") for _, r in scenes}), wordnet, prompts)
    words = Words(names).with_names(names)
    glove_file = np.load(args.words / "glove-45k.npz", allow_pickle=False)
    glove = {str(w): i for i, w in enumerate(glove_file["words"])}
    text = Texts(Encode(args.model / "tokenizer.json", 64), glove)
    rewrite = Rewriter(wordnet)
    meta: dict = {}
    arrays: dict[str, np.ndarray] = {}

    def spoilt(caption: str) -> str:
        if rng.random() < 0.2:
            caption = thin(caption, 0.3, rng)
        if rng.random() < 0.1:
            caption = shuffle(caption, rng)
        return misspell_text(caption, rng) if rng.random() < 0.1 else caption

    # captions: rows of variants a caption; `key` is the caption as it stands (equal captions fit each other's images)
    captions, owner, key = [], [], []
    sets = [("rsicd", rsicd["train"], 4), ("ucm", ucm["train"], 3), ("scene", [r for _, r in scenes], 1)]
    keys: dict[str, int] = {}
    for s, (name, rows, variants) in enumerate(sets):
        for i, row in enumerate(rows):
            for caption in row["captions"]:
                caption = caption.strip()
                if not caption:
                    continue
                made = [text(caption)]
                for _ in range(variants):
                    made.append(text(spoilt(rewrite(caption, 0.5, 0.3, rng) if rng.random() < 0.75 else caption)))
                made += [made[0]] * (5 - len(made))
                captions.append(made)
                owner.append((s, i))
                key.append(keys.setdefault(caption, len(keys)))
    arrays |= {"caption_texts": np.array(captions, np.int32), "caption_owner": np.array(owner, np.int32), "caption_key": np.array(key, np.int32)}

    def class_of(name: str, row: dict) -> int:
        if name == "rsicd":
            return category_of(row["filename"])
        return classes.at[f"{name}:{row['category'].replace(' ', '')}"]

    everything = [("rsicd", rsicd), ("ucm", ucm), ("scene", {"train": [r for _, r in scenes], "valid": [r for _, r in valid]})]
    for name, parts in everything:
        known = [class_of(name, r) if f"{name}:{r.get('category', '').replace(' ', '')}" in classes.at or name == "rsicd" else -1 for s in parts for r in parts[s]]
        arrays[f"{name}_class"] = np.array(known, np.int16)
        meta[f"{name}_train"] = len(parts["train"])
    meta["classes"] = classes.keys
    for name, wanted in classes.prompt_names.items():
        arrays[f"{name}_prompts"] = np.array([text(PROMPT.format(w)) for w in wanted], np.int32)
    templates = prompts.templates

    # texts that mean classes, bare and in frames
    rows, own, open_, source = [], [], [], []
    for kind, entries, frames in ((0, classes.texts, 3), (1, classes.kept, 14)):
        for entry in entries:
            for n in range(frames):
                wording = entry.text if n == 0 or len(entry.text) > 60 else rng.choice(templates).replace("{}", entry.text)
                rows.append(text(spoilt(wording) if n > 1 else wording))
                for target, members in ((own, entry.owners), (open_, entry.open)):
                    mask = np.zeros(len(classes.keys), bool)
                    mask[list(members)] = True
                    target.append(mask)
                source.append(kind)
    arrays |= {"meaning_text": np.array(rows, np.int32), "meaning_own": np.stack(own), "meaning_open": np.stack(open_), "meaning_kind": np.array(source, np.int8)}
    # draws of the lexicon weigh its lists as before
    drawn = []
    index = {t.text: i * 3 for i, t in enumerate(classes.texts)}
    for _ in range(60000):
        entry, _ = prompts.draw(rng.randrange(len(CATEGORIES)), rng)
        if entry in index:
            drawn.append(index[entry] + rng.randrange(3))
    arrays["meaning_draws"] = np.array(drawn, np.int32)

    # pairs of texts that mean the same or nearly
    pairs: list[tuple[int, int, int]] = []
    glosses = Glosses(wordnet)
    for _ in range(60000):
        a, b = glosses.draw(rng)
        pairs.append((0, text(a), text(b)))
    osm = json.loads((args.words / "osm-terms.json").read_text(encoding="utf-8"))
    terms = []
    for row in osm.values():
        all_ = [t.lower() for t in [row["name"], *row["aliases"], *row["terms"]]]
        all_ = [t for t in all_ if not guard.hits(t)]
        terms += all_
        for t in all_[1:]:
            pairs.append((1, text(all_[0]), text(t)))
    arrays["pairs"] = np.array(pairs, np.int32)

    # sentences without images, by category
    sentences = []
    by_key = {k[6:]: i for i, k in enumerate(classes.keys) if k.startswith("rsicd:")}
    also = {"intersection": "ucm:intersection", "boat": "ucm:harbor", "plane": "ucm:airplane"}
    for line in (args.words / "rsitmd-captions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        c = by_key.get(row["category"], classes.at.get(also.get(row["category"], ""), -1))
        if not guard.hits(row["caption"]):
            sentences.append((text(row["caption"].strip()), c))
    for line in (args.words / "sydney-captions.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not guard.hits(line):
            sentences.append((text(line.strip()), -1))
    arrays["sentences"] = np.array(sentences, np.int32)

    # open words: for distillation
    lemmas = sorted({l.lower() for s in glosses.synsets for l in s.lemmas})
    all_captions = [c for r in rsicd["train"] + ucm["train"] for c in r["captions"]]
    nouns = nouns_of(all_captions, wordnet, 3)
    common = [w for w in list(glove)[:30000] if w in wordnet.by_lemma and w.isalpha() and len(w) > 2]
    open_words = [w for w in dict.fromkeys([*nouns, *terms, *[w for w in common if not guard.hits(w)]])]
    guarded = [l for l in lemmas if not guard.hits(l) and all(p in glove for p in l.split())]
    open_words = list(dict.fromkeys([*open_words, *rng.sample(guarded, min(12000, len(guarded)))]))
    arrays["open_texts"] = np.array([text(w) for w in open_words], np.int32)
    arrays["noun_texts"] = np.array([text(w) for w in nouns], np.int32)

    # the dense head
    arrays["word_texts"] = np.array([[text(form(f, w)) for f in FORMS] for w in words.words], np.int32)
    for name, table in (("word_own", words.owners), ("word_open", words.open)):
        mask = np.zeros((len(words.words), len(words.groups)), bool)
        for w, groups in enumerate(table):
            mask[w, list(groups)] = True
        arrays[name] = mask
    meta |= {"words": words.words, "groups": words.groups, "held": list(HELD)}
    held_words = [w for g in HELD for w in names[g]["names"]]
    arrays["held_texts"] = np.array([text(form("An aerial photograph of {}", g)) for g in HELD], np.int32)
    arrays["held_group"] = np.array([words.at[g] for g in HELD], np.int16)
    meta["held_words"] = held_words
    arrays["ucm_words"] = np.array([words.ucm_row(r["category"], r["labels"]) for s in ucm for r in ucm[s]], np.int8)
    arrays["rsicd_words"] = np.array(words.caption_rows([r["captions"] for s in rsicd for r in rsicd[s]]), np.int8)
    arrays |= {f"mask_{k}": v for k, v in scene_masks([r for _, r in scenes + valid], words.at).items()}
    # no frame that names a class whose name is held teaches the head
    held_prompts = [any(h in p.lower() for h in held_words) for p in classes.prompt_names["rsicd"]]
    arrays["rsicd_prompt_held"] = np.array(held_prompts)

    # to choose by
    arrays["valid_captions"] = np.array([text(c.strip()) for r in rsicd["valid"] for c in r["captions"] if c.strip()], np.int32)
    arrays["valid_owner"] = np.array([i for i, r in enumerate(rsicd["valid"]) for c in r["captions"] if c.strip()], np.int32)
    dev = json.loads((FOLDER.parent.parent / "own-words/dev.json").read_text(encoding="utf-8"))["queries"]
    arrays["dev_texts"] = np.array([text(q["query"]) for q in dev], np.int32)
    wanted = np.zeros((len(dev), len(CATEGORIES)), bool)
    for i, q in enumerate(dev):
        wanted[i, [CATEGORIES.index(c) for c in q["categories"]]] = True
    arrays["dev_wanted"] = wanted
    arrays["dev_outside"] = np.array([q["half"] == "outside" for q in dev])

    arrays |= {f"text_{k}": v for k, v in text.arrays().items()}
    used = np.unique(arrays["text_glove"])
    used = used[used != 65535]
    remap = np.full(65536, 65535, np.uint16)
    remap[used] = np.arange(len(used))
    arrays["text_glove"] = remap[arrays["text_glove"]]
    arrays["glove_vectors"] = glove_file["vectors"][used]
    np.savez_compressed(args.out / "pack-rest.npz", **arrays)
    (args.out / "pack.json").write_text(json.dumps(meta), encoding="utf-8")
    print({k: (v.shape, str(v.dtype)) for k, v in arrays.items()})
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
