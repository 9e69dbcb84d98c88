"""What the step Export shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Step
from earseg_app.domain.structures import Structure
from earseg_app.presenters.case_code import code_refusal
from earseg_app.presenters.need import Need, need_of
from earseg_app.presenters.report import patient_words
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.session.session import State

NO_SCAN = "No scan is open. Open one first."
NO_LABELS = "Nothing is segmented yet. Surfaces are made of the segmented ears."
NO_EARS = "No ear was found in this scan, so there is nothing to export."
NOTHING_CHOSEN = "Choose at least one ear, and at least one model of it."
NO_STRUCTURE = "Choose at least one ear and one model of it, or one structure."
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
    runs is a preview. `structures`: what else is painted and can be exported.
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
    structures: tuple[Structure, ...] = ()

    @property
    def can_write(self) -> bool:
        """Whether the button can be pressed; while an export runs, the next one waits for it."""
        return bool(self.files and self.folder) and not self.previewing and not self.question


class ExportView(Protocol):
    """The panel."""

    def show_export(self, display: ExportDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


def lack_of(state: State, anything: bool) -> tuple[Need, str]:
    """What is missing for an export, and the sentence that says so; `anything`: whether something is painted."""
    need = need_of(state)
    return need, {Need.SCAN: NO_SCAN, Need.SEGMENTATION: NO_LABELS}.get(need, "" if anything else NO_EARS)


def painted_in(state: State) -> tuple[Structure, ...]:
    """The structures that have voxels, without their number."""
    found = state.segmentation.structures if state.segmentation else ()
    return tuple(replace(each, voxels=0) for each in found if each.voxels)


def nothing_chosen(painted: tuple[Structure, ...]) -> str:
    """What to choose, where nothing is."""
    return NO_STRUCTURE if painted else NOTHING_CHOSEN


def within(request: ExportRequest, sides: frozenset[Side], painted: tuple[Structure, ...]) -> ExportRequest:
    """The request without what is not there."""
    codes = {each.code for each in painted}
    return replace(request, sides=request.sides & sides, structures=request.structures & codes)


def telling_of(state: State, request: ExportRequest) -> str:
    """Why the case code must not be written on this model; "" when it may."""
    if state.case is None or not request.printer:
        return ""
    return code_refusal(request.code, patient_words(state.catalog, state.case.volume.series_uid))
