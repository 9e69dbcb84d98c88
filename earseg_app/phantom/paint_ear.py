"""Paints one ear over the skull: bone densities, air cells, cavities, canals, ossicles and last the labyrinth."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from earseg_app.phantom import tissue
from earseg_app.phantom.canvas import Canvas, Window
from earseg_app.phantom.cells import BOX_MM as CELLS_BOX_MM
from earseg_app.phantom.fields import Distances, Field, Tube, ellipsoid, intersection, shifted, smooth_intersection
from earseg_app.phantom.frames import Points
from earseg_app.phantom.labyrinth import ROUND_WINDOW_MM
from earseg_app.phantom.middle_ear import DRUM_CENTER_MM, DRUM_RADIUS_MM, DRUM_THICKNESS_MM
from earseg_app.phantom.scene import EarScene

SMOOTH_PITCH_MM = 0.6
PROMONTORY_MM = 0.9
# the otic capsule's mass around the vestibule
CAPSULE_CENTER_MM = (0.3, 0.2, 0.6)
CAPSULE_SEMI_AXES_MM = (7.0, 7.5, 7.5)
WINDOW_WALL_MM = 0.12
LAMINA_MM = 0.1


def paint_ear(canvas: Canvas, ear: EarScene, bone: Distances) -> None:
    """Paint one ear onto a block seen from the ear's frame; `bone` is the skull's signed distance on the block."""
    _paint_petrous(canvas, ear, bone)
    _paint_cells(canvas, ear, bone)
    _paint_vessels(canvas, ear)
    _paint_cavities(canvas, ear)
    _paint_nerves(canvas, ear)
    _paint_drum_and_ossicles(canvas, ear)
    _paint_labyrinth(canvas, ear)


def _paint_petrous(canvas: Canvas, ear: EarScene, bone: Distances) -> None:
    """Dense bone around the labyrinth: the otic capsule, and the petrous bone fading into spongy bone."""
    window = canvas.window(*ear.labyrinth.box_mm(11.0))
    if window is None:
        return
    lumen = canvas.field(lambda p: ear.labyrinth.distance(p, 11.0), window, 0.7)
    mask = (lumen < 10.0) & ((bone[window] < canvas.edge_mm) | (lumen < 1.0))
    if not mask.any():
        return
    p = canvas.points(window, mask)
    away, depth = lumen[mask], -bone[window][mask]
    grain, patches = ear.grain(p), ear.wall(p)
    shape = ear.shape
    dense = np.clip((9.0 - away + 1.5 * patches) / 6.0, 0.0, 1.0)
    block = canvas.hu[window]
    hu = block[mask]
    petrous = shape.petrous_hu + 110.0 * patches + 130.0 * (0.8 - np.abs(grain))
    value = hu + dense * np.maximum(petrous - hu, 0.35 * (petrous - hu))
    # the capsule is one mass: between the canals and the cochlea it is thicker than on the outside
    within = np.clip(-ellipsoid(p, CAPSULE_CENTER_MM, CAPSULE_SEMI_AXES_MM) / 2.0, 0.0, 1.0)
    capsule = np.clip((shape.capsule_mm - away + 1.1 * within + 0.45 * patches) / 1.3 + 0.5, 0.0, 1.0)
    value += capsule * (shape.capsule_hu + 70.0 * patches - value)
    # the lumen never lies bare against the dura
    share = np.maximum(np.clip(0.5 + depth / canvas.edge_mm, 0.0, 1.0), canvas.cover(away - 0.8))
    block[mask] = hu + share * (value - hu)


def _paint_cells(canvas: Canvas, ear: EarScene, bone: Distances) -> None:
    window = canvas.window(*CELLS_BOX_MM)
    if window is None:
        return

    def region(p: Points) -> Distances:
        away = ear.labyrinth.distance(p, 4.0) - (ear.shape.capsule_mm + 0.3)
        keep = [ear.canals.facial.distance(p) - 1.1, ear.canals.sigmoid.distance(p) - 1.2]
        keep += [ear.canals.carotid.distance(p) - 1.2, ear.middle_ear.ear_canal.distance(p) - 1.6, away]
        keep += [ear.canals.meatus.distance(p) - 2.0]
        return intersection(ear.cells.region(p), *(-d for d in keep))

    inside = np.maximum(canvas.field(region, window, 1.0), bone[window] + 1.9)
    mask = inside < 0.4
    if not mask.any():
        return
    p = canvas.points(window, mask)
    air, bony = ear.cells.septa(p)
    air = np.minimum(air, -inside[mask])
    block = canvas.hu[window]
    hu = block[mask]
    # walls between cells are dense bone, whatever the marrow around would be
    wall = hu + bony * np.maximum(tissue.CORTEX_HU - 250.0 - hu, 0.0)
    content = np.where(_wet(ear, p), tissue.EFFUSION_HU, tissue.AIR_HU)
    share = canvas.cover(-air)
    edge = np.clip(-inside[mask] / 0.4, 0.0, 1.0)
    solid = hu + edge * (wall - hu)
    block[mask] = solid + share * (content - solid)


def _wet(ear: EarScene, p: Points) -> NDArray[np.bool_]:
    """Where an effusion stands: in the lowest part of a lying patient, patchy."""
    if ear.shape.effusion <= 0.0:
        return np.zeros(p.shape[1:], bool)
    level = 24.0 - 40.0 * ear.shape.effusion
    return np.asarray(p[1] + 5.0 * ear.wall(p) * (1.0 - ear.shape.effusion) > level)


def _paint_vessels(canvas: Canvas, ear: EarScene) -> None:
    box = ear.canals.sigmoid.box_mm(2.0)
    _paint_solid(canvas, ear.canals.sinus, box, tissue.BLOOD_HU, SMOOTH_PITCH_MM)
    _paint_tube(canvas, ear.canals.carotid, tissue.BLOOD_HU, SMOOTH_PITCH_MM)


def _paint_cavities(canvas: Canvas, ear: EarScene) -> None:
    """Air of the ear canal up to the drum, and of the middle ear up to the bone over the labyrinth."""
    middle, shape = ear.middle_ear, ear.shape
    window = canvas.window((-40.0, -36.0, -24.0), (16.0, 12.0, 8.0))
    if window is None:
        return

    def spaces(p: Points) -> Distances:
        roughness = 0.22 * ear.wall(p)
        inner = middle.lateral_of_drum(p)
        lumen = ear.labyrinth.distance(p)
        wall = PROMONTORY_MM + np.zeros_like(lumen)
        for place in (ROUND_WINDOW_MM, ear.oval_window_mm.tolist()):
            q = shifted(p, place)
            wall -= (PROMONTORY_MM - WINDOW_WALL_MM) * np.exp(-np.einsum("i...,i...->...", q, q) / 1.3)
        cavity = np.minimum(middle.cavity(p) + roughness, ear.canals.eustachian.distance(p))
        # the drum shuts off the ear canal only where the canal is: the attic reaches further out above it
        near = np.linalg.norm(shifted(p, DRUM_CENTER_MM), axis=0) - (DRUM_RADIUS_MM + 0.6)
        outside = np.maximum(inner, near)
        tube = middle.ear_canal.distance(p) + 0.5 * roughness
        cavity = np.maximum(np.maximum(cavity, -outside), wall - lumen)
        return np.stack([cavity, np.maximum(tube, inner)])

    cavity, canal = canvas.field(spaces, window, SMOOTH_PITCH_MM)
    skin = canal - np.float32(0.6)
    canvas.paint(window, canvas.cover(skin) * (canvas.hu[window] < 900.0), tissue.SKIN_HU)
    canvas.paint(window, canvas.cover(canal), tissue.AIR_HU)
    content = tissue.AIR_HU
    if shape.effusion > 0.0:
        wet = _wet(ear, canvas.points(window))
        canvas.paint(window, canvas.cover(cavity) * wet, tissue.EFFUSION_HU)
        canvas.paint(window, canvas.cover(cavity) * ~wet, content)
    else:
        canvas.paint(window, canvas.cover(cavity), content)


def _paint_nerves(canvas: Canvas, ear: EarScene) -> None:
    canals = ear.canals
    _paint_tube(canvas, canals.tensor, tissue.MUSCLE_HU, 0.4)
    _paint_tube(canvas, canals.facial, tissue.CORTEX_HU - 200.0, 0.3, grow_mm=0.25)
    _paint_tube(canvas, canals.facial, tissue.NERVE_HU, 0.3)
    _paint_tube(canvas, canals.subarcuate, tissue.CSF_HU, 0.0)
    _paint_tube(canvas, canals.meatus, tissue.CSF_HU, SMOOTH_PITCH_MM)
    for tube in (canals.cochlear_nerve, canals.superior_vestibular, canals.singular):
        _paint_tube(canvas, tube, tissue.NERVE_HU, 0.3)
    for tube in (canals.cochlear_aqueduct, canals.vestibular_aqueduct):
        _paint_tube(canvas, tube, tissue.CSF_HU, 0.0)


def _paint_tube(canvas: Canvas, tube: Tube, hu: float, pitch_mm: float, grow_mm: float = 0.0) -> None:
    _paint_solid(canvas, lambda p: tube.distance(p) - np.float32(grow_mm), tube.box_mm(1.0 + grow_mm), hu, pitch_mm)


def _paint_solid(
    canvas: Canvas, distance: Field, box_mm: tuple[ArrayLike, ArrayLike], hu: float, pitch_mm: float
) -> Window | None:
    window = canvas.window(*box_mm)
    if window is not None:
        canvas.paint(window, canvas.cover(canvas.field(distance, window, pitch_mm)), hu)
    return window


def _paint_drum_and_ossicles(canvas: Canvas, ear: EarScene) -> None:
    middle = ear.middle_ear

    def drum(p: Points) -> Distances:
        sheet = np.abs(middle.lateral_of_drum(p)) - DRUM_THICKNESS_MM / 2.0
        near = np.linalg.norm(shifted(p, DRUM_CENTER_MM), axis=0) - (DRUM_RADIUS_MM + 0.4)
        return smooth_intersection(np.asarray(sheet, np.float32), np.asarray(near, np.float32), 0.2)

    window = canvas.window((-11.0, -9.0, -12.0), (0.5, 3.0, 0.0))
    if window is not None:
        # thinner than a voxel: what counts is its share of one
        share = np.clip(1.0 - (canvas.field(drum, window)) / canvas.edge_mm, 0.0, 1.0)
        share *= min(DRUM_THICKNESS_MM / canvas.edge_mm, 1.0) * (canvas.hu[window] < tissue.DRUM_HU)
        canvas.paint(window, share, tissue.DRUM_HU)
    _paint_solid(canvas, middle.ossicles, ((-11.0, -8.0, -6.0), (-2.5, 1.5, 3.5)), tissue.OSSICLE_HU, 0.0)
    _paint_solid(canvas, ear.stapes.distance, ((-5.5, -4.5, -5.0), (0.8, 1.5, 1.0)), tissue.STAPES_HU, 0.0)


def _paint_labyrinth(canvas: Canvas, ear: EarScene) -> None:
    """The lumen with fluid, the porous modiolus with the walls between turns, and the spiral lamina."""
    labyrinth, shape = ear.labyrinth, ear.shape
    spiral = labyrinth.spiral

    def modiolus(p: Points) -> Distances:
        x, y, z = labyrinth.to_cochlea(p)
        cone = np.hypot(x, y) - np.clip(2.7 - 0.75 * z, 0.3, 2.9)
        return np.asarray(np.maximum(cone * 0.87, np.abs(z - 1.1) - 1.8), np.float32)

    def lamina(p: Points) -> Distances:
        return spiral.lamina(labyrinth.to_cochlea(p), LAMINA_MM)

    around = labyrinth.modiolus_base_mm
    cochlea_box = (around - 6.5, around + 6.5)
    _paint_solid(canvas, modiolus, cochlea_box, tissue.MODIOLUS_HU, 0.35)
    _paint_tube(canvas, ear.canals.cochlear_nerve, tissue.NERVE_HU, 0.3)
    _paint_solid(canvas, labyrinth.distance, labyrinth.box_mm(1.0), shape.lumen_hu, 0.0)
    window = canvas.window(*cochlea_box)
    if window is not None:
        share = np.clip(1.0 - canvas.field(lamina, window) / canvas.edge_mm, 0.0, 1.0)
        canvas.paint(window, share * min(LAMINA_MM / canvas.edge_mm, 1.0), tissue.CORTEX_HU)
