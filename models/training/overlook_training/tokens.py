"""The compact model's tokenizer: byte-pair encoding over captions and WordNet, in Hugging Face's format."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

PAD, UNKNOWN, START, END = "<pad>", "<unk>", "<s>", "</s>"


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.BertNormalizer(strip_accents=True, lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=2,
        special_tokens=[PAD, UNKNOWN, START, END],
        end_of_word_suffix="</w>",
        limit_alphabet=80,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}",
        special_tokens=[(START, tokenizer.token_to_id(START)), (END, tokenizer.token_to_id(END))],
    )
    return tokenizer


class Encode:
    """Texts -> int64 ids [b, n], padded with 0 to the longest, cut to `context` (end mark last).

    With `dropout`, merges are left out at random (BPE dropout): a word is then seen in several
    pieces, as a misspelt or unknown one will be.
    """

    def __init__(self, path: Path, context: int, dropout: float = 0.0):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.context, self.dropout = context, dropout
        self.end = self.tokenizer.token_to_id(END)
        self.size = self.tokenizer.get_vocab_size()

    def __call__(self, texts: list[str], train: bool = False) -> torch.Tensor:
        self.tokenizer.model.dropout = self.dropout if train and self.dropout else None
        rows = [e.ids for e in self.tokenizer.encode_batch(texts)]
        rows = [r if len(r) <= self.context else [*r[: self.context - 1], self.end] for r in rows]
        out = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.int64)
        for i, row in enumerate(rows):
            out[i, : len(row)] = torch.tensor(row)
        return out
