"""R and L above the ears in 3D."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import FloatArray

LETTERS = "side_letters"
_ABOVE_MM = 2.5


def name_the_ears(plotter: Any, boxes_lps_mm: Mapping[Side, FloatArray], color: str, size_px: int) -> None:
    """Write the letter of each side above its box (2, 3) of smallest and largest LPS coordinates."""
    places = [(*bounds.mean(axis=0)[:2], bounds[1][2] + _ABOVE_MM) for bounds in boxes_lps_mm.values()]
    plotter.add_point_labels(
        np.array(places),
        [side.value for side in boxes_lps_mm],
        name=LETTERS,
        font_size=size_px,
        text_color=color,
        shape=None,
        show_points=False,
        always_visible=True,
        reset_camera=False,
        render=False,
    )


def show_letters(plotter: Any, shown: bool) -> None:
    """Show the letters, or not."""
    actor = plotter.actors.get(f"{LETTERS}-labels")
    if actor is not None:
        actor.SetVisibility(shown)
