#!/usr/bin/env python3
"""Keeps the lexicon clear of the frozen own-words queries (models/own-words/), without showing them.

Removes from categories.json, things.json and templates.json every written entry that
- equals a whole query of test.json or dev.json after normalization, or
- contains an "outside word" (a word that no RSICD caption has) of a query of test.json.
Where a query is marked as misspelt, words one letter off count as the same: the lexicon must not hold the right spelling
either. Words that RSICD's captions have (the forms in things.json) are spared from that.
Prints only how many entries it removed from each file, never a word.

    python3 filter.py            filter in place
    python3 filter.py --check    change nothing, exit with 1 where a collision exists

Not touched: WordNet synset names (an independent source), and the forms in things.json and the words in its conditions
(they are RSICD's own captions, which are the training data anyway).
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUERIES = HERE.parent.parent / 'own-words'

PICTURE = (
    r'(?:aerial|satellite|overhead|remote sensing|drone|top down|top|bird s eye|birds eye|bird eye|air|google earth)'
)
KIND = r'(?:photograph|photo|image|picture|view|shot|scene|imagery|photography|pic)s?'
FRAMES = [
    re.compile(r'^(?:(?:show|find|give)(?: me)?|search for|look(?:ing)? for|i am looking for|where (?:is|are)) '),
    re.compile(rf'^(?:a |an |the )?(?:{PICTURE} )*{KIND} (?:of|showing|with|from above of) '),
    re.compile(r' (?:seen |viewed )?from (?:above|the air|space|the sky)$'),
    re.compile(rf' (?:in|on) (?:a |an )?{PICTURE} {KIND}$'),
    re.compile(r'^(?:a|an|the|some) '),
]
SPELLING = (('centre', 'center'), ('theatre', 'theater'), ('harbour', 'harbor'), ('plough', 'plow'), ('grey', 'gray'),
            ('colour', 'color'), ('neighbour', 'neighbor'), ('storey', 'story'), ('metre', 'meter'))


def fold(word):
    """One form for the singular and the plural of a word, and for its British and American spelling."""
    for british, american in SPELLING:
        word = word.replace(british, american)
    if word in ('stadia', 'oases', 'hangers'):
        return {'stadia': 'stadium', 'oases': 'oasis', 'hangers': 'hangar'}[word]
    if len(word) > 3 and word.endswith('s') and not word.endswith(('ss', 'us', 'is')):
        word = word[:-1]
    if len(word) > 3 and word.endswith('e'):
        word = word[:-1]
    if word.endswith(('sh', 'ch', 'x', 'ss')):
        return word
    if word.endswith('v'):
        word = word[:-1] + 'f'
    if word.endswith('y'):
        word = word[:-1] + 'i'
    return word


def plain(text):
    text = text.lower().replace('{}', ' ').replace("'s", ' s').replace('’s', ' s')
    return re.sub(r'[^a-z0-9]+', ' ', text).strip()


def normal(text):
    """The words of a query or an entry, without frames and leading articles, folded."""
    text = plain(text)
    while True:
        before = text
        for frame in FRAMES:
            text = frame.sub('', text).strip()
        if text == before:
            return [fold(word) for word in text.split()]


def joined(words):
    return ''.join(words)


def one_off(a, b):
    """Whether two words are at most one letter inserted, dropped, replaced or swapped with its neighbour apart."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    tail_a, tail_b = a[start:], b[start:]
    return (
        tail_a[1:] == tail_b
        or tail_a == tail_b[1:]
        or tail_a[1:] == tail_b[1:]
        or (tail_a[:2] == tail_b[:2][::-1] and tail_a[2:] == tail_b[2:])
    )


class Held:
    """What is held out: whole queries (test and dev) and outside words (test)."""

    def __init__(self, folder=QUERIES):
        self.queries, self.words, self.misspelt = set(), set(), set()
        things = json.loads((HERE / 'things.json').read_text(encoding='utf-8'))
        self.captions = {joined(normal(form)) for thing in things for form in thing['forms']}
        self.captions |= {fold(word) for thing in things for form in thing['forms'] for word in plain(form).split()}
        for name in ('test.json', 'dev.json'):
            path = folder / name
            if not path.exists():
                sys.exit(f'{name} is missing in models/own-words: the lexicon cannot be checked against it')
            for row in json.loads(path.read_text(encoding='utf-8'))['queries']:
                self.queries.add(joined(normal(row['query'])))
                if row.get('misspelt'):
                    self.misspelt.add(joined(normal(row['query'])))
                    if isinstance(row['misspelt'], str):
                        self.queries.add(joined(normal(row['misspelt'])))
                if name == 'test.json':
                    for word in row.get('outsideWords') or ():
                        self.words.add(joined(fold(part) for part in plain(word).split()))
                        if row.get('misspelt'):
                            self.misspelt.add(joined(fold(part) for part in plain(word).split()))
        for held in (self.queries, self.words, self.misspelt):
            held.discard('')
        self.longest = 3

    def close(self, word):
        return word not in self.captions and any(one_off(word, other) for other in self.misspelt)

    def hits(self, text):
        whole = joined(normal(text))
        if whole in self.queries or self.close(whole):
            return True
        words = [fold(word) for word in plain(text).split()]
        return any(
            joined(words[start : start + length]) in self.words or self.close(joined(words[start : start + length]))
            for length in range(1, self.longest + 1)
            for start in range(len(words) - length + 1)
        )


def keep(entries, held):
    left = [entry for entry in entries if not any(held.hits(t) for t in ([entry] if isinstance(entry, str) else entry))]
    return left, len(entries) - len(left)


def filtered(name, data, held):
    """The data of one file without collisions, and how many entries went."""
    removed = 0
    if name == 'categories.json':
        for lists in data.values():
            for key in ('synonyms', 'kinds', 'phrases', 'parts'):
                lists[key], count = keep(lists[key], held)
                removed += count
    elif name == 'things.json':
        for thing in data:
            thing['replace'], count = keep(thing['replace'], held)
            removed += count
        data = [thing for thing in data if thing['replace'] or thing['wordnet']]
    elif name == 'classes.json':
        for row in data.values():
            row['synonyms'], count = keep(row['synonyms'], held)
            removed += count
    else:
        data['templates'], removed = keep(data['templates'], held)
    return data, removed


def written(name, data):
    if name == 'things.json':
        return '[\n' + ',\n'.join(' ' + json.dumps(thing, ensure_ascii=False) for thing in data) + '\n]\n'
    return json.dumps(data, indent=1, ensure_ascii=False) + '\n'


def main():
    check = '--check' in sys.argv[1:]
    held = Held()
    total = 0
    for name in ('categories.json', 'classes.json', 'things.json', 'templates.json'):
        path = HERE / name
        data, removed = filtered(name, json.loads(path.read_text(encoding='utf-8')), held)
        total += removed
        print(f'{name}: {removed} {"collisions" if check else "entries removed"}')
        if removed and not check:
            path.write_text(written(name, data), encoding='utf-8')
    if check and total:
        sys.exit(1)


if __name__ == '__main__':
    main()
