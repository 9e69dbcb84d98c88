"""Labels that run out of the cochlea lengthen neither A nor B; a whole cochlea is measured as before."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.leaks import LEAK_MM, without_leaks
from earseg_app.domain.cochlea.size import handles_along, values_from_handles
from earseg_app.domain.measuring.measure import MeasurableEar, measure_ear
from earseg_app.domain.report.ear import measure_sections
from tests.domain.ears import LabelledEar, phantom_ear

ENDS = {"b": 270.0, "a": 180.0}


def with_leak(ear: LabelledEar, angle_deg: float, by_mm: float) -> np.ndarray:
    """The labels with a lump of cochlea that hangs on the lateral wall above mid-lumen."""
    frame = ear.landmarks.frame()
    index = np.indices(ear.labels.shape).reshape(3, -1).T
    x, y, z = frame.frame_from_lps(ear.grid.lps_from_index(index)).T
    turn = np.degrees(np.arctan2(y, x)) % 360.0
    own = ear.labels.ravel() == label_code(ear.side, Part.COCHLEA)
    reach = np.hypot(x, y)[own & (np.abs(turn - angle_deg) < 3.0)].max()
    lump = (np.abs(turn - angle_deg) < 15.0) & (np.hypot(x, y) < reach + by_mm) & (z > 0.6) & (z < 1.3)
    lump &= np.hypot(x, y) > reach - 1.0
    return np.where(lump & (ear.labels.ravel() == 0), label_code(ear.side, Part.COCHLEA), ear.labels.ravel()).reshape(
        ear.labels.shape
    )


@pytest.mark.parametrize("name", ENDS)
def test_a_lump_beside_the_wall_does_not_lengthen_a_diameter(name: str) -> None:
    ear = phantom_ear(2, Side.RIGHT, 0.3)
    clean = measure_ear(ear.labels, ear.grid, ear.side, ear.landmarks)
    labels = with_leak(ear, ENDS[name], 0.7).astype(np.uint8)
    leaking = measure_ear(labels, ear.grid, ear.side, ear.landmarks)
    key = f"{name}_mm"
    assert getattr(leaking.size, key) == pytest.approx(getattr(clean.size, key), abs=0.25)
    assert leaking.wall is not None
    raw = MeasurableEar.of_labels(labels, ear.grid, ear.side)
    outline = values_from_handles(handles_along(raw.cochlea, ear.landmarks))
    assert getattr(outline, key) > getattr(clean.size, key) + LEAK_MM, "the test has no leak"


@pytest.mark.parametrize(("seed", "side"), [(0, Side.RIGHT), (1, Side.LEFT)])
def test_a_whole_cochlea_keeps_its_handles(seed: int, side: Side) -> None:
    ear = phantom_ear(seed, side, 0.3)
    found = measure_ear(ear.labels, ear.grid, side)
    assert found.wall is not None
    assert without_leaks(found.handles, found.wall, found.landmarks.frame()) is found.handles


@pytest.mark.parametrize("side", list(Side))
def test_a_label_that_lacks_the_basal_turn_at_the_end_of_b_is_told(side: Side) -> None:
    ear = phantom_ear(2, side, 0.3)
    whole = measure_ear(ear.labels, ear.grid, side)
    assert whole.lacking_at_b == "" and whole.cautions == ()
    frame = ear.landmarks.frame()
    x, y, _ = frame.frame_from_lps(ear.grid.lps_from_index(np.indices(ear.labels.shape).reshape(3, -1).T)).T
    turn = np.degrees(np.arctan2(y, x)) % 360.0
    gap = (np.abs(turn - 270.0) < 25.0) & (np.hypot(x, y) > 1.7)
    labels = np.where(gap.reshape(ear.labels.shape), 0, ear.labels).astype(np.uint8)
    found = measure_ear(labels, ear.grid, side)
    assert "lack part of the basal turn" in found.lacking_at_b
    assert found.lacking_at_b in found.cautions
    b = next(figure for figure in measure_sections(found)[0].figures if figure.name == "B")
    assert found.lacking_at_b in b.remark
