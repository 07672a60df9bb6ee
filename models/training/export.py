"""Writes a run's encoder as ONNX with its model.json: `python export.py --run runs/compact --out FOLDER --data RSICD`.

Checks on the way that the files at shipped precision agree with PyTorch in float32 on every image and
caption of `valid` and `test` (cosine), and writes what it found to `export.json` in the run's folder.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from overlook_training.data import load_split
from overlook_training.joint import resized, to_input
from overlook_training.onnx_compact import dense_graph, dense_text, text_graph, vision_graph
from overlook_training.tokens import END, PAD, UNKNOWN, Encode
from overlook_training.towers import STRIDE, DualEncoder
from overlook_training.world.head import STRIDE as HEAD_STRIDE
from overlook_training.world.head import DenseHead, stages

HERE = Path(__file__).resolve().parent
GOLDEN_TEXT = "several white planes are parked near a terminal"
MIN_COSINE = 0.999
BYTES_FROM = (30_000, 90_000, 150_000, 250_000, 10**9)


def asset(path: Path) -> dict:
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def golden_pixels(size: int) -> np.ndarray:
    """The picture that lib/encoder/golden.ts draws, uint8 [3, size, size]."""
    y, x = np.mgrid[0:size, 0:size]
    return np.stack([(x * 7 + y * 3) % 256, (x * x + y * 5) % 256, ((x ^ y) * 4) % 256]).astype(np.uint8)


def run_vision(session: onnxruntime.InferenceSession, pixels: torch.Tensor) -> tuple[torch.Tensor, float]:
    """Normalized embeddings, and the largest gap between them and the mean of their patches."""
    image, patches = session.run(["image_embeds", "patch_embeds"], {"pixel_values": pixels.numpy()})
    gap = np.abs(patches.mean(1) - image).max()
    return F.normalize(torch.from_numpy(image), dim=-1), float(gap)


@torch.no_grad()
def write_vision(model: DualEncoder, path: Path, folders: list[Path], side: int, size: int, staged: bool) -> int:
    """Writes the vision graph in the fewest bytes whose embeddings of all `valid` images agree with
    PyTorch's with a margin; returns from how many weights on a kernel is stored as int8."""
    images = load_split(folders, "valid", side).images
    wanted = torch.cat([model.encode_image(to_input(resized(chunk, size))) for chunk in images.split(64)])
    for bytes_from in BYTES_FROM:
        onnx.save(vision_graph(model.image, bytes_from, staged), path)
        session = onnxruntime.InferenceSession(path)
        got = torch.cat([run_vision(session, resized(chunk, size) * 2 - 1)[0] for chunk in images.split(64)])
        least = (got * wanted).sum(1).min().item()
        print(f"int8 from {bytes_from} weights: {path.stat().st_size} bytes, least cosine on valid {least:.5f}")
        if least >= MIN_COSINE + 0.0002:
            return bytes_from
    raise SystemExit("not even float16 weights agree with PyTorch")


@torch.no_grad()
def write_dense(model: DualEncoder, head: DenseHead, out: Path, pixels: torch.Tensor) -> float:
    """Writes the dense head; returns the least cosine of a cell with PyTorch's on `pixels` [b, 3, h, w] in -1..1."""
    onnx.save(dense_graph(head, 5_000), out / "dense.onnx")
    (out / "dense-text.bin").write_bytes(dense_text(head))
    found, patches = stages(model.image, pixels)
    names = [f"stage{s}" for s in (4, 8, 16, 32)]
    vision = onnxruntime.InferenceSession(out / "vision.onnx")
    got = dict(zip(names, vision.run(names, {"pixel_values": pixels.numpy()}), strict=True))
    (dense,) = onnxruntime.InferenceSession(out / "dense.onnx").run(None, got)
    return (torch.from_numpy(dense) * head(found, patches)).sum(1).min().item()


