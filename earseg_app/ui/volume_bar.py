"""The tools of the 3D pane, in one quiet row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.domain.slicing import Plane
from earseg_app.render.camera_views import CameraView
from earseg_app.ui.icons import icon
from earseg_app.ui.slice_painter import draw_text
from earseg_app.ui.theme import SPACE_S, SPACE_XS, sized
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.words import say

BUTTON_PX = 28
ICON_PX = 18


class VolumeBar(QWidget):
    """Camera presets, the ears, bone, clipping, maximise."""

    view_requested = Signal(object)
    ear_requested = Signal(object)
    bone_requested = Signal(bool)
    clip_requested = Signal(object)
    maximise_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ears = {side: self._button(f"ear-{side.word}", f"Close-up of the {side.word} ear") for side in Side}
        self.cameras = self._button("camera-anterior", "Look from a direction")
        self.bone = self._button("bone", "Show bone", checkable=True)
        self.clip = self._button("clip", "Cut through the crosshair", checkable=True)
        self.maximise = self._button("maximise", "Give 3D the whole area, or back")
        self._cuts: dict[Plane | None, QAction] = {}
        self._arrange()
        self._connect()

    def show_toggles(self, bone: bool, cut: Plane | None) -> None:
        """Show whether bone is visible and which cut is on."""
        self.bone.setChecked(bone)
        self.clip.setChecked(cut is not None)
        self._cuts[cut].setChecked(True)

    def show_sides(self, sides: tuple[Side, ...]) -> None:
        """Offer close-ups of the ears that are there."""
        for side, button in self.ears.items():
            button.setVisible(side in sides)

    def sizeHint(self) -> QSize:
        """Qt: as high as a button with its margins."""
        return QSize(200, BUTTON_PX + SPACE_XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the dark ground and accent line that all views share."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.background))
        painter.fillRect(0, 0, self.width(), 2, QColor(DARK.muted))
        painter.setFont(sized(self.font(), "", bold=True))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_text(painter, QPointF(SPACE_S, SPACE_S + QFontMetricsF(painter.font()).ascent()), "3D", QColor(DARK.muted))
        painter.end()

    def _button(self, picture: str, words: str, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture, DARK.muted))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        button.setToolTip(say(words))
        button.setAccessibleName(say(words))
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _arrange(self) -> None:
        self.setFixedHeight(BUTTON_PX + SPACE_XS)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 2, SPACE_XS, 0)
        row.setSpacing(2)
        row.addStretch(1)
        for button in (*self.ears.values(), self.cameras, self.bone, self.clip, self.maximise):
            row.addWidget(button)
        self.show_sides(())
        self.cameras.setMenu(self._camera_menu())
        self.clip.setMenu(self._clip_menu())
        for button in (self.cameras, self.clip):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _camera_menu(self) -> QMenu:
        menu = QMenu(self)
        for view in CameraView:
            action = menu.addAction(icon(f"camera-{view.name.lower()}"), say(view.value))
            action.triggered.connect(lambda _checked=False, view=view: self.view_requested.emit(view))
        menu.addSeparator()
        everything = menu.addAction(icon("reset"), say("Show everything"))
        everything.triggered.connect(lambda: self.view_requested.emit(None))
        return menu

    def _clip_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for cut, words in ((None, "No cut"), *((plane, f"{plane.value} cut") for plane in Plane)):
            action = menu.addAction(say(words))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, cut=cut: self.clip_requested.emit(cut))
            self._cuts[cut] = action
        return menu

    def _connect(self) -> None:
        for side, button in self.ears.items():
            button.clicked.connect(lambda _checked=False, side=side: self.ear_requested.emit(side))
        self.bone.clicked.connect(self.bone_requested)
        self.maximise.clicked.connect(self.maximise_requested)
