"""Score a network on the ears it never saw: Dice, ASSD and HD95 at the ears' own resolution.

`python -m training.evaluate --model resources/models/ear.safetensors --data ../shared/data`
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import nn
from torch.nn import functional

from earseg_app.domain.geometry import Grid
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.preprocess import labels_from, normalise, resample_array, resample_probabilities
from earseg_app.inference.unet import UNet, UNetConfig
from training.cases import Case, load_case
from training.data import VALIDATION
from training.patches import refill

LOG = logging.getLogger("training.evaluate")
Labels = NDArray[np.uint8]


@dataclass(frozen=True)
class Score:
    """Agreement with the truth: `dice` of the whole labyrinth, `part_dice` of parts 1…5, distances in mm."""

    dice: float
    part_dice: tuple[float, ...]
    assd_mm: float
    hd95_mm: float

    def line(self) -> str:
        """The score in one line for a log."""
        parts = " ".join(f"{d:.3f}" for d in self.part_dice)
        return f"Dice {self.dice:.4f}  parts {parts}  ASSD {self.assd_mm:.3f} mm  HD95 {self.hd95_mm:.2f} mm"


def segment_case(net: nn.Module, case: Case, spacing_mm: float, window_hu: tuple[float, float]) -> Labels:
    """Labels of a case on its own grid, in one pass over the whole crop; the largest component only."""
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    work = grid.with_spacing((spacing_mm,) * 3)
    image = normalise(resample_array(case.hu, grid, work), window_hu)
    pads = [(8, 16 + (-n) % 16 - 8) for n in image.shape]
    padded = np.pad(image, pads, constant_values=-1.0)
    with torch.inference_mode():
        logits = net(torch.from_numpy(padded)[None, None])
        probabilities = functional.softmax(logits.float(), dim=1)[0].numpy()
    inner = tuple(slice(low, low + n) for (low, _), n in zip(pads, image.shape, strict=True))
    return largest_component(labels_from(resample_probabilities(probabilities[(slice(None), *inner)], work, grid)))


def largest_component(labels: Labels) -> Labels:
    """The labels without all but the largest connected component."""
    parts, count = ndimage.label(labels > 0)
    if count < 2:
        return labels
    return np.where(parts == np.bincount(parts.ravel())[1:].argmax() + 1, labels, 0).astype(np.uint8)


def dice(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """2 |A ∩ B| / (|A| + |B|); 1 for two empty masks (Dice 1945)."""
    total = int(a.sum()) + int(b.sum())
    return 2.0 * int((a & b).sum()) / total if total else 1.0


def surface_distances(
    a: NDArray[np.bool_], b: NDArray[np.bool_], spacing_zyx_mm: Iterable[float]
) -> tuple[float, float]:
    """Average symmetric surface distance and its 95th percentile, mm, between the border voxels of two masks."""
    if not a.any() or not b.any():
        return float("inf"), float("inf")
    borders = [m & ~ndimage.binary_erosion(m) for m in (a, b)]
    fields = [ndimage.distance_transform_edt(~m, sampling=tuple(spacing_zyx_mm)) for m in borders]
    both = np.concatenate([fields[1][borders[0]], fields[0][borders[1]]])
    return float(both.mean()), float(np.percentile(both, 95))


def score(found: Labels, truth: Labels, spacing_zyx_mm: tuple[float, float, float]) -> Score:
    """Compare labels 0…5 on one grid."""
    assd, hd95 = surface_distances(found > 0, truth > 0, spacing_zyx_mm)
    parts = tuple(dice(found == code, truth == code) for code in range(1, 6))
    return Score(dice(found > 0, truth > 0), parts, assd, hd95)


def refilled(case: Case, seed: int) -> Case:
    """The case with a seeded random filling of lumen, canal and pockets of air."""
    hu = np.clip(refill(case, np.random.default_rng(seed)), -1024, 3071).astype(np.int16)
    return Case(f"{case.name}+fluid{seed}", hu, case.labels, case.spacing_zyx_mm)


def evaluate(net: nn.Module, cases: Iterable[Case], spacing_mm: float, window_hu: tuple[float, float]) -> list[Score]:
    """Score every case, logging each."""
    scores = []
    for case in cases:
        result = score(segment_case(net, case, spacing_mm, window_hu), case.labels, case.spacing_zyx_mm)
        LOG.info("%-12s %s", case.name, result.line())
        scores.append(result)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("resources/models/ear.safetensors"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    bundle = load_bundle(options.model)
    net = UNet(UNetConfig(**bundle.manifest.unet)).eval()
    net.load_state_dict(bundle.tensors())
    own = [load_case(options.cache / "ears" / f"{name}.npz") for name in VALIDATION]
    fluid = [refilled(case, seed) for case in own for seed in (1, 2)]
    for title, cases in (("as scanned", own), ("canal and middle ear filled", fluid)):
        LOG.info("%s", title)
        scores = evaluate(net, cases, bundle.manifest.spacing_mm, bundle.manifest.window_hu)
        LOG.info("mean Dice %.4f", float(np.mean([s.dice for s in scores])))


if __name__ == "__main__":
    main()
