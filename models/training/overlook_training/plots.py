"""Curves of a run: loss, zero-shot top-1 and recall over epochs, as one SVG."""
from __future__ import annotations

import json
from pathlib import Path

LOSSES = ("contrastive", "prompt", "caption", "meaning", "gloss", "loss")
PANELS = (
    ("training loss", LOSSES),
    ("zero-shot on valid", ("top1", "top3")),
    ("mean recall on valid, %", ("meanRecall",)),
    ("own words (dev) on valid, precision@10", ("inside", "outside")),
)


def plot_run(folder: Path, out: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "overlook"
    from matplotlib import pyplot

    rows = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    figure, axes = pyplot.subplots(2, 2, figsize=(9, 6), layout="constrained")
    for axis, (title, names) in zip(axes.flat, PANELS, strict=True):
        for name in names:
            points = [(i + 1, row[name]) for i, row in enumerate(rows) if name in row]
            if points:
                axis.plot(*zip(*points, strict=True), marker="o", markersize=2.5, label=name)
        switch = next((i for i, row in enumerate(rows) if row["stage"] == "language"), None)
        if switch:
            axis.axvline(switch + 0.5, color="grey", linestyle=":", linewidth=1)
        axis.set_title(title, fontsize=10)
        axis.set_xlabel("epoch (dotted: language stage begins)", fontsize=8)
        axis.grid(alpha=0.3)
        if axis.has_data():
            axis.legend(fontsize=8)
    figure.savefig(out, metadata={"Date": None})
