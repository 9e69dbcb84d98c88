"""Every picture of a report, by ear."""

from __future__ import annotations

from collections.abc import Mapping

from earseg_app.domain.anatomy import Side
from earseg_app.domain.landmarks import triple
from earseg_app.domain.measure import EarMeasures
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.report.pictures import Picture, measured_pictures
from earseg_app.render.report.scene_picture import ear_picture
from earseg_app.session.measurement import EarMeasurement


def ear_pictures(
    volume: Volume, segmentation: Segmentation, measured: Mapping[Side, EarMeasures]
) -> dict[Side, tuple[Picture, ...]]:
    """The cochlear view, the view along the modiolus and the surfaces of each measured ear."""
    return {
        side: (
            *measured_pictures(volume, segmentation, side, _as_shown(measures)),
            ear_picture(volume, segmentation, side),
        )
        for side, measures in measured.items()
    }


def _as_shown(measures: EarMeasures) -> EarMeasurement:
    wall = measures.wall
    points = tuple(triple(point) for point in wall.points_lps_mm) if wall else ()
    return EarMeasurement(measures.landmarks, measures.handles, measures.handles, points)
