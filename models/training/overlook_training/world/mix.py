"""Mixes the weights of two runs of one architecture, of which the second went on from the first.

    python -m overlook_training.world.mix --start START --end RUN/dense.pt --share 0.8 --out RUN/mixed.pt

Encoders that learn other sets forget some of the first one; on the line between them most of both is kept (Wortsman et al. 2022).
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mixed(start: dict[str, torch.Tensor], end: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """(1 - share) of `start`, `share` (0..1) of `end`; counts, which are whole numbers, as in `end`."""
    float_ = lambda x: x.dtype.is_floating_point  # noqa: E731
    return {k: torch.lerp(start[k].float(), v.float(), share) if float_(v) else v for k, v in end.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="state of a DualEncoder")
    parser.add_argument("--end", type=Path, required=True, help="weights with a dense head, whose head is kept as it is")
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    end = torch.load(args.end, map_location="cpu", weights_only=True)
    start = torch.load(args.start, map_location="cpu", weights_only=True)
    torch.save({"model": mixed(start, end["model"], args.share), "head": {k: v.float() if v.dtype == torch.float16 else v for k, v in end["head"].items()}}, args.out)


if __name__ == "__main__":
    main()
