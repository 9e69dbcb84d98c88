"""The canals' planes and circles, on tori whose truth is known and on a phantom."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.landmarks import LandmarkOrigin
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth.canals import angle_between_deg, angles_between_deg, measure_canal, measure_canals
from tests.domain.ears import mirrored_labels, moved_grid, phantom_ear

GRID = Grid((50, 50, 50), (0.2, 0.2, 0.2), (-4.9, -4.9, -4.9))
CENTER = np.array([0.2, -0.3, 0.1])


def arc(turn: Rotation, part: Part, radius_mm: float = 3.2, from_deg: float = 60.0) -> np.ndarray:
    """A torus about `CENTER` in the plane turned from x, y, open below `from_deg` on either side."""
    index = np.stack(np.meshgrid(*[np.arange(n) for n in GRID.shape_zyx], indexing="ij"), axis=-1)
    x, y, z = np.moveaxis(turn.inv().as_matrix() @ (GRID.lps_from_index(index) - CENTER)[..., None], -2, 0)[..., 0]
    tube = np.hypot(np.hypot(x, y) - radius_mm, z) < 0.55
    filled = np.abs(np.degrees(np.arctan2(y, x))) > from_deg
    return np.where(tube & filled, label_code(Side.RIGHT, part), 0).astype(np.uint8)


@pytest.mark.parametrize("turn", list(Rotation.random(3, random_state=5)))
def test_a_torus_gives_its_plane_centre_and_radius(turn: Rotation) -> None:
    canal = measure_canal(arc(turn, Part.SUPERIOR_CANAL), GRID, Side.RIGHT, Part.SUPERIOR_CANAL)
    normal = turn.apply([0.0, 0.0, 1.0])
    assert np.degrees(np.arccos(abs(np.dot(canal.normal_lps, normal)))) < 1.5
    assert canal.center_lps_mm == pytest.approx(CENTER, abs=0.1)
    assert canal.radius_mm == pytest.approx(3.2, abs=0.08)
    assert canal.planarity_mm < 0.05
    assert canal.arc_deg == pytest.approx(240.0, abs=20.0)


def test_canals_at_right_angles_measure_ninety_degrees() -> None:
    flat, upright = Rotation.identity(), Rotation.from_euler("x", 90, degrees=True)
    lateral = measure_canal(arc(flat, Part.LATERAL_CANAL), GRID, Side.RIGHT, Part.LATERAL_CANAL)
    superior = measure_canal(arc(upright, Part.SUPERIOR_CANAL), GRID, Side.RIGHT, Part.SUPERIOR_CANAL)
    assert angle_between_deg(lateral, superior) == pytest.approx(90.0, abs=2.0)
    assert list(angles_between_deg((lateral, superior))) == [(Part.LATERAL_CANAL, Part.SUPERIOR_CANAL)]


def test_a_stub_of_a_canal_is_refused() -> None:
    stub = arc(Rotation.identity(), Part.LATERAL_CANAL, from_deg=150.0)
    with pytest.raises(MeasurementError, match="too short"):
        measure_canal(stub, GRID, Side.RIGHT, Part.LATERAL_CANAL)


def test_a_missing_canal_is_refused_by_name_and_left_out_of_the_ear() -> None:
    labels = arc(Rotation.identity(), Part.LATERAL_CANAL)
    with pytest.raises(MeasurementError, match="no posterior canal"):
        measure_canal(labels, GRID, Side.RIGHT, Part.POSTERIOR_CANAL)
    assert [canal.part for canal in measure_canals(labels, GRID, Side.RIGHT)] == [Part.LATERAL_CANAL]


def test_the_canals_of_a_phantom_stand_about_at_right_angles() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    canals = measure_canals(ear.labels, ear.grid, ear.side)
    assert len(canals) == 3
    assert all(75.0 < angle <= 90.0 for angle in angles_between_deg(canals).values())
    assert all(2.2 < canal.radius_mm < 3.9 for canal in canals)


def test_a_mirrored_ear_has_the_same_canals() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    grid = moved_grid(ear.grid, np.diag([-1.0, 1.0, 1.0]), np.zeros(3))
    before = measure_canals(ear.labels, ear.grid, Side.RIGHT)
    after = measure_canals(mirrored_labels(ear.labels), grid, Side.LEFT)
    assert [c.radius_mm for c in after] == pytest.approx([c.radius_mm for c in before], abs=0.05)
    assert list(angles_between_deg(after).values()) == pytest.approx(list(angles_between_deg(before).values()), abs=2.0)


@pytest.mark.parametrize("turn", list(Rotation.random(3, random_state=6)))
def test_the_lumen_of_a_torus_is_as_wide_as_its_tube(turn: Rotation) -> None:
    canal = measure_canal(arc(turn, Part.LATERAL_CANAL), GRID, Side.RIGHT, Part.LATERAL_CANAL)
    assert canal.lumen_mm == pytest.approx(1.1, abs=0.04)
    assert canal.narrowest_mm == pytest.approx(1.1, abs=0.1)


def test_the_bony_island_reaches_from_the_vestibule_to_the_arc() -> None:
    labels = arc(Rotation.identity(), Part.LATERAL_CANAL, from_deg=30.0)
    index = np.stack(np.meshgrid(*[np.arange(n) for n in GRID.shape_zyx], indexing="ij"), axis=-1)
    wall = GRID.lps_from_index(index)[..., 0] > CENTER[0] + 2.0
    labels = np.where(wall & (labels == 0), label_code(Side.RIGHT, Part.VESTIBULE), labels).astype(np.uint8)
    canal = measure_canal(labels, GRID, Side.RIGHT, Part.LATERAL_CANAL)
    # from the vestibule, 2 mm from the centre, to the inner wall of the arc on the other side
    assert canal.island_mm == pytest.approx(2.0 + 3.2 - 0.55, abs=0.15)


def test_a_canal_without_a_vestibule_has_no_island() -> None:
    labels = arc(Rotation.identity(), Part.LATERAL_CANAL)
    assert measure_canal(labels, GRID, Side.RIGHT, Part.LATERAL_CANAL).island_mm is None


def test_a_plane_laid_by_hand_is_kept_and_said_to_be_so() -> None:
    labels = arc(Rotation.identity(), Part.LATERAL_CANAL)
    tilted = Rotation.from_euler("x", 8, degrees=True).apply([0.0, 0.0, 1.0])
    laid = (tuple(CENTER), tuple(tilted))
    canal = measure_canal(labels, GRID, Side.RIGHT, Part.LATERAL_CANAL, laid)  # type: ignore[arg-type]
    assert canal.normal_lps == pytest.approx(tilted)
    assert canal.provenance is LandmarkOrigin.BY_HAND
    assert canal.planarity_mm > 0.1
    assert (np.array(canal.center_lps_mm) - CENTER) @ tilted == pytest.approx(0.0, abs=1e-9)
