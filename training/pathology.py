"""Diseases and malformations of the ear, drawn into the map of a real temporal bone before its CT is simulated.

The truth is always the lumen as the image can show it: fluid. An otosclerotic focus, an opacified middle ear or a wide
aqueduct leave it as it was; a malformed ear has the lumen it was given; bone that filled the lumen is bone; an
electrode lies in the lumen and belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull
from skimage.graph import route_through_array

from earseg_app.domain.anatomy import Part
from training.bones import (
    AIR,
    AQUEDUCT,
    BONE,
    CANAL,
    CARRIER,
    COCHLEAR_NERVE,
    CONTACT,
    EFFUSION,
    FACIAL,
    FOCUS,
    LABYRINTH,
    OSSIFIED,
    SINUS,
    STAPES,
    Specimen,
)

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]
Rng = np.random.Generator


def otosclerosis(ear: Specimen, rng: Rng) -> Specimen:
    """A lucent focus before the oval window (fissula ante fenestram), often also a halo round the cochlea."""
    cochlea = ear.parts == Part.COCHLEA
    center = np.argwhere(cochlea).mean(axis=0)
    window = _oval_window(ear)
    towards = (center - window) / np.linalg.norm(center - window)
    bone = np.argwhere(ear.tissue[::2, ::2, ::2] == BONE) * 2.0
    wanted = window + towards * rng.uniform(1.0, 2.5) / ear.spacing_mm
    place = bone[np.linalg.norm(bone - wanted, axis=1).argmin()]
    lucent = _rough_ball(ear, place, float(rng.uniform(1.8, 3.5)), rng)
    if rng.random() < 0.6:
        away = ndimage.distance_transform_edt(~cochlea) * ear.spacing_mm
        halo = (away > rng.uniform(0.2, 0.6)) & (away < rng.uniform(1.0, 2.2))
        lucent |= halo & (_grain(ear, 1.2, rng) > rng.normal(-0.5, 0.5))
    return ear.where(lucent & (ear.tissue == BONE), FOCUS)


def opacified(ear: Specimen, rng: Rng) -> Specimen:
    """Fluid or tissue in the whole middle ear and mastoid."""
    del rng
    return ear.where(ear.tissue == AIR, EFFUSION)


def incomplete_partition(ear: Specimen, rng: Rng) -> Specimen:
    """Incomplete partition type II (Mondini): 1.5 turns, the walls between the upper turns gone, the apex one cyst.

    After Sennaroglu and Bajin, Balkan Med J 2017;34:397; the aqueduct is wide in most of them.
    """
    points, height = _along_modiolus(ear)
    low, high = np.percentile(height, (2, 99.5))
    share = (height - low) / (high - low)
    upper, top = _mask_of(ear, points[share > rng.uniform(0.28, 0.42)]), rng.uniform(0.8, 1.0)
    cyst = _closed(upper, float(rng.uniform(1.0, 1.8)) / ear.spacing_mm)
    cyst &= np.isin(ear.tissue, (BONE, COCHLEAR_NERVE, CANAL)) & (ear.parts == 0)
    ear = ear.where(_mask_of(ear, points[share > top]), BONE).where(cyst, LABYRINTH, Part.COCHLEA)
    return wide_aqueduct(ear, rng) if rng.random() < 0.6 else ear


def canal_dysplasia(ear: Specimen, rng: Rng) -> Specimen:
    """The lateral canal a short bud, the bony island within it gone, fused with the vestibule."""
    canal = np.argwhere(ear.parts == Part.LATERAL_CANAL)
    vestibule = np.argwhere(ear.parts == Part.VESTIBULE).mean(axis=0)
    reach = np.linalg.norm(canal - vestibule, axis=1)
    kept = reach < rng.uniform(0.55, 0.85) * reach.max()
    bud = _hull(ear, canal[kept]) & np.isin(ear.tissue, (BONE, AIR, EFFUSION))
    return ear.where(_mask_of(ear, canal[~kept]), BONE).where(bud, LABYRINTH, Part.LATERAL_CANAL)


def wide_aqueduct(ear: Specimen, rng: Rng) -> Specimen:
    """A vestibular aqueduct 1.5-4 mm wide midway (over 1.5 mm: Valvassori and Clemis 1978), more at the dura."""
    course = np.argwhere(ear.tissue == AQUEDUCT)
    if not len(course):
        return ear
    box = _box(ear, course, 4.0)
    vestibule = np.argwhere(ear.parts == Part.VESTIBULE).mean(axis=0)
    origin = np.array([s.start for s in box])
    seed = np.ones([s.stop - s.start for s in box], bool)
    seed[tuple((course - origin).T)] = False
    away, near = ndimage.distance_transform_edt(seed, return_indices=True)
    from_vestibule = np.linalg.norm(np.moveaxis(near, 0, -1) + origin - vestibule, axis=-1)
    far = (from_vestibule - from_vestibule.min()) / max(float(np.ptp(from_vestibule)), 1.0)
    wide = np.zeros(ear.tissue.shape, bool)
    wide[box] = away * ear.spacing_mm < rng.uniform(0.4, 0.7) + rng.uniform(0.5, 1.6) * far
    return ear.where(wide & np.isin(ear.tissue, (BONE, AIR, FACIAL)), AQUEDUCT)


def ossification(ear: Specimen, rng: Rng) -> Specimen:
    """New bone in part of the lumen: most often in the basal turn at the round window, as after meningitis."""
    where = Part.COCHLEA if rng.random() < 0.75 else Part(int(rng.integers(1, 6)))
    candidates = np.argwhere(ear.parts == where)
    place = candidates[int(rng.integers(len(candidates)))].astype(float)
    if where is Part.COCHLEA and rng.random() < 0.7:
        vestibule = np.argwhere(ear.parts == Part.VESTIBULE).mean(axis=0)
        place = candidates[np.linalg.norm(candidates - vestibule, axis=1).argmin()].astype(float)
    filled = _rough_ball(ear, place, float(rng.uniform(1.5, 3.5)), rng) & (ear.tissue == LABYRINTH)
    return ear.where(filled, OSSIFIED)


def electrode(ear: Specimen, rng: Rng) -> Specimen:
    """An electrode array in the cochlea: 12 to 22 contacts along a carrier, and its lead to the middle ear."""
    points, height = _along_modiolus(ear)
    cochlea = ear.parts == Part.COCHLEA
    vestibule = np.argwhere(ear.parts == Part.VESTIBULE).mean(axis=0)
    low = points[height < np.percentile(height, 40)]
    start = low[np.linalg.norm(low - vestibule, axis=1).argmin()]
    depth = ndimage.distance_transform_edt(cochlea)
    cost = np.where(cochlea, 1.0 / (depth + 0.3) ** 2, 1e6)
    end = points[height.argmax()]
    course, _ = route_through_array(cost, start, end, geometric=True)  # type: ignore[no-untyped-call]
    path = np.array(course, float)[: max(8, round(len(course) * rng.uniform(0.5, 0.95)))]
    lead = start + np.linspace(0, rng.uniform(3, 10) / ear.spacing_mm, 60)[:, None] * _outwards(ear, start)
    length = np.linspace(0, len(path) - 1, int(rng.integers(12, 23)))
    carrier = _near(ear, np.vstack([path, lead]), 0.3) & np.isin(ear.tissue, (LABYRINTH, BONE, AIR, EFFUSION))
    contacts = _near(ear, path[np.rint(length).astype(int)], float(rng.uniform(0.25, 0.4))) & cochlea
    made = ear.where(carrier & ~cochlea, CARRIER).where(carrier & cochlea, CARRIER, Part.COCHLEA)
    return made.where(contacts, CONTACT, Part.COCHLEA)


Disease = Callable[[Specimen, Rng], Specimen]
DISEASES: dict[str, Disease] = {
    "otosclerosis": otosclerosis,
    "opacified": opacified,
    "incomplete-partition": incomplete_partition,
    "canal-dysplasia": canal_dysplasia,
    "wide-aqueduct": wide_aqueduct,
    "ossified": ossification,
    "electrode": electrode,
}


def hard_spots_mm(ear: Specimen, rng: Rng, each: int = 4) -> Points:
    """(n, 3) mm along z, y, x: places that are easily taken for an ear.

    The ends of the internal auditory canal, the facial canal, the vestibular aqueduct, the jugular bulb, air cells.
    """
    to_ear = ndimage.distance_transform_edt(ear.parts[::2, ::2, ::2] == 0) * 2 * ear.spacing_mm
    spots = []
    for code in (CANAL, COCHLEAR_NERVE, FACIAL, AQUEDUCT, SINUS, AIR, FOCUS, EFFUSION):
        places = np.argwhere((ear.tissue[::2, ::2, ::2] == code) & (to_ear < 9.0))
        if len(places):
            spots.append(places[rng.integers(len(places), size=each)] * 2 * ear.spacing_mm)
    return np.concatenate(spots) if spots else np.zeros((0, 3))


def _oval_window(ear: Specimen) -> Points:
    """The voxel of the vestibule nearest the stapes or, where there is none, nearest the air of the middle ear."""
    vestibule = np.argwhere(ear.parts == Part.VESTIBULE)
    code = STAPES if (ear.tissue == STAPES).any() else AIR
    away = ndimage.distance_transform_edt(ear.tissue != code)
    return np.asarray(vestibule[away[tuple(vestibule.T)].argmin()], float)


def _along_modiolus(ear: Specimen) -> tuple[NDArray[np.intp], Points]:
    """Voxels (n, 3) of the cochlea, and their height (n,) along its shortest axis, away from the internal canal."""
    points = np.argwhere(ear.parts == Part.COCHLEA)
    center = points.mean(axis=0)
    axis = np.linalg.svd(points[::5] - center, full_matrices=False)[2][2]
    canal = np.argwhere((ear.tissue == CANAL) | (ear.tissue == COCHLEAR_NERVE))
    near = canal[np.linalg.norm(canal - center, axis=1) < 8.0 / ear.spacing_mm]
    base = near.mean(axis=0) if len(near) else np.argwhere(ear.parts == Part.VESTIBULE).mean(axis=0)
    height = (points - center) @ axis
    return points, -height if (base - center) @ axis > 0 else height


def _outwards(ear: Specimen, start: NDArray[np.intp]) -> Points:
    """Unit vector from the round window towards the air of the middle ear."""
    air = np.argwhere(np.isin(ear.tissue[::3, ::3, ::3], (AIR, EFFUSION))) * 3
    near = air[np.linalg.norm(air - start, axis=1) < 8.0 / ear.spacing_mm]
    way = near.mean(axis=0) - start if len(near) else np.array([1.0, 0.0, 0.0])
    return np.asarray(way / np.linalg.norm(way), float)


def _mask_of(ear: Specimen, points: NDArray[np.intp]) -> Mask:
    mask = np.zeros(ear.tissue.shape, bool)
    mask[tuple(points.T)] = True
    return mask


def _near(ear: Specimen, points: Points, radius_mm: float) -> Mask:
    index = np.clip(np.rint(points).astype(int), 0, np.array(ear.tissue.shape) - 1)
    return np.asarray(ndimage.distance_transform_edt(~_mask_of(ear, index)) * ear.spacing_mm <= radius_mm)


def _rough_ball(ear: Specimen, center: Points, radius_mm: float, rng: Rng) -> Mask:
    z, y, x = np.ogrid[tuple(slice(n) for n in ear.tissue.shape)]
    away = np.sqrt((z - center[0]) ** 2 + (y - center[1]) ** 2 + (x - center[2]) ** 2) * ear.spacing_mm
    return np.asarray(away + 0.35 * radius_mm * _grain(ear, 0.8, rng) < radius_mm)


def _grain(ear: Specimen, sigma_mm: float, rng: Rng) -> NDArray[np.float32]:
    """A random field of unit variance, correlated over `sigma_mm`."""
    factor = 4
    small = tuple(-(-n // factor) for n in ear.tissue.shape)
    field = ndimage.gaussian_filter(rng.standard_normal(small, np.float32), sigma_mm / ear.spacing_mm / factor)
    full = ndimage.zoom(field / field.std(), factor, order=1)
    return np.asarray(full[tuple(slice(n) for n in ear.tissue.shape)], np.float32)


def _closed(mask: Mask, radius_voxels: float) -> Mask:
    grown = ndimage.distance_transform_edt(~mask) <= radius_voxels
    return np.asarray(ndimage.distance_transform_edt(grown) > radius_voxels)


def _hull(ear: Specimen, points: NDArray[np.intp]) -> Mask:
    """The voxels within the convex hull of points (n, 3)."""
    box = _box(ear, points, 0.0)
    faces = ConvexHull(points).equations
    hull = np.zeros(ear.tissue.shape, bool)
    hull[box] = np.all(np.moveaxis(np.mgrid[box], 0, -1) @ faces[:, :3].T + faces[:, 3] <= 0.5, axis=-1)
    return hull


def _box(ear: Specimen, points: NDArray[np.intp], margin_mm: float) -> tuple[slice, ...]:
    margin = round(margin_mm / ear.spacing_mm)
    low = np.maximum(points.min(axis=0) - margin, 0)
    high = np.minimum(points.max(axis=0) + margin + 1, ear.tissue.shape)
    return tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
