"""What the step Export shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Step
from earseg_app.presenters.need import Need, need_of
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.session.session import State

NO_SCAN = "No scan is open. Open one first."
NO_LABELS = "Nothing is segmented yet. Surfaces are made of the segmented ears."
NO_EARS = "No ear was found in this scan, so there is nothing to export."
NOTHING_CHOSEN = "Choose at least one ear, and at least one model of it."
NO_FOLDER = "Choose a folder."


@dataclass(frozen=True)
class ExportDisplay:
    """What the panel shows.

    `need` and `sentence`: what is missing. `sides`: ears that can be exported. `files`: what will be written.
    `question`: what has to be answered before writing, with `answer` on the button that goes on. `mended`: what
    was mended so that the written surfaces print. `figures`, `findings`: of the model that is shown; `can_repair`:
    whether mending the labels would cure some. `preview`: how the model is looked at, None while there is none.
    `fitting_scale`: the scale at which a model too large for its printer fits, None where it fits. `has_shares`: it is
    known what the network took for ear. `waiting`: exports asked for while another one runs. `previewing`: whether what
    runs is a preview.
    """

    need: Need = Need.NOTHING
    sentence: str = ""
    sides: frozenset[Side] = frozenset()
    request: ExportRequest = field(default_factory=ExportRequest)
    formats: tuple[str, ...] = ("stl",)
    folder: str = ""
    files: tuple[str, ...] = ()
    progress: Step | None = None
    question: str = ""
    answer: str = ""
    written: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    printers: tuple[tuple[str, str], ...] = ()
    figures: str = ""
    findings: tuple[str, ...] = ()
    can_repair: bool = False
    fitting_scale: float | None = None
    has_shares: bool = False
    preview: PreviewDisplay | None = None
    waiting: tuple[str, ...] = ()
    previewing: bool = False

    @property
    def can_write(self) -> bool:
        """Whether the button can be pressed; while an export runs, the next one waits for it."""
        return bool(self.files and self.folder) and not self.previewing and not self.question


class ExportView(Protocol):
    """The panel."""

    def show_export(self, display: ExportDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


def lack_of(state: State, sides: frozenset[Side]) -> tuple[Need, str]:
    """What is missing for an export of the ears of these sides, and the sentence that says so."""
    need = need_of(state)
    return need, {Need.SCAN: NO_SCAN, Need.SEGMENTATION: NO_LABELS}.get(need, "" if sides else NO_EARS)
