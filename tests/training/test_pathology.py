"""Diseases change the map of an ear as a surgeon would expect, and the truth says what the image can show."""

from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from earseg_app.domain.anatomy import Part
from training.bones import (
    AIR,
    AQUEDUCT,
    BONE,
    CANAL,
    CONTACT,
    EFFUSION,
    FOCUS,
    LABYRINTH,
    OSSIFIED,
    STAPES,
    Specimen,
    piece_without_ear,
)
from training.metal import streaks
from training.pathology import DISEASES, hard_spots_mm
from training.simulate import simulated

SPACING_MM = 0.4


def ear() -> Specimen:
    """A coiled tube, a vestibule and a ring in bone, with canal, aqueduct, stapes and middle ear; 0.4 mm voxels."""
    z, y, x = np.indices((50, 60, 60)) * SPACING_MM
    tissue = np.full(z.shape, BONE, np.uint8)
    tissue[:, :, :12] = AIR
    parts = np.zeros(z.shape, np.uint8)
    for angle in np.arange(0, 900, 4.0):
        turn, rho, rise = np.radians(angle), 3.4 * (1 - angle / 1100), 2.6 * angle / 900
        center = (9 + rise, 12 + rho * np.sin(turn), 9 + rho * np.cos(turn))
        parts[(z - center[0]) ** 2 + (y - center[1]) ** 2 + (x - center[2]) ** 2 < 0.7**2] = Part.COCHLEA
    parts[(z - 10) ** 2 + (y - 12) ** 2 + (x - 15) ** 2 < 2.2**2] = Part.VESTIBULE
    ring = (np.hypot(y - 12, x - 19) - 2.6) ** 2 + (z - 12) ** 2 < 0.6**2
    parts[ring & (parts == 0)] = Part.LATERAL_CANAL
    tissue[parts > 0] = LABYRINTH
    tissue[((y - 12) ** 2 + (x - 9) ** 2 < 2.0) & (z < 7.5)] = CANAL
    tissue[((y - 15) ** 2 + (x - 15) ** 2 < 0.3) & (z > 12.5) & (z < 17)] = AQUEDUCT
    tissue[(np.abs(x - 12.5) < 0.5) & (np.abs(y - 14) < 0.5) & (np.abs(z - 10) < 0.5) & (parts == 0)] = STAPES
    return Specimen(tissue, parts, SPACING_MM)


def made(kind: str, seed: int = 0) -> tuple[Specimen, Specimen]:
    before = ear()
    return before, DISEASES[kind](before, np.random.default_rng(seed))


@pytest.mark.parametrize("kind", ["otosclerosis", "opacified", "wide-aqueduct"])
def test_what_lies_beside_the_lumen_leaves_the_truth_as_it_was(kind: str) -> None:
    before, after = made(kind)
    np.testing.assert_array_equal(before.parts, after.parts)
    assert (before.tissue != after.tissue).sum() > 10


def test_a_focus_takes_bone_only_and_lies_near_the_labyrinth() -> None:
    before, after = made("otosclerosis")
    focus = np.argwhere(after.tissue == FOCUS)
    assert (before.tissue[after.tissue == FOCUS] == BONE).all()
    lumen = np.argwhere(before.parts > 0)
    assert max(np.linalg.norm(lumen - p, axis=1).min() for p in focus[::20]) * SPACING_MM < 5.0


def test_no_air_is_left_in_an_opacified_ear() -> None:
    _, after = made("opacified")
    assert not (after.tissue == AIR).any()
    assert (after.tissue == EFFUSION).any()


def test_a_mondini_cochlea_is_one_cyst_above_a_basal_turn() -> None:
    before, after = made("incomplete-partition")
    gained = (after.parts == Part.COCHLEA) & (before.parts == 0)
    assert gained.sum() > 50
    assert np.argwhere(gained)[:, 0].mean() > np.argwhere(before.parts == Part.COCHLEA)[:, 0].mean()
    assert (after.tissue[after.parts > 0] == LABYRINTH).all()


def test_a_dysplastic_lateral_canal_is_shorter_and_has_no_island() -> None:
    before, after = made("canal-dysplasia")
    canal = [np.argwhere(e.parts == Part.LATERAL_CANAL)[:, 2].max() for e in (before, after)]
    assert canal[1] < canal[0]
    assert ((after.parts == Part.LATERAL_CANAL) & (before.parts == 0)).sum() > 20


def test_bone_in_the_lumen_is_no_lumen() -> None:
    before, after = made("ossified")
    filled = after.tissue == OSSIFIED
    assert filled.sum() > 30
    assert (before.parts[filled] > 0).all()
    assert (after.parts[filled] == 0).all()


def test_an_electrode_lies_in_the_cochlea_belongs_to_its_lumen_and_shines() -> None:
    _, after = made("electrode")
    contacts = after.tissue == CONTACT
    assert contacts.sum() > 5
    assert (after.parts[contacts] == Part.COCHLEA).all()
    case = simulated("x", after, np.random.default_rng(1))
    assert np.median(case.hu[contacts]) > 2500


def test_streaks_are_strong_at_the_metal_and_fade_away_from_it() -> None:
    metal = np.zeros((20, 80, 80), bool)
    metal[9:12, 36:40, 30:34] = True
    metal[9:12, 36:40, 46:50] = True
    errors = streaks(metal, 0.4, np.random.default_rng(0))
    assert np.abs(errors[10, 30:46, 36:44]).mean() > 3 * np.abs(errors[10, :8, :8]).mean()
    assert np.abs(errors[0]).max() == 0.0


def test_places_easily_taken_for_an_ear_lie_outside_it() -> None:
    healthy = ear()
    spots = np.rint(hard_spots_mm(healthy, np.random.default_rng(0)) / SPACING_MM).astype(int)
    assert len(spots) >= 12
    assert (healthy.parts[tuple(spots.T)] == 0).all()


def test_a_piece_without_an_ear_holds_bone_and_no_label(tmp_path: Path) -> None:
    tissue = np.full((80, 80, 80), BONE, np.uint8)
    tissue[60:, 60:, 60:] = LABYRINTH
    image = SimpleITK.GetImageFromArray(tissue)
    image.SetSpacing((SPACING_MM,) * 3)
    SimpleITK.WriteImage(image, str(tmp_path / "bone.nii.gz"))
    piece = piece_without_ear(tmp_path / "bone.nii.gz", np.random.default_rng(0))
    assert piece.tissue.shape == (45, 45, 45)
    assert not (piece.tissue == LABYRINTH).any()
    assert not piece.parts.any()
