"""The 3D scene shows what the state says, and touches only what changed; drawn without a window."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import pyvista as pv

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.part_colors import Palette
from earseg_app.domain.segmentation import Changed, Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.structures import Structure, counted
from earseg_app.domain.volume import Volume
from earseg_app.render.camera_views import CameraView
from earseg_app.render.scene import Scene
from earseg_app.render.stage import SceneColors
from earseg_app.session.session import Case, Display, PartDisplay, State, WorkStep
from tests.session.sample_case import sample_measurement

GRID = Grid((40, 40, 60), (0.5, 0.5, 0.5), (-15.0, -10.0, 0.0))
COLORS = SceneColors(
    "#15181C", "#E6E9EC", {Plane.AXIAL: "#ff0000", Plane.CORONAL: "#00ff00", Plane.SAGITTAL: "#ffff00"}
)
KEYS = [(Side.RIGHT, Part.COCHLEA), (Side.RIGHT, Part.VESTIBULE), (Side.LEFT, Part.COCHLEA)]


def segmentation() -> Segmentation:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    for key, x in zip(KEYS, (4, 12, 46), strict=True):
        labels[14:26, 14:26, x : x + 8] = label_code(*key)
    return Segmentation(labels, GRID)


def volume() -> Volume:
    hu = np.full(GRID.shape_zyx, -900, np.int16)
    hu[10:30, 10:30, 10:50] = 1200
    return Volume(hu, GRID)


MIDDLE = tuple(float(c) for c in GRID.center_lps_mm)
SHOWN = Display(cursor_lps_mm=(MIDDLE[0], MIDDLE[1], MIDDLE[2]))
STATE = State(case=Case(volume(), segmentation()), display=SHOWN)


@pytest.fixture
def plotter() -> Iterator[pv.Plotter]:
    made = pv.Plotter(off_screen=True, window_size=(320, 240))
    yield made
    made.close()


@pytest.fixture
def scene(plotter: pv.Plotter) -> Scene:
    return Scene(plotter, COLORS)


def settle(scene: Scene, state: State) -> None:
    scene.show(state)
    while scene.work():
        pass


def with_display(**changes: object) -> State:
    return replace(STATE, display=replace(SHOWN, **changes))  # type: ignore[arg-type]


def test_parts_come_one_by_one_in_their_colours(scene: Scene) -> None:
    scene.show(STATE)
    assert scene.busy and scene.sides == (Side.RIGHT, Side.LEFT)
    assert scene.work() and len(scene._parts) == 1
    settle(scene, STATE)
    assert list(scene._parts) == KEYS and not scene.busy
    for (_, part), actor in scene._parts.items():
        assert pv.Color(actor.GetProperty().GetColor()).hex_rgb.upper() == part.color


def test_the_picture_holds_the_parts(scene: Scene, plotter: pv.Plotter) -> None:
    scene.show(STATE)
    empty = np.asarray(plotter.screenshot(return_img=True))
    settle(scene, STATE)
    plotter.render()
    full = np.asarray(plotter.screenshot(return_img=True))
    orange = (full[..., 0] > 120) & (full[..., 2] < 60)
    assert orange.sum() > 200
    assert not ((empty[..., 0] > 120) & (empty[..., 2] < 60) & (empty[..., 1] > 60)).sum() > 200


def test_visibility_and_opacity_follow_without_new_surfaces(scene: Scene) -> None:
    settle(scene, STATE)
    before = dict(scene._parts)
    hidden = {KEYS[0]: PartDisplay(visible=False), KEYS[1]: PartDisplay(opacity=0.3)}
    settle(scene, with_display(parts=hidden))
    assert scene._parts == before
    assert not scene._parts[KEYS[0]].GetVisibility()
    assert scene._parts[KEYS[1]].GetProperty().GetOpacity() == pytest.approx(0.3)


def test_another_palette_colours_the_parts_that_are_there(scene: Scene) -> None:
    settle(scene, STATE)
    scene.show(replace(STATE, display=replace(SHOWN, palette=Palette.CONTRAST)))
    colors = {key: actor.prop.color.hex_rgb.upper() for key, actor in scene._parts.items()}
    assert colors == {key: Palette.CONTRAST.color(key[1]) for key in KEYS}


def test_bone_is_made_when_first_wanted_and_then_only_hidden(scene: Scene) -> None:
    settle(scene, STATE)
    assert scene._bone is None
    settle(scene, with_display(bone_visible=True))
    bone = scene._bone
    assert bone.GetVisibility()
    settle(scene, STATE)
    assert scene._bone is bone and not bone.GetVisibility()


@pytest.mark.parametrize(
    ("plane", "away"), [(Plane.AXIAL, (0, 0, 1)), (Plane.CORONAL, (0, -1, 0)), (Plane.SAGITTAL, (1, 0, 0))]
)
def test_the_cut_goes_through_the_crosshair_and_removes_the_near_side(
    scene: Scene, plane: Plane, away: tuple[float, float, float]
) -> None:
    settle(scene, with_display(clipping=True, clip_plane=plane))
    for actor in scene._parts.values():
        assert actor.GetMapper().GetClippingPlanes().GetNumberOfItems() == 1
    assert scene._cut.GetOrigin() == pytest.approx(SHOWN.cursor_lps_mm)
    assert scene._cut.EvaluateFunction(np.array(SHOWN.cursor_lps_mm) + np.array(away)) < 0
    settle(scene, STATE)
    assert all(a.GetMapper().GetClippingPlanes().GetNumberOfItems() == 0 for a in scene._parts.values())


def test_slice_outlines_follow_the_crosshair(scene: Scene) -> None:
    settle(scene, STATE)
    settle(scene, with_display(cursor_lps_mm=(MIDDLE[0], MIDDLE[1], 3.0)))
    _, axial = scene._outlines[Plane.AXIAL]
    assert np.ptp(axial.points[:, 2]) == pytest.approx(0.0)
    assert axial.points[0, 2] == pytest.approx(3.0)
    assert np.ptp(axial.points, axis=0)[:2] == pytest.approx((30.0, 20.0))


def test_each_ear_has_its_letter(scene: Scene, plotter: pv.Plotter) -> None:
    settle(scene, STATE)
    assert any("side_letters" in name for name in plotter.actors)


def test_a_new_segmentation_replaces_the_old_and_none_clears(scene: Scene) -> None:
    settle(scene, STATE)
    old = scene._parts[KEYS[0]]
    settle(scene, replace(STATE, case=Case(STATE.case.volume, segmentation())))  # type: ignore[union-attr]
    assert scene._parts[KEYS[0]] is not old
    settle(scene, replace(STATE, case=Case(STATE.case.volume)))  # type: ignore[union-attr]
    assert scene._parts == {} and scene.sides == ()
    settle(scene, State())
    assert scene._outlines == {}


def test_cameras_stand_where_they_should(scene: Scene, plotter: pv.Plotter) -> None:
    scene.look(CameraView.RIGHT)
    settle(scene, STATE)
    scene.look(CameraView.RIGHT)
    assert plotter.camera.position[0] < GRID.origin_lps_mm[0]
    scene.look_at_ear(Side.LEFT)
    assert plotter.camera.focal_point[0] == pytest.approx(-15.0 + 49.5 * 0.5, abs=0.3)


def test_a_closeup_of_an_ear_that_is_not_there_changes_nothing(scene: Scene, plotter: pv.Plotter) -> None:
    settle(scene, replace(STATE, case=Case(STATE.case.volume)))  # type: ignore[union-attr]
    before = plotter.camera.position
    scene.look_at_ear(Side.RIGHT)
    assert plotter.camera.position == before


def test_a_click_finds_the_surface_and_nothing_beside_it(scene: Scene, plotter: pv.Plotter) -> None:
    settle(scene, STATE)
    scene.look_at_ear(Side.LEFT)
    plotter.render()
    point = scene.surface_point(160, 120)
    assert point is not None
    low, high = np.array(scene._parts[KEYS[2]].GetBounds()).reshape(3, 2).T
    assert (np.array(point) > low - 0.1).all() and (np.array(point) < high + 0.1).all()
    scene.look(CameraView.ANTERIOR)
    plotter.render()
    assert scene.surface_point(1, 239) is None


def test_the_marker_of_the_axes_keeps_its_size(scene: Scene, plotter: pv.Plotter) -> None:
    scene.resize(400, 300)
    small = plotter.renderer.axes_widget.GetViewport()
    scene.resize(1200, 900)
    large = plotter.renderer.axes_widget.GetViewport()
    assert large[2] * 1200 == pytest.approx(small[2] * 400)
    assert large[3] * 900 == pytest.approx(small[3] * 300)


def test_landmarks_are_small_spheres_while_measuring(scene: Scene, plotter: pv.Plotter) -> None:
    settle(scene, STATE)
    before = set(plotter.actors)
    case = replace(STATE.case, measurements={Side.RIGHT: sample_measurement()})
    scene.show(replace(STATE, case=case, step=WorkStep.MEASURE))
    scene.complete()
    centers = [plotter.actors[name].GetCenter() for name in set(plotter.actors) - before]
    assert np.allclose(sorted(centers), sorted(sample_measurement().landmarks.points().values()), atol=0.01)
    scene.show(replace(STATE, case=case, step=WorkStep.EXPORT))
    scene.complete()
    assert set(plotter.actors) == before


def with_nerve(color: str = "#EFE340") -> Segmentation:
    made = segmentation()
    labels = made.labels.copy()
    labels[30:34, 4:36, 20:24] = 21
    structures = counted((Structure(21, "Facial nerve", color, Side.RIGHT), Structure(61, "Cyst", "#123456")), labels)
    return replace(made, labels=labels, structures=structures)


def of(found: Segmentation, display: Display = SHOWN) -> State:
    return replace(STATE, case=Case(STATE.case.volume, found), display=display)  # type: ignore[union-attr]


def test_a_structure_is_shown_in_its_colour_and_is_none_of_the_ears(scene: Scene) -> None:
    settle(scene, of(with_nerve()))
    assert list(scene._parts) == [*KEYS, 21]
    assert scene.sides == (Side.RIGHT, Side.LEFT)
    actor = scene._parts[21]
    assert pv.Color(actor.GetProperty().GetColor()).hex_rgb.upper() == "#EFE340"
    hidden = replace(SHOWN, structures={21: PartDisplay(visible=False)})
    scene.show(of(scene._segmentation, hidden))  # type: ignore[arg-type]
    assert not actor.GetVisibility()


def test_it_follows_edits_and_a_new_colour_without_being_made_anew(scene: Scene) -> None:
    found = with_nerve()
    settle(scene, of(found))
    actor, cochlea = scene._parts[21], scene._parts[KEYS[0]]
    nowhere = (slice(0, 0),) * 3
    colored = replace(with_nerve("#0000FF"), labels=found.labels, changed=Changed(weakref.ref(found), nowhere))
    settle(scene, of(colored))
    assert scene._parts[21] is actor
    assert pv.Color(actor.GetProperty().GetColor()).hex_rgb.upper() == "#0000FF"
    labels = colored.labels.copy()
    box = (slice(28, 34), slice(4, 8), slice(20, 24))
    labels[box] = 21
    edited = replace(colored, labels=labels, changed=Changed(weakref.ref(colored), box))
    settle(scene, of(edited))
    assert scene._parts[21] is not actor
    assert scene._parts[KEYS[0]] is cochlea
    gone = np.where(labels == 21, 0, labels).astype(np.uint8)
    whole = (slice(0, 40), slice(0, 40), slice(0, 60))
    settle(scene, of(replace(edited, labels=gone, structures=(), changed=Changed(weakref.ref(edited), whole))))
    assert 21 not in scene._parts
