"""Every action of the window as a table: its words, its keys, its place in the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from earseg_app.domain.anatomy import Part
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.presenters.edit_display import Tool
from earseg_app.ui.icons import icon
from earseg_app.ui.words import say

# The picture and the key of each tool that corrects labels.
TOOL_KEYS = {
    Tool.BRUSH: ("brush", "B"),
    Tool.ERASER: ("eraser", "E"),
    Tool.GROW: ("grow", "G"),
    Tool.PIECE: ("piece", "P"),
    Tool.SIDE: ("side", "K"),
    Tool.BETWEEN: ("between", "F"),
    Tool.SPLIT: ("split", "S"),
}

# The picture and the key of each tool that measures by hand.
PEN_KEYS = {
    Kind.DISTANCE: ("distance", "M"),
    Kind.POLYLINE: ("polyline", "L"),
    Kind.ANGLE: ("angle", "A"),
    Kind.ELLIPSE: ("ellipse", "R"),
}


@dataclass(frozen=True)
class ActionInfo:
    """One action; `group` parts the menu, an empty `group` keeps it out of the menu."""

    key: str
    text: str
    shortcut: str
    group: str = ""
    picture: str = ""


# What the hand that does not hold the mouse does while it corrects.
CORRECTING = (
    *(ActionInfo(f"part_{part.key}", part.title, str(int(part))) for part in Part),
    ActionInfo("next_structure", "Next structure of the list", "6"),
    ActionInfo("add_structure", "Add structure…", "T"),
    ActionInfo("other_ear", "Other ear", "X"),
    ActionInfo("smaller", "Smaller brush", "["),
    ActionInfo("larger", "Larger brush", "]"),
    ActionInfo("in_space", "Disc or sphere", "D"),
    ActionInfo("share_out", "Share out", "Shift+S"),
    ActionInfo("rerun", "Segment the box", "N"),
)
ACTIONS = (
    ActionInfo("open_folder", "Open a CD or folder…", "Ctrl+O", "open", "folder"),
    ActionInfo("open_file", "Open a file…", "Ctrl+Shift+O", "open", "file"),
    ActionInfo("open_demo", "Open the demo", "Ctrl+D", "open", "disc"),
    ActionInfo("library", "Library", "Ctrl+L", "open", "library"),
    ActionInfo("save", "Save the case", "Ctrl+S", "keep", "save"),
    ActionInfo("save_as", "Save the case as…", "Ctrl+Shift+S", "keep"),
    ActionInfo("save_with_scan", "Save with the scan included…", "Ctrl+Alt+S", "keep"),
    ActionInfo("open_labels", "Open labels…", "Ctrl+Alt+L", "labels", "layers"),
    ActionInfo("save_labels", "Save labels…", "Ctrl+Shift+L", "labels"),
    ActionInfo("pacs_query", "Query a PACS…", "Ctrl+P", "pacs", "search"),
    ActionInfo("pacs_send", "Send to a PACS…", "Ctrl+Shift+P", "pacs"),
    ActionInfo("copy_without_names", "Export a de-identified copy…", "Ctrl+Shift+D", "pacs"),
    ActionInfo("load", "Go to load", "Ctrl+1"),
    ActionInfo("segment", "Go to segment", "Ctrl+2"),
    ActionInfo("correct", "Go to correct", "Ctrl+3"),
    ActionInfo("measure", "Go to measure", "Ctrl+4"),
    ActionInfo("export", "Go to export", "Ctrl+5"),
    ActionInfo("undo", "Undo", "Ctrl+Z", "work", "undo"),
    ActionInfo("redo", "Redo", "Ctrl+Shift+Z", "work", "redo"),
    *(ActionInfo(tool.name.lower(), tool.value, key, "", picture) for tool, (picture, key) in TOOL_KEYS.items()),
    *(ActionInfo(kind.name.lower(), kind.value, key, "", picture) for kind, (picture, key) in PEN_KEYS.items()),
    *CORRECTING,
    ActionInfo("run", "Segment both ears", "F5", "work", "segment"),
    ActionInfo("report", "Report…", "Ctrl+R", "work"),
    ActionInfo("write", "Export…", "Ctrl+E", "work", "export"),
    ActionInfo("cancel", "Cancel the running work", "Ctrl+."),
    ActionInfo("label_style", "Parts as contours, filled, or both", "O", "view", "layers"),
    ActionInfo("panels", "Show or hide the side panels", "F9", "view", "panel-left"),
    ActionInfo("full_screen", "Full screen", "F11", "view", "maximise"),
    ActionInfo("leave", "Put the tool away, leave a maximised view or full screen", "Esc"),
    ActionInfo("theme", "Light or dark", "Ctrl+T", "view", "sun"),
    ActionInfo("settings", "Settings…", "Ctrl+,", "view", "settings"),
    ActionInfo("keys", "Keys and mouse", "?", "help", "help"),
    ActionInfo("tour", "Tour of the window", "Shift+F1", "help"),
    ActionInfo("about", "About EarSeg", "F1", "help", "info"),
    ActionInfo("quit", "Quit", "Ctrl+Q", "quit"),
)


def make_actions(owner: QWidget, verbs: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction for each row of the table, wired to the verb of its key and added to `owner`."""
    made = {}
    for info in ACTIONS:
        action = QAction(say(info.text), owner)
        action.setShortcut(QKeySequence(info.shortcut))
        if info.picture:
            action.setIcon(icon(info.picture))
        verb = verbs[info.key]
        action.triggered.connect(lambda _checked=False, verb=verb: verb())
        owner.addAction(action)
        made[info.key] = action
    return made


def fill_menu(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """Put the actions that have a group into a menu, groups parted by lines."""
    group = ""
    for info in ACTIONS:
        if not info.group:
            continue
        if group and info.group != group:
            menu.addSeparator()
        group = info.group
        menu.addAction(actions[info.key])
