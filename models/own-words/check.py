"""Checks test.json and dev.json against RSICD's captions: python3 models/own-words/check.py PATH_OF_RSICD

Exits 1 with one line for each fault, which names the file and the query.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXPECTED = {"test": 65, "dev": 35}  # queries in each half
MAX_CATEGORIES = 3
# Words of a query's frame: they say "image", not what is in it. No caption has them, and yet they make no query "outside".
FRAME = {"photograph"}
CATEGORIES = {
    "airport", "bare land", "baseball field", "beach", "bridge", "center", "church", "commercial",
    "dense residential", "desert", "farmland", "forest", "industrial", "meadow", "medium residential",
    "mountain", "park", "parking", "playground", "pond", "port", "railway station", "resort", "river",
    "school", "sparse residential", "square", "stadium", "storage tanks", "viaduct",
}
FIELDS = {"query", "categories", "half", "outsideWords", "misspelt"}


def words(text):
    """Lower case; everything but letters and digits separates words."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).split()


def caption_words(folder):
    known = set()
    for split in ("train", "valid", "test"):
        with open(folder / f"{split}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    for caption in json.loads(line)["captions"]:
                        known.update(words(caption))
    return known


def faults_of(entry, known):
    if not isinstance(entry, dict) or not isinstance(entry.get("query"), str):
        yield "has no query"
        return
    query = entry["query"]
    for field in sorted(set(entry) - FIELDS):
        yield f"has an unknown field {field}"
    categories = entry.get("categories") or []
    if not 1 <= len(categories) <= MAX_CATEGORIES or len(set(categories)) != len(categories):
        yield f"needs 1 to {MAX_CATEGORIES} different categories"
    for category in categories:
        if category not in CATEGORIES:
            yield f"names an unknown category {category!r}"
    if " ".join(words(query)) in CATEGORIES:
        yield "is a category's own name"
    if not words(query):
        yield "has no words"
    if entry.get("misspelt", True) is not True:
        yield "misspelt is either true or absent"
    outside = [word for word in dict.fromkeys(words(query)) if word not in known and word not in FRAME]
    if entry.get("outsideWords") != outside:
        yield f"outsideWords should be {json.dumps(outside)}"
    half = "outside" if outside else "inside"
    if entry.get("half") != half:
        yield f"belongs to the half {half}"
    if half == "inside" and FRAME & set(words(query)):
        yield "is inside, and has a word of the frame that no caption has"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check.py PATH_OF_RSICD (the folder of train.jsonl, valid.jsonl, test.jsonl)")
    try:
        known = caption_words(Path(sys.argv[1]))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"cannot read the captions: {error}")

    faults = []
    queries = {}
    seen = {}
    for name, each in EXPECTED.items():
        data = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
        queries[name] = data["queries"]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(data.get("frozen"))):
            faults.append(f"{name}.json: no date in frozen")
        for half in ("inside", "outside"):
            count = sum(entry.get("half") == half for entry in data["queries"])
            if count != each:
                faults.append(f"{name}.json: {count} {half} queries, expected {each}")
            covered = {c for e in data["queries"] if e.get("half") == half for c in e.get("categories", [])}
            for category in sorted(CATEGORIES - covered):
                faults.append(f"{name}.json: no {half} query means {category}")
        for index, entry in enumerate(data["queries"]):
            label = f"{name}.json: {entry.get('query', f'entry {index}')!r}"
            faults += [f"{label} {fault}" for fault in faults_of(entry, known)]
            key = " ".join(words(str(entry.get("query", ""))))
            if key in seen:
                faults.append(f"{label} repeats {seen[key]}")
            seen[key] = label

    frozen = {word for entry in queries["test"] for word in entry.get("outsideWords", [])}
    for entry in queries["dev"]:
        for word in words(entry["query"]):
            if word in frozen:
                faults.append(f"dev.json: {entry['query']!r} has {word!r}, an outside word of test.json")

    if faults:
        sys.exit("\n".join(faults))
    for name, entries in queries.items():
        inside = sum(entry["half"] == "inside" for entry in entries)
        print(f"{name}.json: {len(entries)} queries, {inside} inside, {len(entries) - inside} outside: as they should be")


if __name__ == "__main__":
    main()
