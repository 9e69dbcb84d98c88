"""Score a network on the ears it never saw: Dice, ASSD and HD95 at the ears' own resolution.

`python -m training.evaluate --models resources/models --cache runs/cache`
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import nn
from torch.nn import functional

from earseg_app.domain.anatomy import LEFT_OFFSET, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.volume import Volume
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.network import TorchNetwork
from earseg_app.inference.preprocess import labels_from, normalise, resample_probabilities
from earseg_app.inference.segmenter import Networks, segment_volume
from earseg_app.phantom.cases import small_case
from training.cases import Case, load_case
from training.data import VALIDATION
from training.patches import refill
from training.phantoms import as_case

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
        logits = net(torch.from_numpy(padded)[None, None].to(next(net.parameters()).device))
        probabilities = functional.softmax(logits.float(), dim=1)[0].cpu().numpy()
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


def thicker(case: Case, spacing_zyx_mm: tuple[float, float, float], noise_hu: float = 40.0) -> Case:
    """The case as if scanned with larger voxels, its truth averaged onto them, with white noise of `noise_hu`."""
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    coarse = grid.with_spacing(spacing_zyx_mm)
    hu = resample_array(case.hu, grid, coarse) + np.random.default_rng(0).normal(0, noise_hu, coarse.shape_zyx)
    chances = np.stack([resample_array(case.labels == code, grid, coarse) for code in range(6)])
    name = f"{case.name}@{'x'.join(f'{s:g}' for s in spacing_zyx_mm[::-1])}"
    return Case(name, np.clip(hu, -1024, 3071).astype(np.int16), labels_from(chances), spacing_zyx_mm)


def segment_as_program(networks: Networks, case: Case) -> tuple[Labels, str]:
    """Labels 0…5 of a case by the program's whole pipeline, as a scan of unknown orientation; and the sides found."""
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    found = segment_volume(Volume(case.hu.copy(), grid, case.name, has_patient_frame=False), networks)
    folded = np.where(found.labels > LEFT_OFFSET, found.labels - LEFT_OFFSET, found.labels).astype(np.uint8)
    return folded, "".join(ear.side.value for ear in found.ears) or "none"


def evaluate_program(networks: Networks, title: str, cases: Iterable[Case]) -> float:
    """Mean Dice of the whole pipeline on cases, each logged with the side it was given and the seconds it took."""
    values = []
    LOG.info("%s", title)
    for case in cases:
        started = time.monotonic()
        labels, sides = segment_as_program(networks, case)
        seconds = time.monotonic() - started
        result = score(labels, case.labels, case.spacing_zyx_mm)
        values.append(result.dice)
        LOG.info("%-18s %s  side %s  %.1f s", case.name, result.line(), sides, seconds)
    LOG.info("mean Dice %.4f", float(np.mean(values)))
    return float(np.mean(values))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("resources/models"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    networks = Networks(
        *(TorchNetwork(load_bundle(options.models / f"{kind}.safetensors")) for kind in ("ear", "locator"))
    )
    own = [load_case(options.cache / "ears" / f"{name}.npz") for name in VALIDATION]
    evaluate_program(networks, "left out of training, own resolution", own)
    evaluate_program(
        networks, "with canal and middle ear filled", [refilled(case, seed) for case in own for seed in (1, 2)]
    )
    for spacing in ((0.3, 0.3, 0.3), (0.6, 0.4, 0.4), (1.0, 0.5, 0.5)):
        evaluate_program(networks, "with larger voxels and noise", [thicker(case, spacing) for case in own])
    phantoms = [as_case(f"phantom{seed}", small_case(side, seed)) for seed in (0, 1) for side in Side]
    evaluate_program(networks, "phantoms never trained on", phantoms)


if __name__ == "__main__":
    main()