@torch.no_grad()
def agreement(model: DualEncoder, encode: Encode, out: Path, folders: list[Path], side: int, size: int) -> dict:
    text = onnxruntime.InferenceSession(out / "text.onnx")
    vision = onnxruntime.InferenceSession(out / "vision.onnx")
    least = {"image": 1.0, "text": 1.0, "images": 0, "texts": 0, "pooling_gap": 0.0}
    for split in ("valid", "test"):
        rows = load_split(folders, split, side)
        for chunk in rows.images.split(64):
            x = resized(chunk, size)
            got, gap = run_vision(vision, x * 2 - 1)
            least["image"] = min(least["image"], (got * model.encode_image(to_input(x))).sum(1).min().item())
            least["pooling_gap"] = max(least["pooling_gap"], gap)
            least["images"] += len(chunk)
        captions = sorted({c for row in rows.captions for c in row})
        for i in range(0, len(captions), 256):
            ids = encode(captions[i : i + 256])
            got = F.normalize(torch.from_numpy(text.run(None, {"input_ids": ids.numpy()})[0]), dim=-1)
            least["text"] = min(least["text"], (got * model.encode_text(ids)).sum(1).min().item())
            least["texts"] += len(ids)
    return least


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipes/compact.toml")
    parser.add_argument("--run", type=Path, required=True, help="folder with tokenizer.json; takes export.json")
    parser.add_argument("--stage", default="language", help="checkpoint to export: joint, mix or language")
    parser.add_argument("--weights", type=Path, help="instead of a run: a file of weights with a dense head (world/train.py)")
    parser.add_argument("--words", type=Path, help="with --weights: pack.json, for the words that the head was taught")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=HERE.parent.parent / "public/models/compact")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    size = recipe["export"]["size"]
    encode = Encode(args.run / "tokenizer.json", recipe["model"]["text"]["context"])
    model = DualEncoder(encode.size, recipe["model"]).eval()
    head = None
    if args.weights:
        state = torch.load(args.weights, weights_only=True)
        model.load_state_dict(state["model"])
        head = DenseHead(recipe["model"]["dim"]).eval()
        head.load_state_dict(state["head"])
    else:
        model.load_state_dict(torch.load(args.run / f"{args.stage}.pt", weights_only=True)["average"])

    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(text_graph(model.text), args.out / "text.onnx")
    bytes_from = write_vision(model, args.out / "vision.onnx", args.data, recipe["side"], size, head is not None)
    tokenizer = json.loads((args.run / "tokenizer.json").read_text(encoding="utf-8"))
    (args.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    golden = torch.from_numpy(golden_pixels(size))[None].float() / 255
    tokens = encode.tokenizer.token_to_id
    manifest = {
        "id": recipe["id"],
        "title": recipe["export"]["title"],
        "source": recipe["export"]["source"],
        "license": recipe["export"]["license"],
        "dim": recipe["model"]["dim"],
        "logitScale": round(model.logit_scale().item(), 4),
        "image": {
            "size": size, "resize": size, "crop": "center", "interpolation": "bicubic",
            "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "patch": STRIDE, "dynamic": True,
        },
        "text": {
            "contextLength": recipe["model"]["text"]["context"],
            "tokenizer": asset(args.out / "tokenizer.json"),
            "endToken": tokens(END), "padToken": tokens(PAD), "unknownToken": tokens(UNKNOWN),
        },
        "textRunner": "compact",
        "precisions": {"q8": {"text": asset(args.out / "text.onnx"), "vision": asset(args.out / "vision.onnx")}},
        "defaultPrecision": "q8",
        "golden": {
            "text": GOLDEN_TEXT,
            "textEmbedding": [round(v, 6) for v in model.encode_text(encode([GOLDEN_TEXT]))[0].tolist()],
            "imageEmbedding": [round(v, 6) for v in model.encode_image(to_input(golden))[0].tolist()],
            "minCosine": 0.995,
        },
        "cutoff": recipe["export"]["cutoff"],
        "presence": recipe["export"]["presence"],
    }  # fmt: skip
    if head is not None:
        pixels = to_input(resized(load_split(args.data, "valid", recipe["side"], 4).images, 320))
        dense_cosine = write_dense(model, head, args.out, pixels)
        words = json.loads(args.words.read_text(encoding="utf-8"))
        manifest["patches"] = {
            "stride": HEAD_STRIDE, "dim": head.out.out_channels, "file": asset(args.out / "dense.onnx"),
            "inputs": ["stage4", "stage8", "stage16", "stage32"], "text": asset(args.out / "dense-text.bin"),
            "taught": words["words"], "near": recipe["export"]["near"], "held": words["held"],
        }  # fmt: skip
    (args.out / "model.json").write_text(json.dumps(manifest, indent=1) + "\n")
    found = agreement(model, encode, args.out, args.data, recipe["side"], size)
    found["int8_from_weights"] = bytes_from
    if head is not None:
        found["dense"] = dense_cosine
    found["bytes"] = {path.name: path.stat().st_size for path in sorted(args.out.iterdir())}
    (args.run / "export.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))
    if min(found["image"], found["text"]) < MIN_COSINE:
        raise SystemExit(f"the exported files differ from PyTorch by more than a cosine of {MIN_COSINE}")


if __name__ == "__main__":
    main()
