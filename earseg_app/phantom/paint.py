"""Paints a block of the head: soft tissue, brain, skull, then whatever ear the block touches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Grid
from earseg_app.phantom import tissue
from earseg_app.phantom.canvas import Canvas, Hu
from earseg_app.phantom.face import BOX_MM as FACE_BOX_MM
from earseg_app.phantom.fields import Distances
from earseg_app.phantom.frames import Points
from earseg_app.phantom.paint_ear import paint_ear
from earseg_app.phantom.scene import Scene

HEAD_PITCH_MM = 0.9
CORTEX_MM = 1.5


def paint_block(scene: Scene, grid: Grid) -> Hu:
    """Hounsfield units [z, y, x] float32 of the head on a grid, borders softened by partial volume only."""
    hu: Hu = np.full(grid.shape_zyx, tissue.AIR_HU, np.float32)
    canvas = Canvas(grid, scene.frame, hu)
    everywhere = canvas.everywhere()

    def layers(p: Points) -> NDArray[np.float32]:
        skin, bone, cavity = scene.skull.fields(p)
        grain = scene.tissue_noise(p)
        return np.stack([skin, bone, cavity, _soft_tissue(skin, grain), _brain(cavity, grain)])

    skin, bone, cavity, soft_hu, brain_hu = canvas.field(layers, everywhere, HEAD_PITCH_MM)
    canvas.paint(everywhere, canvas.cover(skin), soft_hu)
    _paint_pinnae(canvas, scene)
    _paint_bone(canvas, scene, bone)
    _paint_face(canvas, scene)
    canvas.paint(everywhere, canvas.cover(cavity), brain_hu)
    for ear in scene.ears_near(canvas.grid):
        paint_ear(canvas.seen_from(ear.frame), ear, bone)
    return hu


def _paint_face(canvas: Canvas, scene: Scene) -> None:
    window = canvas.window(*FACE_BOX_MM)
    if window is None:
        return
    mandible, air, orbit, globe = canvas.field(scene.face.fields, window, HEAD_PITCH_MM)
    for distance, hu in (
        (mandible, tissue.CORTEX_HU - 300.0),
        (mandible + CORTEX_MM, tissue.DIPLOE_HU - 200.0),
        (np.abs(orbit) - 0.7, tissue.CORTEX_HU - 500.0),
        (orbit + 0.7, tissue.FAT_HU),
        (np.maximum(globe, orbit), tissue.GLOBE_HU),
        (np.abs(air) - 0.5, tissue.DIPLOE_HU),
        (air, tissue.AIR_HU),
    ):
        canvas.paint(window, canvas.cover(distance), hu)


def _soft_tissue(skin: Distances, grain: Distances) -> Hu:
    """Skin, then fat, then muscle with fat planes."""
    muscle = tissue.MUSCLE_HU + 12.0 * grain
    planes = np.clip((np.abs(grain) < 0.16) * 1.0, 0.0, 1.0)
    muscle = muscle + planes * np.float32(0.7 * (tissue.FAT_HU - tissue.MUSCLE_HU))
    fat = np.clip((skin + 7.0 + 1.5 * grain) / 1.2, 0.0, 1.0)
    shallow = np.clip((skin + 2.2) / 0.8, 0.0, 1.0)
    deep = muscle + fat * (tissue.FAT_HU - muscle)
    return np.asarray(deep + shallow * (tissue.SKIN_HU - deep), np.float32)


def _brain(cavity: Distances, grain: Distances) -> Hu:
    """Fluid along the dura, brain within."""
    depth = np.clip((-cavity - 2.0 - 1.2 * grain) / 1.5, 0.0, 1.0)
    return np.asarray(tissue.CSF_HU + depth * (tissue.BRAIN_HU - tissue.CSF_HU) + 2.5 * grain, np.float32)


def _paint_bone(canvas: Canvas, scene: Scene, bone: Distances) -> None:
    """Cortex outside, spongy marrow inside."""
    mask = bone < canvas.edge_mm
    if not mask.any():
        return
    p = canvas.points(canvas.everywhere(), mask)
    depth = -bone[mask]
    patches, marrow = scene.skull.patches(p), scene.skull.marrow(p)
    # plates of bone where the noise changes sign, marrow between them
    spongy = tissue.DIPLOE_HU + 150.0 * patches + 460.0 * (0.8 - np.abs(marrow))
    share = np.clip((depth - CORTEX_MM - 0.35 * patches) / 0.8, 0.0, 1.0)
    value = tissue.CORTEX_HU + 90.0 * patches + share * (spongy - tissue.CORTEX_HU - 90.0 * patches)
    hu = canvas.hu[mask]
    canvas.hu[mask] = hu + canvas.cover(bone[mask]) * (value - hu)


def _paint_pinnae(canvas: Canvas, scene: Scene) -> None:
    for ear in scene.ears_near(canvas.grid):
        view = canvas.seen_from(ear.frame)
        window = view.window((-62.0, -18.0, -40.0), (-33.0, 36.0, 36.0))
        if window is None:
            continue
        distance = view.field(pinna, window, 1.2)
        view.paint(window, view.cover(distance), tissue.CARTILAGE_HU)


def pinna(p: Points) -> Distances:
    """Signed distance to the auricle: a folded plate that stands off the head, in the ear's frame."""
    x, y, z = p
    reach = np.hypot((y - 10.0) / 15.0, (z + 4.0) / 28.0)
    rim = 2.0 * np.exp(-(((reach - 0.9) / 0.12) ** 2)) + 1.2 * np.cos(5.5 * reach)
    sheet = np.abs(x + 43.0 + 0.35 * (y - 4.0) + rim) - (1.3 + 0.9 * np.exp(-(((reach - 0.92) / 0.1) ** 2)))
    return np.asarray(np.maximum(sheet, (reach - 1.0) * 15.0), np.float32)
