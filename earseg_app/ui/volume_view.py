"""The 3D pane: hosts a plotter that starts when there is something to show, and survives where there is no OpenGL."""

from __future__ import annotations

import importlib
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QOpenGLContext, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.domain.slicing import Plane
from earseg_app.session.session import State
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.volume_bar import VolumeBar
from earseg_app.ui.words import say

if TYPE_CHECKING:  # the 3D library takes a second to load: the program starts without it
    from earseg_app.render.scene import Scene
    from earseg_app.ui.scene_canvas import SceneCanvas

NO_OPENGL = "3D is not available on this display.\nThe slice views and all measurements work without it."
# A picture that takes longer than this waits until the mouse rests, so that the slices keep following it.
QUICK_MS = 8.0
REST_MS = 140
STROKE_REST_MS = 150
WARM_UP_AFTER_MS = 150
# What pictures and edits of the first scan need, heaviest first; loaded late, the window stands sooner.
WARMED_UP = ("pyvista", "scipy.ndimage", "skimage.measure")


class VolumeView(QWidget):
    """Shows states in 3D and says what the user wanted.

    Signals: `cursor_requested(lps)` when a surface was clicked, `model_point_requested(mm)` when it was the model to be
    written, `bone_requested(bool)`, `clip_requested(Plane | None)`, `maximise_requested()`.
    """

    cursor_requested = Signal(object)
    model_point_requested = Signal(object)
    bone_requested = Signal(bool)
    clip_requested = Signal(object)
    maximise_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_volume")
        self.setAccessibleName(say("3D view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = VolumeBar(self)
        self._canvas: SceneCanvas | None = None
        self._scene: Scene | None = None
        self._state = State()
        self._can_start = True
        self._message = QLabel()
        self._worker = QTimer(self, interval=0)
        self._worker.timeout.connect(self._work)
        # A stroke goes on without waiting for surfaces: they follow when the hand rests or lifts the brush.
        self._rest = QTimer(self, singleShot=True, interval=STROKE_REST_MS)
        self._rest.timeout.connect(self._worker.start)
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self._render)
        self._warmer = QTimer(self, singleShot=True, interval=WARM_UP_AFTER_MS)
        self._warmer.timeout.connect(lambda: threading.Thread(target=_load, daemon=True).start())
        # The slices are painted before the plotter starts.
        self._starter = QTimer(self, singleShot=True, interval=20)
        self._starter.timeout.connect(self._start)
        self._arrange()
        self._connect()

    @property
    def started(self) -> bool:
        """Whether the plotter runs."""
        return self._canvas is not None

    @property
    def settled(self) -> bool:
        """Whether everything that should be shown is shown."""
        timers = (self._starter, self._worker, self._rest, self._later)
        drawn = self._canvas is None or self._canvas.up_to_date
        return drawn and not any(timer.isActive() for timer in timers)

    def warm_up(self) -> None:
        """Load what the first scan needs in the background, once the window has come to rest."""
        self._warmer.start()

    def show_state(self, state: State) -> None:
        """Show a state; starts the plotter with the first scan."""
        self._state = state
        display = state.display
        self.bar.show_toggles(display.bone_visible, display.clip_plane if display.clipping else None)
        if self.isVisible():
            self._draw()

    def look(self, view: Any) -> None:
        """Look from a camera preset, or at everything when None."""
        if self._scene is not None:
            self._scene.look(view)
            self._render()

    def look_at_ear(self, side: Side) -> None:
        """A close-up of one ear."""
        if self._scene is not None:
            self._scene.look_at_ear(side)
            self._render()

    def dispose(self) -> None:
        """End the plotter; to be called before the window goes."""
        for timer in (self._warmer, self._starter, self._worker, self._rest, self._later):
            timer.stop()
        if self._canvas is not None:
            self._canvas.dispose()
        self._canvas, self._scene, self._can_start = None, None, False

    def showEvent(self, event: Any) -> None:
        """Qt: draw what changed while the pane was hidden."""
        super().showEvent(event)
        self._draw()

    def closeEvent(self, event: Any) -> None:
        """Qt: the plotter must end before its window."""
        self.dispose()
        super().closeEvent(event)

    def _draw(self) -> None:
        if self._scene is None or self._canvas is None:
            if self._state.case is not None and self._can_start:
                self._starter.start()
            return
        self._scene.show(self._state)
        self.bar.show_sides(self._scene.sides)
        if self._scene.busy and self._scene.follows and self._state.painting:
            self._worker.stop()
            self._rest.start()
        elif self._scene.busy:
            self._rest.stop()
            self._worker.start()
        elif self._canvas.last_draw_ms <= QUICK_MS:
            self._render()
        else:
            self._later.start()

    def _work(self) -> None:
        if self._scene is None or not self._scene.work():
            self._worker.stop()
            self._render()

    def _render(self) -> None:
        self._later.stop()
        if self._scene is not None and self._canvas is not None:
            self._scene.complete()
            self._canvas.draw()

    def _start(self) -> None:
        if not QOpenGLContext().create():
            self._can_start = False
            self._message.setText(say(NO_OPENGL))
            return
        from earseg_app.render.scene import Scene
        from earseg_app.render.stage import SceneColors
        from earseg_app.ui.scene_canvas import SceneCanvas

        planes = {Plane.AXIAL: DARK.axial, Plane.CORONAL: DARK.coronal, Plane.SAGITTAL: DARK.sagittal}
        self._canvas = SceneCanvas(self)
        self._canvas.clicked.connect(self._pick)
        self._canvas.double_clicked.connect(self.maximise_requested)
        colors = SceneColors(DARK.background, DARK.text, planes)
        self._scene = Scene(self._canvas.plotter, colors, self.devicePixelRatioF(), say)
        self._canvas.resized.connect(self._scene.resize)
        self.layout().addWidget(self._canvas)  # type: ignore[union-attr]
        self._message.hide()
        self._draw()

    def _pick(self, place: QPoint) -> None:
        if self._scene is None or self._canvas is None:
            return
        ratio = self.devicePixelRatioF()
        point = self._scene.surface_point(place.x() * ratio, (self._canvas.height() - 1 - place.y()) * ratio)
        if point is not None:
            (self.model_point_requested if self._scene.shows_model else self.cursor_requested).emit(point)

    def _arrange(self) -> None:
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DARK.background))
        self.setPalette(palette)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._message, 1)

    def _connect(self) -> None:
        self.bar.view_requested.connect(self.look)
        self.bar.ear_requested.connect(self.look_at_ear)
        self.bar.bone_requested.connect(self.bone_requested)
        self.bar.clip_requested.connect(self.clip_requested)
        self.bar.maximise_requested.connect(self.maximise_requested)


def _load() -> None:
    for library in WARMED_UP:
        importlib.import_module(library)
