"""The window, the session behind it, and what joins the two; the joints themselves are in `wiring/`."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from earseg_app import paths
from earseg_app.adapters.library import Library
from earseg_app.adapters.models import ModelShelf
from earseg_app.adapters.pacs import Pacs
from earseg_app.adapters.privacy import Privacy
from earseg_app.adapters.segmenter import LazySegmenter
from earseg_app.adapters.study_library import StudyLibraryFolder
from earseg_app.adapters.surfaces import SurfaceMaker
from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.part_colors import LabelStyle
from earseg_app.paths import Places
from earseg_app.presenters.browse import BrowsePresenter
from earseg_app.presenters.export import ExportPresenter
from earseg_app.presenters.library import LibraryPresenter
from earseg_app.presenters.model_choice import ModelChoicePresenter
from earseg_app.presenters.pacs import PacsPresenter
from earseg_app.presenters.parts import PartsPresenter
from earseg_app.presenters.ports import ModelPort
from earseg_app.presenters.preferences import PreferencesPresenter, wear
from earseg_app.presenters.privacy import PrivacyPresenter
from earseg_app.presenters.scan import ScanPresenter
from earseg_app.presenters.segment import SegmentPresenter
from earseg_app.presenters.shell import ShellPresenter
from earseg_app.presenters.view import ViewPresenter
from earseg_app.session.case_file import SUFFIX
from earseg_app.session.session import Session, State, WorkStep
from earseg_app.session.settings import Preferences, Settings, SettingsFile
from earseg_app.ui.help_dialogs import AboutDialog, KeysDialog
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.messages import Messages
from earseg_app.ui.pacs_dialog import PacsDialog
from earseg_app.ui.privacy_dialog import PrivacyDialog
from earseg_app.ui.settings_dialog import SettingsDialog
from earseg_app.ui.task_runner import TaskRunner
from earseg_app.ui.theme import apply_theme
from earseg_app.ui.views_area import ViewsArea
from earseg_app.ui.volume_view import VolumeView
from earseg_app.wiring.correcting import Correcting
from earseg_app.wiring.keeping import Keeping
from earseg_app.wiring.opening import join_disc, join_library
from earseg_app.wiring.panels import join_export, join_parts
from earseg_app.wiring.planning import Planning
from earseg_app.wiring.segmenting import join_segment, segment_views
from earseg_app.wiring.sharing import join_pacs, join_privacy

# What the planes show around an ear that is visited, unless the scan itself is smaller.
SURROUNDINGS_MM = 40.0
# The same where something of a millimetre is to be measured.
CLOSE_MM = 20.0


class Program:
    """Builds, injects, connects."""

    def __init__(self, places: Places, segmenter: ModelPort | None = None) -> None:
        self.session = Session()
        self.preferences = Preferences(SettingsFile(places.settings))
        self.window = MainWindow(QSettings(str(places.geometry), QSettings.Format.IniFormat))
        self.messages = Messages(self.window, self.window.status)
        self.tasks = TaskRunner(self.window)
        self.background = TaskRunner(self.window)
        self.library_tasks = TaskRunner(self.window)
        self.views: ViewsArea | None = None
        self.view: ViewPresenter | None = None
        self.volume: VolumeView | None = None
        self.session.changed.connect(self._furnish_for_case)
        self.shelf = ModelShelf(paths.ear_model(), places.settings.with_name("models"))
        self._present(places, segmenter or self._chosen_segmenter())
        self._connect()
        self._wear(self.preferences.settings)
        self.window.restore()

    def furnish(self) -> None:
        """Build the views; done after the first paint, or when the first scan opens."""
        if self.views is not None:
            return
        volume = self.volume = VolumeView()
        self.views = ViewsArea(volume)
        self.window.set_views(self.views)
        self.view = ViewPresenter(self.session, self.views, volume)
        self.views.reverse_wheel(self.preferences.settings.wheel_reversed)
        self._connect_views(self.views, self.view)
        self.planning.furnish(self.views)
        volume.cursor_requested.connect(self.view.move_cursor)
        volume.model_point_requested.connect(self.export.measure)
        volume.bone_requested.connect(self.view.show_bone)
        volume.clip_requested.connect(self.view.clip)
        self.window.closing.connect(volume.dispose)
        volume.warm_up()

    def open_place(self, place: Path) -> None:
        """Open a case file, or look what scans lie at a place."""
        if place.suffix.lower() == SUFFIX:
            self.keeping.when_safe(lambda: self.keeping.case.open(place))
        elif place.is_dir():
            self.browse.open_place(place)
        else:
            self.keeping.when_safe(lambda: self.browse.open_place(place))

    def set_theme(self, name: str) -> None:
        """Dress the application "dark" or "light" and keep the choice."""
        _dress(name)
        self.preferences.change(msgspec.structs.replace(self.preferences.settings, theme=name))

    def _follow(self, settings: Settings) -> None:
        """Take over what a setting changes outside the dialog; what is asked each time needs nothing."""
        _dress(settings.theme)
        self._wear(settings)
        self.keeping.keep_every(settings.keep_every_s)
        self.models.look_again()
        machine = _machine_words(self._threads())
        self.shell.use_machine(machine)
        self.segment.use_machine(machine)
        if self.views is not None:
            self.views.reverse_wheel(settings.wheel_reversed)

    def _present(self, places: Places, segmenter: ModelPort) -> None:
        session, window, tasks, messages = self.session, self.window, self.tasks, self.messages
        machine = _machine_words(self._threads())
        self.shell = ShellPresenter(session, machine, window)
        self.scan = ScanPresenter(session, window.scan)
        self.parts = PartsPresenter(session, window.parts)
        library = Library(places.demo)
        self.keeping = Keeping(session, window, library, tasks, messages, self.preferences, places.recovery)
        self.browse = BrowsePresenter(
            session,
            library,
            tasks,
            self.background,
            messages,
            self.preferences,
            (window.browser, window.empty, window.questions),
        )
        self.library = LibraryPresenter(
            session,
            StudyLibraryFolder(places.library),
            self.library_tasks,
            self.browse.run,
            self.browse.open_known,
            messages,
            (window.library, window.empty),
        )
        self.segment = SegmentPresenter(
            session, segmenter, machine, tasks, messages, segment_views(window), self._visit
        )
        self.models = ModelChoicePresenter(
            session,
            self.shelf,
            self.preferences,
            tasks,
            messages,
            window.segment.models,
            self.segment.look_at_model,
        )
        self.planning = Planning(
            session, window, tasks, messages, self._visit, partial(self._visit, around_mm=CLOSE_MM)
        )
        self.correcting = Correcting(session, segmenter, tasks, messages, window)
        self.planning.by_hand.share_mouse(self.correcting)
        self.export = ExportPresenter(session, SurfaceMaker(), tasks, messages, self.preferences, window.export)

        self.settings_dialog = SettingsDialog(os.cpu_count() or 1, window)
        self.settings = PreferencesPresenter(self.preferences, self.settings_dialog, self._follow)
        self._share(places.settings.parent / "received")

    def _share(self, received: Path) -> None:
        """What leaves this computer and comes to it: archives, and copies without names."""
        session, window, tasks, messages = self.session, self.window, self.tasks, self.messages
        pacs, copy = self.pacs_dialog, self.copy_dialog = PacsDialog(window), PrivacyDialog(window)
        self.pacs = PacsPresenter(
            session, Pacs(received), tasks, messages, self.preferences, pacs, self.browse.open_place
        )
        join_pacs(pacs, self.pacs)
        self.privacy = PrivacyPresenter(session, Privacy(), tasks, messages, copy)
        join_privacy(copy, self.privacy)

    def _connect(self) -> None:
        window, browse, shell = self.window, self.browse, self.shell
        window.wire(
            {
                "open_demo": browse.open_demo,
                "pacs_query": self.pacs.open_query,
                "pacs_send": lambda: self.pacs.open_send(window.browser.selected_uid()),
                "copy_without_names": lambda: self.privacy.open(window.browser.selected_uid()),
                "library": self._show_library,
                **{step.name.lower(): partial(shell.enter, step) for step in WorkStep},
                "run": self.segment.run,
                "report": self.planning.report.open,
                "write": self.export.write,
                "cancel": self.tasks.cancel,
                "leave": self._leave,
                "theme": self._toggle_theme,
                "label_style": self._next_label_style,
                "settings": self.settings.open,
                **self.correcting.verbs(),
                **self.planning.by_hand.verbs(),
                "keys": lambda: KeysDialog(parent=window).open(),
                "about": lambda: AboutDialog(window).open(),
                **self.keeping.verbs(),
            }
        )
        window.top.steps.step_requested.connect(shell.enter)
        window.top.preset_requested.connect(shell.choose_preset)
        window.place_requested.connect(self.open_place)
        self.settings_dialog.chosen.connect(self.settings.choose)
        self.settings_dialog.archives_requested.connect(self.pacs.open_query)
        join_disc(self.session, window, browse, self.keeping.when_safe)
        join_library(window, self.library, self._show_library, self.keeping.when_safe)
        join_parts(window.parts, self.parts)
        join_segment(window, self.segment, self.models, shell.enter)
        join_export(window.export, self.export)
        window.closing.connect(self._end)

    def _show_library(self) -> None:
        self.shell.enter(WorkStep.LOAD)
        self.window.show_library()

    def _connect_views(self, views: ViewsArea, view: ViewPresenter) -> None:
        views.cursor_requested.connect(view.move_cursor)
        views.scrolled.connect(view.scroll)
        views.slice_requested.connect(view.show_slice)
        views.window_dragged.connect(view.drag_window)
        views.probe_moved.connect(self.shell.probe)
        self.correcting.join(views)
        self.window.top.layout_requested.connect(views.set_arrangement)
        self.window.top.fit_requested.connect(views.fit)

    def _furnish_for_case(self, _old: State, new: State) -> None:
        if new.case is not None:
            self.furnish()

    def _visit(self, side: Side, point_lps_mm: Triple, around_mm: float = SURROUNDINGS_MM) -> None:
        case = self.session.state.case
        if self.view is not None and self.volume is not None and case is not None:
            self.view.visit(point_lps_mm, min(around_mm, float(case.volume.grid.extent_mm.max())))
            self.volume.look_at_ear(side)

    def _leave(self) -> None:
        """Out of the innermost thing the user is in."""
        if self.correcting.edit.leave() or self.planning.by_hand.presenter.leave():
            return
        if self.views is not None and self.views.maximised is not None:
            self.views.toggle_maximised(self.views.maximised)
        elif self.window.isFullScreen():
            self.window.toggle_full_screen()

    def _wear(self, settings: Settings) -> None:
        wear(self.session, settings)
        self.window.workbench.mirror(settings.hand == "left")

    def _next_label_style(self) -> None:
        style = LabelStyle(self.preferences.settings.label_style).next
        self.settings.choose("label_style", style.value)
        self.messages.notice(f"Parts in the slices: {style.title.lower()}.")

    def _toggle_theme(self) -> None:
        self.set_theme("dark" if self.preferences.settings.theme == "light" else "light")

    def _end(self) -> None:
        self.keeping.end()
        self.library_tasks.shut_down()
        self.background.shut_down()
        self.planning.beside.shut_down()
        self.tasks.shut_down()

    def _chosen_segmenter(self) -> LazySegmenter:
        chosen = self.preferences
        return LazySegmenter(
            lambda: self.shelf.path_of(chosen.settings.ear_model),
            paths.locator_model(),
            self._threads,
            lambda: chosen.settings.device,
        )

    def _threads(self) -> int:
        cores = os.cpu_count() or 1
        return min(self.preferences.settings.threads or cores, cores)


def _dress(theme: str) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, dark=theme != "light")


def _machine_words(threads: int) -> str:
    return f"CPU, {threads} thread" + ("s" if threads > 1 else "")
