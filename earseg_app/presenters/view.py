"""What the four views show of the session, and what becomes of the mouse's wishes."""

from __future__ import annotations

from typing import Protocol

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.slicing import Plane
from earseg_app.render.slice_display import SliceDisplay
from earseg_app.render.slice_source import SliceSource
from earseg_app.session.session import Session, State, Window

# Dragging across this many pixels doubles the window's width, or moves its level by one width.
WINDOW_DRAG_PX = 400.0


class ViewsView(Protocol):
    """The three plane views."""

    def show_slice(self, plane: Plane, display: SliceDisplay | None) -> None:
        """Show this picture, or an empty pane."""

    def fit(self) -> None:
        """Show the whole of each picture."""

    def center_on(self, point_lps_mm: Triple, width_mm: float) -> None:
        """Zoom to about `width_mm` around an LPS point."""


class VolumeView(Protocol):
    """The 3D view; it draws a state by itself, touching only what differs."""

    def show_state(self, state: State) -> None:
        """Show this state."""


class ViewPresenter:
    """Keeps the views true to the session and turns their wishes into its verbs."""

    def __init__(self, session: Session, views: ViewsView, volume: VolumeView) -> None:
        self._session = session
        self._views = views
        self._volume = volume
        self._source: SliceSource | None = None
        self._shown: dict[Plane, SliceDisplay] = {}
        session.changed.connect(self._on_changed)
        self._on_changed(State(), session.state)

    def move_cursor(self, point_lps_mm: Triple) -> None:
        """Put the crosshair at an LPS point."""
        self._session.move_cursor(point_lps_mm)

    def scroll(self, plane: Plane, step: int) -> None:
        """Go that many slices towards superior, anterior or left."""
        if self._source is not None:
            frame = self._source.frame(plane)
            self.show_slice(plane, frame.number_at(self._session.state.display.cursor_lps_mm) + step)

    def show_slice(self, plane: Plane, number: int) -> None:
        """Go to slice `number` (0-based) of a plane, or to the last one before the border."""
        if self._source is not None:
            point = self._source.frame(plane).moved(self._session.state.display.cursor_lps_mm, number)
            self._session.move_cursor(_triple(point))

    def drag_window(self, dx_px: float, dy_px: float) -> None:
        """Widen the window to the right, brighten the picture upwards."""
        old = self._session.state.display.window
        width = min(max(old.width_hu * 2.0 ** (dx_px / WINDOW_DRAG_PX), 1.0), 20000.0)
        level = min(max(old.level_hu + dy_px * old.width_hu / WINDOW_DRAG_PX, -4000.0), 20000.0)
        self._session.set_window(Window(width, level))

    def show_bone(self, visible: bool) -> None:
        """Show the bone in 3D, or not."""
        self._session.show_bone(visible)

    def clip(self, plane: Plane | None) -> None:
        """Cut the 3D scene through the crosshair with a plane, or not at all."""
        self._session.clip(plane is not None, plane)

    def visit(self, point_lps_mm: Triple, width_mm: float = 40.0) -> None:
        """Put the crosshair on a point and zoom the planes to its surroundings."""
        self._session.move_cursor(point_lps_mm)
        self._views.center_on(point_lps_mm, width_mm)

    def _on_changed(self, old: State, new: State) -> None:
        volume = None if new.case is None else new.case.volume
        fresh = volume is not (None if old.case is None else old.case.volume)
        if fresh:
            self._source = None if new.case is None else SliceSource(new.case)
        self._show_slices(new)
        if fresh:
            self._views.fit()
        self._volume.show_state(new)

    def _show_slices(self, state: State) -> None:
        if self._source is None or state.case is None:
            for plane in self._shown:
                self._views.show_slice(plane, None)
            self._shown = {}
            return
        for plane in Plane:
            display = self._source.display(plane, state.case.segmentation, state.display)
            if not _same(display, self._shown.get(plane)):
                self._shown[plane] = display
                self._views.show_slice(plane, display)


def _same(new: SliceDisplay, old: SliceDisplay | None) -> bool:
    return (
        old is not None
        and new.pixels is old.pixels
        and new.outlines is old.outlines
        and new.number == old.number
        and new.cursor_uv_mm == old.cursor_uv_mm
    )


def _triple(point: FloatArray) -> Triple:
    x, y, z = point
    return float(x), float(y), float(z)
