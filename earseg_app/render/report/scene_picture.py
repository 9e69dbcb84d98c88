"""The 3D picture of a report: one ear on white, drawn off the screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyvista as pv

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.report.pictures import Picture
from earseg_app.render.scene import Scene
from earseg_app.render.stage import SceneColors
from earseg_app.session.session import Case, Display, PartDisplay, State

SIZE_PX = 640
COLORS = SceneColors("#FFFFFF", "#1D2126", {})


def ear_picture(volume: Volume, segmentation: Segmentation, side: Side) -> Picture:
    """One ear's parts from its own side, a little from the front and above."""
    hidden = {(ear.side, part): PartDisplay(visible=False) for ear in segmentation.ears for part in ear.volumes_mm3}
    parts = {key: shown for key, shown in hidden.items() if key[0] is not side}
    state = State(case=Case(volume, segmentation), display=replace(Display(), parts=parts))
    plotter = pv.Plotter(off_screen=True, window_size=[SIZE_PX, SIZE_PX])
    try:
        scene = Scene(plotter, COLORS, pixel_ratio=1.5)
        scene.resize(SIZE_PX, SIZE_PX)
        scene.show(state)
        while scene.work():
            pass
        scene.look_at_ear(side)
        pixels = np.asarray(plotter.screenshot(return_img=True))
    finally:
        plotter.close()
    return Picture(f"Surfaces of the {side.word} ear", pixels[..., :3])
