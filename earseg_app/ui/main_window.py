"""The one window: the path above, panels beside the views, the status line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSettings, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QVBoxLayout, QWidget

from earseg_app.presenters.shell import ShellDisplay
from earseg_app.session.session import WorkStep
from earseg_app.ui.actions import fill_menu, make_actions
from earseg_app.ui.browser_panel import BrowserPanel
from earseg_app.ui.edit_panel import EditPanel
from earseg_app.ui.empty_state import EmptyState
from earseg_app.ui.export_panel import ExportPanel
from earseg_app.ui.library_panel import LibraryPanel
from earseg_app.ui.measure_panel import MeasurePanel
from earseg_app.ui.parts_panel import PartsPanel
from earseg_app.ui.read_question import ReadQuestions
from earseg_app.ui.scan_panel import ScanPanel
from earseg_app.ui.segment_panel import SegmentPanel
from earseg_app.ui.sources_column import SourcesColumn
from earseg_app.ui.status_line import StatusLine
from earseg_app.ui.structures_panel import StructuresPanel
from earseg_app.ui.top_bar import TopBar
from earseg_app.ui.tour import Stop, Tour
from earseg_app.ui.words import say
from earseg_app.ui.workbench import Stacked, Workbench

FILE_FILTER = (
    "Cases and scans (*.earseg *.zip *.dcm *.ima *.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd DICOMDIR);;All files (*)"
)
LOAD_WORDS = (
    "Drop a CD, a folder, a zip or a NIfTI file on the window, or try the demo. A star marks the series that suits "
    "the inner ear best."
)
SEGMENT_WORDS = "One button finds and labels both ears. Each gets a verdict with its reasons: look before you trust it."
MEASURE_WORDS = (
    "The views turn into the cochlear view. Drag an end of A, B or H, and every figure follows; rest the mouse on a "
    "name for its formula and source."
)
EXPORT_WORDS = "Surfaces in patient millimetres, checked before they are written. Labels go out through the menu."
KEEP_WORDS = (
    "Save the case with Ctrl+S; a dot in the title means unsaved work. It is also kept every few seconds, so that a "
    "crash costs seconds. The menu holds every action with its key, and this tour. Research use only."
)
PARTS_UNFOLDED = "parts_unfolded"


class MainWindow(QMainWindow):
    """Lays the parts of the window out; what they do is decided elsewhere."""

    place_requested = Signal(object)
    closing = Signal()

    def __init__(self, memory: QSettings) -> None:
        super().__init__()
        self._memory = memory
        self._last_folder = ""
        self._shell = ShellDisplay()
        self.may_close: Callable[[], bool] = lambda: True
        self.top = TopBar()
        self.browser = BrowserPanel()
        self.library = LibraryPanel()
        self.sources = SourcesColumn(self.browser, self.library)
        self._library_wanted = False
        self.empty = EmptyState()
        self.questions = ReadQuestions(self)
        self.parts = PartsPanel()
        self.structures = StructuresPanel()
        self.scan = ScanPanel()
        self.segment = SegmentPanel()
        self.edit = EditPanel()
        self.measure = MeasurePanel()
        self.export = ExportPanel()
        self.status = StatusLine()
        panels = {
            WorkStep.LOAD: self.scan,
            WorkStep.SEGMENT: self.segment,
            WorkStep.CORRECT: self.edit,
            WorkStep.MEASURE: self.measure,
            WorkStep.EXPORT: self.export,
        }
        shown = Stacked(self.parts, self.structures)
        self.workbench = Workbench(self.sources, shown, panels, self.empty)
        self.actions_by_key: dict[str, QAction] = {}
        self._arrange()

    def show_shell(self, display: ShellDisplay) -> None:
        """Show the frame for the current state."""
        self.setWindowTitle(display.title)
        self.top.steps.show_tabs(display.tabs)
        self.top.show_steps(display.last_done, display.last_undone)
        self.top.show_preset(display.preset, usable=display.has_case)
        self._shell = display
        self._place_panels()
        self.status.show_status(display.status)

    def show_library(self) -> None:
        """Bring the library to the front, ready to search."""
        self._library_wanted = True
        self.sources.show_page(self.library)
        self._place_panels()
        self.library.search.setFocus()

    def show_disc(self) -> None:
        """Bring the disc that is open to the front."""
        self.sources.show_page(self.browser)

    def set_views(self, views: QWidget) -> None:
        """Take the views of an open scan."""
        self.workbench.set_views(views)

    def wire(self, verbs: Mapping[str, Callable[[], object]]) -> None:
        """Make the actions of the table, keys and menu; each calls the verb of its key."""
        own: dict[str, Callable[[], object]] = {
            "open_folder": self.ask_for_folder,
            "open_file": self.ask_for_file,
            "panels": self.workbench.toggle_panels,
            "full_screen": self.toggle_full_screen,
            "tour": self.show_tour,
            "quit": self.close,
        }
        self.actions_by_key = make_actions(self, {**own, **verbs})
        menu = QMenu(self)
        fill_menu(menu, self.actions_by_key)
        self.top.menu.setMenu(menu)
        self.top.undo.clicked.connect(self.actions_by_key["undo"].trigger)
        self.top.redo.clicked.connect(self.actions_by_key["redo"].trigger)
        self.top.panels.clicked.connect(self.actions_by_key["panels"].trigger)
        self.top.theme.clicked.connect(self.actions_by_key["theme"].trigger)

    def ask_for_folder(self) -> None:
        """Let the user choose a disc or folder."""
        self._chosen(QFileDialog.getExistingDirectory(self, say("Open a CD or folder"), self._last_folder))

    def ask_for_file(self) -> None:
        """Let the user choose a zip, a DICOMDIR, or an image file."""
        self._chosen(QFileDialog.getOpenFileName(self, say("Open a file"), self._last_folder, say(FILE_FILTER))[0])

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def show_tour(self) -> None:
        """Walk through the window in five steps."""
        for running in self.findChildren(Tour):
            running.end()
        steps = self.top.steps
        Tour(
            self,
            (
                Stop(steps.button(WorkStep.LOAD), "Open a scan", LOAD_WORDS),
                Stop(steps.button(WorkStep.SEGMENT), "Find both ears", SEGMENT_WORDS),
                Stop(steps.button(WorkStep.MEASURE), "Measure", MEASURE_WORDS),
                Stop(steps.button(WorkStep.EXPORT), "Print and share", EXPORT_WORDS),
                Stop(self.top.menu, "Keep your work", KEEP_WORDS),
            ),
        )

    def restore(self) -> None:
        """Take the size and place of the last time, or a size that fits the screen."""
        if self._memory.contains(PARTS_UNFOLDED):
            self.parts.wanted_unfolded = bool(self._memory.value(PARTS_UNFOLDED, True, bool))
        geometry = self._memory.value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            available = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(available.width(), 1680), min(available.height(), 1000))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: give the panel of the step the room that it needs."""
        super().resizeEvent(event)
        self.parts.fit(event.size().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the geometry and let the owner end its work before widgets go; it may have a question first."""
        if not self.may_close():
            event.ignore()
            return
        self._memory.setValue("geometry", self.saveGeometry())
        if self.parts.wanted_unfolded is not None:
            self._memory.setValue(PARTS_UNFOLDED, self.parts.wanted_unfolded)
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one local file or folder."""
        if _local(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        place = _local(event.mimeData().urls())
        if place is not None:
            event.acceptProposedAction()
            self.place_requested.emit(place)

    def _place_panels(self) -> None:
        shell = self._shell
        occupied = shell.has_catalog or shell.has_case or self._library_wanted
        self.workbench.show_state(shell.step, occupied, shell.has_case)

    def _chosen(self, name: str) -> None:
        if name:
            self._last_folder = str(Path(name).parent)
            self.place_requested.emit(Path(name))

    def _arrange(self) -> None:
        self.setAcceptDrops(True)
        self.empty.open_file_requested.connect(self.ask_for_file)
        self.empty.place_requested.connect(self.place_requested)
        for panel in (self.browser, self.empty):
            panel.open_folder_requested.connect(self.ask_for_folder)
        self.segment.open_requested.connect(self.ask_for_folder)
        self.edit.open_requested.connect(self.ask_for_folder)
        self.measure.open_requested.connect(self.ask_for_folder)
        self.export.open_requested.connect(self.ask_for_folder)
        self.export.show_folder_requested.connect(_show_folder)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.workbench, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.setMinimumSize(960, 600)


def _show_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _local(urls: list[QUrl]) -> Path | None:
    """The first of these that lies on this machine."""
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
