"""The 3D picture of a state, drawn into any plotter; only what differs from the last state is touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyvista as pv
from vtkmodules.vtkCommonDataModel import vtkPlane

from earseg_app.domain.anatomy import BONE_COLOR, Side
from earseg_app.domain.editing.block import Box
from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane, PlaneFrame, plane_frame
from earseg_app.domain.volume import Volume
from earseg_app.language.phrases import Say
from earseg_app.render.camera_views import CameraPose, CameraView, bench_pose, ear_pose, preset_pose
from earseg_app.render.model_scene import ModelScene
from earseg_app.render.picking import picked_point
from earseg_app.render.scene_marks import SceneMarks
from earseg_app.render.side_letters import LETTERS, name_the_ears, show_letters
from earseg_app.render.stage import SceneColors, set_the_stage
from earseg_app.render.surfaces import PartKey, PartMakers, bone_surface, box_corners, side_of
from earseg_app.session.session import Display, PartDisplay, State, WorkStep

VEIL_OPACITY = 0.18
SIDE_LETTER_PX, MARKER_PX = 22, 148


class Scene:
    """Draws states into a plotter.

    `pixel_ratio`: device pixels per logical pixel, for lines and letters on dense screens. `say`: the language.
    `show` is quick; the surfaces it asks for are made one by one by `work`, so that a window never stands still.
    """

    def __init__(self, plotter: Any, colors: SceneColors, pixel_ratio: float = 1.0, say: Say = str) -> None:
        self._plotter = plotter
        self._pixel_ratio = pixel_ratio
        self._colors = colors
        self._volume: Volume | None = None
        self._segmentation: Segmentation | None = None
        self._display = Display()
        self._frames: dict[Plane, PlaneFrame] = {}
        self._makers = PartMakers()
        self._is_new = True
        self._waiting: dict[PartKey, Callable[[], pv.PolyData]] = {}
        self._parts: dict[PartKey, Any] = {}
        self._bone: Any = None
        self._outlines: dict[Plane, tuple[Any, pv.PolyData]] = {}
        self._cut = vtkPlane()
        self._marks, self._marked = SceneMarks(plotter), State()
        self._model = ModelScene(plotter, colors.text, round(SIDE_LETTER_PX * pixel_ratio), say)
        set_the_stage(plotter, colors)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The ears that are shown or being made, right first."""
        keys = {*self._parts, *self._waiting}
        return tuple(side for side in Side if any(side_of(key) is side for key in keys))

    @property
    def busy(self) -> bool:
        """Whether `work` has something left to do."""
        return bool(self._waiting) or self._bone_is_missing()

    @property
    def follows(self) -> bool:
        """Whether what waits is an edit of what is shown, which may wait until the hand rests."""
        return not self._is_new

    def show(self, state: State) -> None:
        """Take over a state; follow with `work` until it returns False."""
        volume = None if state.case is None else state.case.volume
        segmentation = None if state.case is None else state.case.segmentation
        changed = state.display != self._display
        self._display = state.display
        if volume is not self._volume:
            self._change_volume(volume)
            changed = True
        if segmentation is not self._segmentation:
            changed |= self._structures_differ(segmentation)
            changed |= not self._change_segmentation(segmentation)
        model = state.model if state.step is WorkStep.EXPORT else None
        if self._model.show(model, state.preview, state.display.units):
            self.look(None)
            changed = True
        if changed:
            self._dress()
        self._marked = state

    def complete(self) -> None:
        """Draw what only a picture needs; to be called before each, for a drag has more steps than pictures."""
        self._marks.show(self._marked)

    @property
    def shows_model(self) -> bool:
        """Whether the model to be written is shown, in its own frame, instead of the patient."""
        return self._model.shown

    def work(self) -> bool:
        """Make one waiting surface; True while more remain."""
        if self._waiting:
            key = next(iter(self._waiting))
            surface = self._waiting.pop(key)()
            self._remove(self._parts.get(key))
            self._parts[key] = self._add(surface, self._look_of(key)[1])
            if not self._waiting:
                self._name_the_ears()
                if self._is_new:
                    self.look(None)
                self._is_new = False
        elif self._bone_is_missing() and self._volume is not None:
            self._bone = self._add(bone_surface(self._volume), BONE_COLOR)
        self._dress()
        return self.busy

    def look(self, view: CameraView | None) -> None:
        """Look from a preset, or at all ears from the front and side when None."""
        bounds = self._bounds()
        if bounds is None:
            return
        if view is not None:
            self._stand(preset_pose(view, bounds))
        elif self._model.shown:
            self._stand(bench_pose(bounds))
        elif self.sides:
            self._stand(ear_pose(self.sides[0], bounds))
        else:
            self._stand(preset_pose(CameraView.ANTERIOR, bounds))

    def look_at_ear(self, side: Side) -> None:
        """A close-up of one ear; nothing happens when it is not there."""
        bounds = None if self._model.shown else self._bounds(side)
        if bounds is not None:
            self._stand(ear_pose(side, bounds))

    def resize(self, width_px: int, height_px: int) -> None:
        """Keep the marker of the axes at its size in a picture of so many logical pixels."""
        share = MARKER_PX / max(width_px, 1), MARKER_PX / max(height_px, 1)
        self._plotter.renderer.axes_widget.SetViewport(0.0, 0.0, min(share[0], 0.5), min(share[1], 0.5))

    def surface_point(self, x_px: float, y_px: float) -> Triple | None:
        """The LPS point, mm, of the surface at a display pixel counted from the lower left, or None beside it."""
        return picked_point(self._plotter.renderer, self._surfaces(), x_px, y_px)

    def _surfaces(self) -> list[Any]:
        if self._model.shown:
            return self._model.actors
        return self._patient()

    def _patient(self) -> list[Any]:
        return [*self._parts.values(), *([] if self._bone is None else [self._bone])]

    def _change_volume(self, volume: Volume | None) -> None:
        self._volume = volume
        self._change_segmentation(None)
        self._remove(self._bone)
        self._bone = None
        for actor, _ in self._outlines.values():
            self._remove(actor)
        self._outlines = {}
        if volume is None:
            return
        self._frames = {plane: plane_frame(volume.grid, plane) for plane in Plane}
        for plane, color in self._colors.planes.items():
            rectangle = pv.PolyData(np.zeros((4, 3), np.float32), lines=[5, 0, 1, 2, 3, 0])
            self._outlines[plane] = (
                self._draw(rectangle, color=color, line_width=1.5 * self._pixel_ratio, lighting=False, opacity=0.7),
                rectangle,
            )
        self.look(None)

    def _change_segmentation(self, segmentation: Segmentation | None) -> bool:
        """Take over labels; True when they are an edit of the old ones, which leaves what is shown as it is."""
        old, self._segmentation = self._segmentation, segmentation
        box = segmentation.changed_since(old) if segmentation is not None else None
        if segmentation is not None and old is not None and box is not None:
            self._follow(old, segmentation, box)
            return True
        for actor in self._parts.values():
            self._remove(actor)
        self._parts = {}
        self._plotter.remove_actor(LETTERS, render=False)
        self._waiting = {} if segmentation is None else self._makers.of_all(segmentation)
        self._is_new = True
        return False

    def _follow(self, old: Segmentation, new: Segmentation, box: Box) -> None:
        """Have only those parts made anew that an edit within `box` changed; till then the old ones are shown."""
        for key, make in self._makers.of_changed(old, new, box).items():
            if make is not None:
                self._waiting[key] = make
            else:
                self._waiting.pop(key, None)
                self._remove(self._parts.pop(key, None))

    def _dress(self) -> None:
        """Make everything that is there look as the display says."""
        display = self._display
        for key, actor in self._parts.items():
            shown, color = self._look_of(key)
            actor.SetVisibility(shown.visible and shown.opacity > 0.0)
            actor.GetProperty().SetOpacity(shown.opacity)
            actor.prop.color = color
        if self._bone is not None:
            self._bone.SetVisibility(display.bone_visible)
            self._bone.GetProperty().SetOpacity(1.0 if display.clipping else VEIL_OPACITY)
        for plane, (outline, rectangle) in self._outlines.items():
            rectangle.points = self._rectangle(plane)
            outline.SetVisibility(not self._model.shown)
        show_letters(self._plotter, not self._model.shown)
        if self._model.shown:
            for actor in self._patient():
                actor.SetVisibility(False)
            return
        self._move_cut()

    def _look_of(self, key: PartKey) -> tuple[PartDisplay, str]:
        """How a part or structure is shown, and in which colour."""
        display, found = self._display, self._segmentation
        if not isinstance(key, int):
            return display.part(*key), display.palette.color(key[1])
        structure = found.structure(key) if found else None
        return display.structure(key), structure.color if structure else BONE_COLOR

    def _structures_differ(self, new: Segmentation | None) -> bool:
        """Whether structures look otherwise than those shown."""
        looks = [
            {each.code: each.color for each in found.structures} if found else {} for found in (self._segmentation, new)
        ]
        return looks[0] != looks[1]

    def _move_cut(self) -> None:
        """The cut goes through the crosshair and takes away what lies superior, anterior or left of it."""
        if self._volume is None:
            return
        frame = self._frames[self._display.clip_plane]
        here, there = (np.array(frame.pose(number).origin_lps_mm) for number in (0, 1 if frame.count > 1 else 0))
        self._cut.SetOrigin(*self._display.cursor_lps_mm)
        self._cut.SetNormal(*(here - there))
        for actor in self._surfaces():
            mapper = actor.GetMapper()
            mapper.RemoveAllClippingPlanes()
            if self._display.clipping:
                mapper.AddClippingPlane(self._cut)

    def _rectangle(self, plane: Plane) -> FloatArray:
        """(4, 3) corners of the slice through the crosshair, LPS mm."""
        frame = self._frames[plane]
        pose = frame.pose(frame.number_at(self._display.cursor_lps_mm))
        width, height = frame.extent_mm
        left, top = -frame.right.spacing_mm / 2.0, -frame.down.spacing_mm / 2.0
        corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
        return np.array([pose.lps(left + u, top + v) for u, v in corners])

    def _name_the_ears(self) -> None:
        boxes = {side: bounds for side in self.sides if (bounds := self._bounds(side)) is not None}
        name_the_ears(self._plotter, boxes, self._colors.text, round(SIDE_LETTER_PX * self._pixel_ratio))

    def _bounds(self, side: Side | None = None) -> FloatArray | None:
        """(2, 3) of the surfaces of one ear or of all, else of the volume; None when there is nothing."""
        if self._model.shown and side is None:
            return self._model.bounds_mm
        ears = [key for key in self._parts if side_of(key) is not None] or list(self._parts)
        boxes = [self._parts[key].GetBounds() for key in ears if side in (None, side_of(key))]
        if boxes:
            box = np.array(boxes).reshape(-1, 3, 2)
            return np.array([box[:, :, 0].min(axis=0), box[:, :, 1].max(axis=0)])
        return None if self._volume is None or side is not None else box_corners(self._volume.grid)

    def _stand(self, pose: CameraPose) -> None:
        camera = self._plotter.camera
        camera.position, camera.focal_point, camera.up = pose.position_lps_mm, pose.focus_lps_mm, pose.up_lps
        self._plotter.reset_camera_clipping_range()

    def _bone_is_missing(self) -> bool:
        return self._display.bone_visible and self._bone is None and self._volume is not None

    def _add(self, surface: pv.PolyData, color: str) -> Any:
        return self._draw(
            surface, color=color, smooth_shading=True, ambient=0.12, diffuse=0.85, specular=0.25, specular_power=20
        )

    def _draw(self, data: pv.PolyData, **look: Any) -> Any:
        return self._plotter.add_mesh(data, reset_camera=False, render=False, **look)

    def _remove(self, actor: Any) -> None:
        if actor is not None:
            self._plotter.remove_actor(actor, reset_camera=False, render=False)
