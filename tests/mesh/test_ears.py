"""One ear, part by part."""

from __future__ import annotations

import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.mesh.ears import ear_surfaces


def test_every_part_is_named_coloured_and_keeps_its_volume(segmentation):
    surfaces = ear_surfaces(segmentation, Side.LEFT, whole=True)

    assert [s.name for s in surfaces] == [*(f"left_{part.key}" for part in Part), "left_inner_ear"]
    assert [s.color for s in surfaces[:5]] == [part.color for part in Part]
    for surface, part in zip(surfaces, [*Part, None], strict=True):
        voxels = segmentation.mask(Side.LEFT, part).sum() * segmentation.grid.voxel_volume_mm3
        assert surface.label_volume_mm3 == pytest.approx(voxels)
        assert surface.volume_mm3 == pytest.approx(voxels, rel=0.01)


def test_the_other_ear_is_not_there(segmentation):
    with pytest.raises(MeshError, match="Nothing is labelled in the right ear"):
        ear_surfaces(segmentation, Side.RIGHT)


def test_only_the_whole_can_be_asked_for(segmentation):
    (whole,) = ear_surfaces(segmentation, Side.LEFT, parts=False, whole=True, max_triangles=2000)
    assert whole.name == "left_inner_ear"
    assert len(whole.triangles) <= 2000


def test_progress_is_reported_and_cancelling_stops(segmentation):
    steps = []
    ear_surfaces(segmentation, Side.LEFT, reporter=Reporter(steps.append))
    assert steps[0].message == "Surface of the left cochlea"
    assert steps[-1].fraction == 1.0
    cancelled = Reporter()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        ear_surfaces(segmentation, Side.LEFT, reporter=cancelled)
