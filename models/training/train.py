"""Trains an encoder from a recipe: `python train.py --recipe recipes/compact.toml --data RSICD ...`."""
from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from overlook_training.clip_full import train_clip
from overlook_training.compact import train_compact
from overlook_training.plots import plot_run

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipes/compact.toml")
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders with images/ and {split}.jsonl or the dataset.json of UCM and Sydney")
    parser.add_argument("--weights", type=Path, help="MobileNetV2's ImageNet weights (.npz)")
    parser.add_argument("--scenes", type=Path, help="a folder of rendered scenes of the same shape, mixed in at the end")
    parser.add_argument("--checkpoint", type=Path, help="a CLIP checkpoint's folder (recipes of kind clip)")
    parser.add_argument("--wordnet", type=Path, help="WordNet's dict folder (Debian: wordnet-base)")
    parser.add_argument("--out", type=Path, help="the run's folder; an existing one is continued")
    parser.add_argument("--smoke", action="store_true", help="two minutes on a few images: does it run at all")
    parser.add_argument("--stage", choices=["joint", "all"], default="all", help="stop after this stage")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    args.out = args.out or HERE / "runs" / (recipe["id"] + ("-smoke" if args.smoke else ""))
    {"compact": train_compact, "clip": train_clip}[recipe["kind"]](recipe, args)
    plot_run(args.out, args.out / "curves.svg")


if __name__ == "__main__":
    main()
