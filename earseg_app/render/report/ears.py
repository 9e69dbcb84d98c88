"""Every picture of a report, by ear."""

from __future__ import annotations

from collections.abc import Mapping

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.report.pictures import Picture, measured_pictures
from earseg_app.render.report.scene_picture import ear_picture
from earseg_app.session.measurement import EarMeasurement


def ear_pictures(
    volume: Volume,
    segmentation: Segmentation,
    measured: Mapping[Side, EarMeasurement],
    surfaces: Mapping[Side, Picture],
) -> dict[Side, tuple[Picture, ...]]:
    """The cochlear view, the view along the modiolus and the surfaces of each measured ear."""
    return {
        side: (*measured_pictures(volume, segmentation, side, measurement), surfaces[side])
        for side, measurement in measured.items()
    }


def surface_pictures(volume: Volume, segmentation: Segmentation) -> dict[Side, Picture]:
    """The surfaces of each ear; where there is a window this belongs in its thread, for it draws with OpenGL."""
    return {ear.side: ear_picture(volume, segmentation, ear.side) for ear in segmentation.ears}
