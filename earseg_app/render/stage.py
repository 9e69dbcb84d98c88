"""What a 3D scene stands on before anything is shown: background, lens, and the marker of the axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from earseg_app.domain.slicing import Plane
from earseg_app.render.camera_views import VIEW_ANGLE_DEG


@dataclass(frozen=True)
class SceneColors:
    """sRGB hex of what the scene draws besides the parts; without `planes` it draws no slices."""

    background: str
    text: str
    planes: dict[Plane, str]


def set_the_stage(plotter: Any, colors: SceneColors) -> None:
    """Make an empty plotter ready for a scene."""
    plotter.set_background(colors.background)
    plotter.camera.view_angle = VIEW_ANGLE_DEG
    plotter.add_axes(
        xlabel="L",
        ylabel="P",
        zlabel="S",
        color=colors.text,
        x_color=colors.planes.get(Plane.SAGITTAL, colors.text),
        y_color=colors.planes.get(Plane.CORONAL, colors.text),
        z_color=colors.planes.get(Plane.AXIAL, colors.text),
        line_width=3,
        label_size=(0.36, 0.16),
    )
