"""Cases from the program's own phantom: single ears for the ear network, both ears of a head for the locator.

`python -m training.phantoms --cache runs/cache --ears 32 --heads 6`
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from earseg_app.domain.anatomy import LEFT_OFFSET, Side
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import Case as PhantomCase
from earseg_app.phantom.cases import axial_grid, make_case, small_case
from earseg_app.phantom.dimensions import EarShape
from earseg_app.phantom.scanner import BONE, OLD_BONE, SOFT
from training.cases import Case
from training.coarse import coarsen
from training.parallel import save_all

LOG = logging.getLogger("training.phantoms")
# Seeds below this stay free for the demo and for tests: the network never sees those phantoms.
FIRST_SEED = 1000
KERNELS = (BONE, BONE, OLD_BONE, SOFT)


def as_case(name: str, phantom: PhantomCase) -> Case:
    """A phantom's scan with labels 0…5 whatever the side."""
    labels = phantom.labels.labels
    folded = np.where(labels > LEFT_OFFSET, labels - LEFT_OFFSET, labels).astype(np.uint8)
    return Case(name, phantom.volume.hu, folded, phantom.volume.grid.spacing_zyx_mm)


def one_ear(seed: int) -> Case:
    """A cube of 32 mm around one ear, sides in turn, with a random dose."""
    rng = np.random.default_rng(seed)
    scanner = replace(BONE, noise_hu=float(rng.uniform(15, 90)), psf_fwhm_mm=float(rng.uniform(0.3, 0.7)))
    side = (Side.RIGHT, Side.LEFT)[seed % 2]
    return as_case(f"phantom{seed}", small_case(side, seed, 0.25, 32.0, scanner))


def malformed_ear(seed: int) -> Case:
    """A cube of 32 mm around an ear with one malformation or disease after the other, its sides in turn."""
    rng = np.random.default_rng([seed, 4])
    side = (Side.RIGHT, Side.LEFT)[seed % 2]
    ear = MALFORMATIONS[seed % len(MALFORMATIONS)](Anatomy.draw(seed).ear(side), rng)
    anatomy = Anatomy.draw(seed).with_ear(ear)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    scanner = replace(BONE, noise_hu=float(rng.uniform(15, 120)), psf_fwhm_mm=float(rng.uniform(0.3, 0.8)))
    return as_case(f"malformed{seed}", make_case(anatomy, axial_grid(center, [32.0] * 3, [0.25] * 3), scanner))


def _short_cochlea(ear: EarShape, rng: np.random.Generator) -> EarShape:
    """1.5 to 2 turns, and low; often with a wide aqueduct (incomplete partition, cochlear hypoplasia)."""
    size = replace(ear.cochlea, turns=float(rng.uniform(1.5, 2.0)), h_mm=float(rng.uniform(2.8, 3.6)))
    return replace(ear, cochlea=size, aqueduct_mm=float(rng.uniform(0.5, 2.0)))


def _short_lateral_canal(ear: EarShape, rng: np.random.Generator) -> EarShape:
    """A lateral canal with a small arc and a wide lumen."""
    small = replace(
        ear.lateral, arc_scale=float(rng.uniform(0.45, 0.75)), lumen_radius_mm=float(rng.uniform(0.6, 0.95))
    )
    return replace(ear, lateral=small, vestibule_scale=float(rng.uniform(1.0, 1.2)))


def _wide_aqueduct(ear: EarShape, rng: np.random.Generator) -> EarShape:
    return replace(ear, aqueduct_mm=float(rng.uniform(1.2, 2.5)))


def _opacified(ear: EarShape, rng: np.random.Generator) -> EarShape:
    return replace(ear, effusion=1.0, lumen_hu=float(rng.uniform(-10, 250)))


MALFORMATIONS = (_short_cochlea, _short_lateral_canal, _wide_aqueduct, _opacified)


def no_ear(seed: int) -> Case:
    """A cube of 30 mm somewhere in a head, at least 30 mm from both ears: what must not be taken for one."""
    anatomy = Anatomy.draw(seed)
    rng = np.random.default_rng([seed, 2])
    ears = np.array([anatomy.ear_frame(side).to_lps((0.0, 0.0, 0.0)) for side in Side])
    while True:
        center = anatomy.head_frame.to_lps(rng.uniform((-75.0, -60.0, -35.0), (75.0, 60.0, 30.0)))
        if np.linalg.norm(ears - center, axis=1).min() > 30.0:
            break
    grid = axial_grid(center, (30.0, 30.0, 30.0), (0.3, 0.3, 0.3))
    return as_case(f"noear{seed}", make_case(anatomy, grid, BONE))


def head(seed: int) -> Case:
    """A head from the jaw to the vault at 0.8 mm with one of several kernels, coarse."""
    anatomy = Anatomy.draw(seed)
    center = anatomy.head_frame.to_lps((0.0, 0.0, 0.0))
    grid = axial_grid(center, (190.0, 220.0, 130.0), (0.8, 0.8, 0.8))
    return coarsen(as_case(f"head{seed}", make_case(anatomy, grid, KERNELS[seed % len(KERNELS)])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--ears", type=int, default=32)
    parser.add_argument("--malformed", type=int, default=12)
    parser.add_argument("--empty", type=int, default=8)
    parser.add_argument("--heads", type=int, default=6)
    parser.add_argument("--workers", type=int, help="processes side by side; default: all cores")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    wanted = ((one_ear, options.ears), (malformed_ear, options.malformed), (no_ear, options.empty))
    seeds = ((make, seed) for make, count in wanted for seed in range(FIRST_SEED, FIRST_SEED + count))
    save_all(options.cache / "phantom", [partial(make, seed) for make, seed in seeds], options.workers)
    heads = range(FIRST_SEED, FIRST_SEED + options.heads)
    save_all(options.cache / "coarse-heads", [partial(head, seed) for seed in heads], options.workers)


if __name__ == "__main__":
    main()
