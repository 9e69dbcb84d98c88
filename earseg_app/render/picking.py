"""What lies under the mouse in 3D."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vtkmodules.vtkRenderingCore import vtkCellPicker

from earseg_app.domain.geometry import Triple


def picked_point(renderer: Any, actors: Iterable[Any], x_px: float, y_px: float) -> Triple | None:
    """The point, mm, of the first of these surfaces under a display pixel counted from the lower left, or None."""
    picker = vtkCellPicker()
    picker.SetTolerance(0.0005)
    picker.InitializePickList()
    picker.PickFromListOn()
    for actor in actors:
        picker.AddPickList(actor)
    if not picker.Pick(x_px, y_px, 0.0, renderer):
        return None
    x, y, z = picker.GetPickPosition()
    return float(x), float(y), float(z)
