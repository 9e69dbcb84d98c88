"""Where to look for a guided measure: near an ear, from its parts and landmarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.measuring.hand_measures import triple
from earseg_app.domain.segmentation import Segmentation

# Offsets in mm along the modiolar axis away from the apex, and towards the midline and the back of the head. They only
# bring the structure into view: in four real temporal bones in which nerve, canal and aqueduct are labelled (two right,
# two left) each place lies within 2.5 mm of what is to be measured.
_NERVE_CANAL_MM, _FUNDUS_MM, _MEATUS_MM = 1.2, 2.0, 5.0
_AQUEDUCT_MM = {"vestibular_aqueduct_midpoint": 2.5, "vestibular_aqueduct_operculum": 5.0}


def place_of(key: str, segmentation: Segmentation, side: Side, landmarks: EarLandmarks | None = None) -> Triple | None:
    """An LPS point, mm, near which the guided measure `key` is taken; None where its part of the ear is missing."""
    cochlea = _center(segmentation, side, Part.COCHLEA)
    if key in _AQUEDUCT_MM:
        canal = _center(segmentation, side, Part.POSTERIOR_CANAL)
        return None if canal is None else triple(canal + _AQUEDUCT_MM[key] * _unit(_medial(side) + _BACK))
    if cochlea is None:
        return None
    return triple(_COCHLEAR.get(key, _middle)(cochlea, side, landmarks))


def _middle(cochlea: FloatArray, _side: Side, _landmarks: EarLandmarks | None) -> FloatArray:
    return cochlea


def _nerve_canal(cochlea: FloatArray, side: Side, landmarks: EarLandmarks | None) -> FloatArray:
    if landmarks is None:
        return cochlea + _FUNDUS_MM * _unit(_medial(side) + _BACK)
    base = np.array(landmarks.modiolus_base)
    return base + _NERVE_CANAL_MM * _unit(base - np.array(landmarks.apex))


def _meatus(cochlea: FloatArray, side: Side, landmarks: EarLandmarks | None) -> FloatArray:
    return _nerve_canal(cochlea, side, landmarks) + _MEATUS_MM * _unit(_medial(side) + 0.3 * _BACK)


_COCHLEAR: Mapping[str, Callable[[FloatArray, Side, EarLandmarks | None], FloatArray]] = {
    "cochlear_nerve_canal": _nerve_canal,
    "internal_auditory_canal": _meatus,
}
_BACK = np.array([0.0, 1.0, 0.0])


def _medial(side: Side) -> FloatArray:
    """(3,) LPS unit vector towards the midline."""
    return np.array([1.0 if side is Side.RIGHT else -1.0, 0.0, 0.0])


def _center(segmentation: Segmentation, side: Side, part: Part) -> FloatArray | None:
    """(3,) LPS mm of the centroid of a part."""
    found = np.argwhere(segmentation.mask(side, part))
    return segmentation.grid.lps_from_index(found.mean(axis=0)) if found.size else None


def _unit(vector: FloatArray) -> FloatArray:
    unit: FloatArray = vector / np.linalg.norm(vector)
    return unit
