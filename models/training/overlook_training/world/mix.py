"""Mixes the weights of runs of one architecture that went on from one another.

    python -m overlook_training.world.mix --part START.pt 0.15 --part RUN/language.pt 0.6 --part RUN/joint.pt 0.25 --out MIXED.pt

Encoders that learn other sets forget some of the first one; between their weights most of both is kept (Wortsman et al. 2022, model soups).
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch

State = dict[str, torch.Tensor]


def mixed(parts: list[tuple[State, float]]) -> State:
    """The sum of states by their shares, which sum to 1; counts, which are whole numbers, as in the last."""
    last = parts[-1][0]
    return {k: sum(share * state[k].float() for state, share in parts) if v.dtype.is_floating_point else v for k, v in last.items()}


def state_of(path: Path) -> State:
    """Of a DualEncoder: a file of `train.py`, or a bare state."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    return state.get("model", state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", nargs=2, action="append", required=True, metavar=("FILE", "SHARE"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    shares = [float(share) for _, share in args.part]
    if abs(sum(shares) - 1) > 1e-6:
        raise SystemExit(f"the shares sum to {sum(shares):g}, not to 1")
    torch.save(mixed([(state_of(Path(file)), share) for (file, _), share in zip(args.part, shares, strict=True)]), args.out)


if __name__ == "__main__":
    main()
