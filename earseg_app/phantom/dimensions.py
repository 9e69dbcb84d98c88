"""The dimensions of one phantom: frozen records of millimetres, degrees and Hounsfield units, and how they are drawn.

Ranges: A 7.9-10.8, mean 9.2 (Escudé 2006) and 8.6-10.5 in the expert masks of Wimmer 2019; B 5.4-7.9 (D'Arco 2017,
Wimmer 2019); H 3.3-5 (Escudé; D'Arco); turns 2.57 ± 0.28 (IE-Map); canal lumen 1.09 ± 0.15 mm (Korean norms);
angles between canal planes about 90° (Lyu 2016).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple

A_RANGE_MM = (8.2, 10.0)
B_RANGE_MM = (6.2, 7.8)
H_RANGE_MM = (3.5, 4.9)
TURNS_RANGE = (2.5, 2.75)


@dataclass(frozen=True)
class CochleaSize:
    """Outer-wall dimensions of the cochlear lumen and how the cochlea is turned against the average, degrees."""

    a_mm: float = 9.2
    b_mm: float = 7.0
    h_mm: float = 4.4
    turns: float = 2.6
    turn_deg: Triple = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class CanalSize:
    """One semicircular canal against the average: radius of its arc, lumen, and the turn of its plane, degrees."""

    arc_scale: float = 1.0
    lumen_radius_mm: float = 0.58
    ampulla_mm: float = 0.6
    turn_deg: Triple = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class EarShape:
    """One ear. `offset_mm` and `turn_deg` place it against its average place in the head.

    `aeration` 0 (sclerotic) … 1 (large air cells); `effusion` 0…1 is the part of the middle ear filled with fluid.
    """

    side: Side
    seed: int
    offset_mm: Triple
    turn_deg: Triple
    cochlea: CochleaSize
    superior: CanalSize
    posterior: CanalSize
    lateral: CanalSize
    vestibule_scale: float
    aeration: float
    effusion: float
    capsule_mm: float
    capsule_hu: float
    petrous_hu: float
    lumen_hu: float
    meatus_scale: float
    aqueduct_mm: float


@dataclass(frozen=True)
class HeadShape:
    """The head: where it lies in the scanner (LPS mm, degrees about x, y, z) and its size.

    A pitch (about x) of 0 has the lateral canals about 9° from horizontal, as in the mean of clinical scans; −18° (chin
    up) brings the Frankfurt plane to horizontal.
    """

    position_lps_mm: Triple
    rotation_deg: Triple
    half_ear_distance_mm: float
    size_scale: float
    vault_mm: float


def draw_cochlea(rng: np.random.Generator) -> CochleaSize:
    """Correlated A and B (larger cochleae are wider), H and turns within the published ranges."""
    size = rng.standard_normal()
    a = np.clip(9.15 + 0.42 * size, *A_RANGE_MM)
    b = np.clip(6.95 + 0.27 * size + 0.2 * rng.standard_normal(), *B_RANGE_MM)
    h = np.clip(4.45 + 0.15 * size + 0.25 * rng.standard_normal(), *H_RANGE_MM)
    return CochleaSize(float(a), float(b), float(h), float(rng.uniform(*TURNS_RANGE)), _angles(rng, 3.0))


def draw_canal(rng: np.random.Generator) -> CanalSize:
    """Arc ± 5 %, lumen 1.1 ± 0.1 mm wide, plane ± 3°."""
    scale = np.clip(1.0 + 0.045 * rng.standard_normal(), 0.9, 1.1)
    lumen = np.clip(0.585 + 0.04 * rng.standard_normal(), 0.47, 0.66)
    ampulla = np.clip(0.6 + 0.06 * rng.standard_normal(), 0.45, 0.75)
    return CanalSize(float(scale), float(lumen), float(ampulla), _angles(rng, 2.0))


def draw_ear(side: Side, rng: np.random.Generator, aeration: float, lumen_hu: float, petrous_hu: float) -> EarShape:
    """One ear; what both ears of a person share (aeration, densities) is given and varied a little."""
    return EarShape(
        side=side,
        seed=int(rng.integers(1 << 31)),
        offset_mm=_triple(rng, 0.8),
        turn_deg=_angles(rng, 2.0),
        cochlea=draw_cochlea(rng),
        superior=draw_canal(rng),
        posterior=draw_canal(rng),
        lateral=draw_canal(rng),
        vestibule_scale=float(np.clip(1.0 + 0.04 * rng.standard_normal(), 0.9, 1.1)),
        aeration=float(np.clip(aeration + 0.08 * rng.standard_normal(), 0.0, 1.0)),
        effusion=float(rng.uniform(0.3, 1.0)) if rng.random() < 0.12 else 0.0,
        capsule_mm=float(rng.uniform(1.5, 2.5)),
        capsule_hu=float(rng.uniform(1850.0, 2350.0)),
        petrous_hu=float(petrous_hu + 60.0 * rng.standard_normal()),
        lumen_hu=lumen_hu,
        meatus_scale=float(np.clip(1.0 + 0.12 * rng.standard_normal(), 0.75, 1.3)),
        aqueduct_mm=float(rng.uniform(0.35, 0.8)),
    )


def draw_head(rng: np.random.Generator) -> HeadShape:
    """A head lying a little turned, chin more or less down."""
    pitch, roll, yaw = rng.normal((-8.0, 0.0, 0.0), (6.0, 2.5, 3.0))
    position = rng.normal((0.0, 0.0, 0.0), (3.0, 5.0, 4.0))
    return HeadShape(
        position_lps_mm=(float(position[0]), float(position[1]), float(position[2])),
        rotation_deg=(float(pitch), float(roll), float(yaw)),
        half_ear_distance_mm=float(np.clip(rng.normal(37.5, 1.5), 34.0, 41.0)),
        size_scale=float(np.clip(rng.normal(1.0, 0.03), 0.93, 1.07)),
        vault_mm=float(rng.uniform(4.0, 7.0)),
    )


def _angles(rng: np.random.Generator, sd_deg: float) -> Triple:
    return _triple(rng, sd_deg)


def _triple(rng: np.random.Generator, sd: float) -> Triple:
    x, y, z = np.clip(rng.standard_normal(3), -2.2, 2.2) * sd
    return float(x), float(y), float(z)
