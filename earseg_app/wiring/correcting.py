"""Correcting labels, joined to the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from earseg_app.domain.anatomy import Part
from earseg_app.presenters.edit import EditPresenter
from earseg_app.presenters.edit_display import BrushCursor, Tool
from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
from earseg_app.presenters.structures import StructuresPresenter
from earseg_app.session.session import Session
from earseg_app.ui.actions import TOOL_KEYS
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.structures_panel import StructuresPanel
from earseg_app.ui.views_area import ViewsArea


class Correcting:
    """The panel of the step Correct, its tools in the views, and the keys of both."""

    def __init__(
        self, session: Session, segmenter: SegmenterPort, tasks: TaskPort, messages: MessagePort, window: MainWindow
    ) -> None:
        self._session, panel = session, window.edit
        self.make_room: Callable[[], object] = lambda: None
        self.edit = edit = EditPresenter(session, segmenter, tasks, messages, panel)
        panel.tool_requested.connect(edit.choose_tool)
        panel.part_requested.connect(edit.choose_part)
        panel.structure_requested.connect(edit.choose_structure)
        panel.lock_requested.connect(edit.lock)
        panel.structure_lock_requested.connect(edit.lock_structure)
        panel.radius_requested.connect(edit.set_radius)
        panel.sphere_requested.connect(edit.set_sphere)
        panel.range_requested.connect(edit.set_range)
        panel.area_requested.connect(edit.set_area)
        panel.box_requested.connect(edit.set_box)
        panel.keep_requested.connect(edit.keep_corrections)
        panel.tolerance_requested.connect(edit.set_tolerance)
        panel.share_requested.connect(edit.share_out)
        panel.step_requested.connect(edit.go_to)
        panel.work_requested.connect(edit.whole.work_on_part)
        panel.combine_requested.connect(edit.whole.combine)
        panel.rerun_requested.connect(edit.whole.rerun_here)
        panel.cancel_requested.connect(edit.whole.cancel)
        self.structures = StructuresPresenter(
            session, messages, window.structures, edit.choose_structure, lambda: edit.settings
        )
        _join_structures(window.structures, self.structures)

    def join(self, views: ViewsArea) -> None:
        """Let the tools work in the views."""

        def show(cursor: BrushCursor | None) -> None:
            if cursor is not None:
                self.make_room()
            views.show_brush(cursor)

        self.edit.show_cursor = show
        views.handle_released.connect(lambda *_where: self._session.end_gesture())
        views.tool_pressed.connect(self.edit.press)
        views.tool_moved.connect(self.edit.drag)
        views.tool_released.connect(self.edit.release)
        views.tool_resized.connect(self.edit.step_radius)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that this answers."""

        def choose(tool: Tool) -> Callable[[], object]:
            return lambda: self.edit.choose_tool(tool)

        edit = self.edit
        tools = {tool.name.lower(): choose(tool) for tool in TOOL_KEYS}
        parts = {f"part_{part.key}": partial(self._correct, part) for part in Part}
        return {
            "undo": edit.undo,
            "redo": edit.redo,
            **tools,
            **parts,
            "next_structure": self.structures.choose_next,
            "add_structure": self.structures.ask,
            "other_ear": edit.choose_other_ear,
            "smaller": lambda: edit.step_radius(-1),
            "larger": lambda: edit.step_radius(1),
            "in_space": lambda: edit.set_sphere(not edit.settings.sphere),
            "share_out": edit.share_out,
            "rerun": edit.whole.rerun_here,
        }

    def _correct(self, part: Part) -> None:
        self.edit.choose_part(self.edit.settings.side, part)


def _join_structures(panel: StructuresPanel, presenter: StructuresPresenter) -> None:
    panel.new_requested.connect(presenter.ask)
    panel.add_requested.connect(presenter.add)
    panel.chosen.connect(presenter.choose)
    panel.name_requested.connect(presenter.rename)
    panel.color_requested.connect(presenter.recolor)
    panel.removal_requested.connect(presenter.remove)
    panel.visibility_requested.connect(presenter.show)
    panel.opacity_requested.connect(presenter.set_opacity)
