"""Export: what is written is said before, checked in words, and never half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import ExportError
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import counted, structure_of
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.domain.units import PrintUnit, Units
from earseg_app.domain.volume import Volume
from earseg_app.presenters.case_code import NAMES_PATIENT
from earseg_app.presenters.export import ExportPresenter
from earseg_app.presenters.export_display import (
    NO_EARS,
    NO_LABELS,
    NO_SCAN,
    NO_STRUCTURE,
    NOTHING_CHOSEN,
    ExportDisplay,
    ExportView,
)
from earseg_app.presenters.need import Need
from earseg_app.presenters.surface_port import CheckedSurfaces, ExportRequest, SurfacePort
from earseg_app.session.model_preview import ModelPreview
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences

NAMES = ("right_cochlea.stl", "left_cochlea.stl")


@pytest.fixture
def surfaces(tmp_path: Path) -> Mock:
    surfaces: Mock = create_autospec(SurfacePort, instance=True)
    surfaces.formats.return_value = ("stl", "ply")
    surfaces.printers.return_value = (("fdm", "FDM"),)
    surfaces.file_names.return_value = NAMES
    surfaces.make.return_value = CheckedSurfaces("made")
    surfaces.write.return_value = tuple(tmp_path / name for name in NAMES)
    return surfaces


@pytest.fixture
def view() -> Mock:
    return create_autospec(ExportView, instance=True)


@pytest.fixture
def presenter(
    session: Session, surfaces: Mock, tasks: Any, messages: Mock, preferences: Preferences, view: Mock
) -> ExportPresenter:
    return ExportPresenter(session, surfaces, tasks, messages, preferences, view)


@pytest.fixture
def ready(
    presenter: ExportPresenter, session: Session, volume: Volume, segmentation: Segmentation, tmp_path: Path
) -> ExportPresenter:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    presenter.choose_folder(tmp_path)
    return presenter


def shown(view: Mock) -> ExportDisplay:
    display: ExportDisplay = view.show_export.call_args.args[0]
    return display


def test_what_is_missing_is_said(
    presenter: ExportPresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    assert (shown(view).need, shown(view).sentence) == (Need.SCAN, NO_SCAN)
    session.open_volume(volume)
    assert (shown(view).need, shown(view).sentence) == (Need.SEGMENTATION, NO_LABELS)
    session.accept_segmentation(replace(segmentation, ears=()))
    assert (shown(view).need, shown(view).sentence) == (Need.NOTHING, NO_EARS)


def test_files_are_listed_before_they_are_written(ready: ExportPresenter, view: Mock) -> None:
    assert shown(view).files == NAMES
    assert shown(view).can_write


def test_without_a_choice_nothing_can_be_written(ready: ExportPresenter, view: Mock) -> None:
    ready.choose(ExportRequest(parts=False, whole=False))
    assert shown(view).sentence == NOTHING_CHOSEN
    assert not shown(view).can_write


def test_only_ears_that_were_found_are_asked_for(
    ready: ExportPresenter, session: Session, segmentation: Segmentation, view: Mock
) -> None:
    session.accept_segmentation(replace(segmentation, ears=segmentation.ears[:1]))
    assert shown(view).request.sides == {Side.RIGHT}


def painted(session: Session, segmentation: Segmentation, *codes: int) -> None:
    """Ears with these structures, two voxels each."""
    labels = segmentation.labels.copy()
    for number, code in enumerate(codes):
        labels[0, number, :2] = code
    structures = counted([structure_of(code) for code in codes], labels)
    session.accept_segmentation(replace(segmentation, labels=labels, structures=structures))


def test_structures_that_are_painted_can_be_chosen(
    ready: ExportPresenter, session: Session, segmentation: Segmentation, surfaces: Mock, view: Mock, tasks: Any
) -> None:
    painted(session, segmentation, 21, 61)
    session.add_structure("Chorda tympani", Side.RIGHT)
    assert [each.code for each in shown(view).structures] == [21, 61]
    ready.choose(ExportRequest(parts=False, whole=False))
    assert shown(view).sentence == NO_STRUCTURE
    ready.choose(ExportRequest(parts=False, whole=False, structures=frozenset({21, 22})))
    assert shown(view).request.structures == {21}
    assert shown(view).can_write
    ready.write()
    tasks.finish()
    assert surfaces.make.call_args.args[2].structures == {21}


def test_structures_can_be_exported_where_no_ear_was_found(
    ready: ExportPresenter, session: Session, segmentation: Segmentation, view: Mock
) -> None:
    painted(session, replace(segmentation, ears=()), 21)
    ready.choose(ExportRequest(structures=frozenset({21})))
    assert shown(view).sentence == ""
    assert shown(view).can_write


def test_good_surfaces_are_written_at_once(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock, session: Session, tmp_path: Path
) -> None:
    ready.write()
    tasks.finish()
    tasks.finish()
    _checked, _labels, _request, folder, overwrite, _reporter = surfaces.write.call_args.args
    assert (folder, overwrite) == (tmp_path, False)
    assert shown(view).written == NAMES
    assert session.state.case is not None
    assert session.state.case.exported == surfaces.write.return_value


def test_what_was_mended_is_said_with_the_result(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", mended=("Filled a cavity inside the right ear.",))
    ready.write()
    tasks.finish()
    tasks.finish()
    assert shown(view).mended == ("Filled a cavity inside the right ear.",)


def test_a_surface_that_cannot_be_printed_is_refused_in_words(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, messages: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", errors=("Right cochlea is inside out.",))
    ready.write()
    tasks.finish()
    assert "Right cochlea is inside out." in messages.error.call_args.args[0].hint
    assert not tasks.busy
    surfaces.write.assert_not_called()


def test_warnings_are_read_before_anything_is_written(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", warnings=("Left cochlea consists of 2 shells.",))
    ready.write()
    tasks.finish()
    assert shown(view).question == "Left cochlea consists of 2 shells."
    assert not shown(view).can_write
    surfaces.write.assert_not_called()
    ready.go_on()
    tasks.finish()
    assert shown(view).written == NAMES


def test_existing_files_are_replaced_only_when_the_user_says_so(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock, tmp_path: Path
) -> None:
    (tmp_path / NAMES[0]).touch()
    ready.write()
    tasks.finish()
    assert "1 file of these names already exists" in shown(view).question
    assert shown(view).answer == "Replace"
    ready.cancel()
    assert shown(view).question == ""
    surfaces.write.assert_not_called()
    ready.write()
    ready.go_on()
    tasks.finish()
    assert surfaces.write.call_args.args[4] is True


def test_a_disk_that_refuses_is_said_and_the_choice_stays(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, messages: Mock, view: Mock
) -> None:
    surfaces.write.side_effect = ExportError("The folder is read-only.", "Choose another one.")
    ready.write()
    tasks.finish()
    tasks.finish()
    messages.error.assert_called_once_with(surfaces.write.side_effect)
    assert shown(view).can_write
    assert shown(view).written == ()


PREVIEW = ModelPreview((), "LPS mm")


def test_a_preview_is_shown_before_anything_is_written_and_written_as_shown(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock, session: Session
) -> None:
    surfaces.make.return_value = CheckedSurfaces(
        "made", figures=lambda units: units.printed_size((62.0, 48.0, 51.0)), preview=PREVIEW
    )
    ready.preview()
    tasks.finish()
    assert session.state.model is PREVIEW
    assert shown(view).figures == "62 × 48 × 51 mm"
    session.read_in(Units(printed=PrintUnit.INCH))
    assert shown(view).figures == "2.44 × 1.89 × 2.01 in"
    surfaces.write.assert_not_called()
    ready.write()
    tasks.finish()
    assert surfaces.make.call_count == 1
    assert surfaces.write.call_args.args[0].surfaces == "made"


def test_another_choice_takes_the_preview_away(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock, session: Session
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", preview=PREVIEW)
    ready.preview()
    tasks.finish()
    ready.choose(ExportRequest(printer="fdm", scale=5.0))
    assert session.state.model is None
    assert shown(view).preview is None


def test_other_labels_take_the_preview_away(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, session: Session, segmentation: Segmentation
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", preview=PREVIEW)
    ready.preview()
    tasks.finish()
    session.accept_segmentation(replace(segmentation, provenance=None))
    assert session.state.model is None


def test_repair_mends_the_labels_of_the_model_and_shows_it_again(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", warnings=("An island.",), repairable=True, preview=PREVIEW)
    ready.preview()
    tasks.finish()
    assert shown(view).findings == ("An island.",)
    assert shown(view).can_repair
    ready.repair()
    tasks.finish()
    assert surfaces.make.call_args.args[2].repair
    assert not shown(view).can_repair


def test_two_clicks_on_the_model_measure_and_the_third_begins_anew(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", preview=PREVIEW)
    ready.preview()
    tasks.finish()
    for x in (1.0, 2.0, 3.0):
        ready.measure((x, 0.0, 0.0))
    preview = shown(view).preview
    assert preview is not None
    assert preview.ruler_mm == ((3.0, 0.0, 0.0),)


def test_the_folder_is_remembered(ready: ExportPresenter, preferences: Preferences, tmp_path: Path) -> None:
    assert preferences.settings.export_folder == str(tmp_path)


def test_a_new_segmentation_forgets_the_question(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock, session: Session, segmentation: Segmentation
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", warnings=("Odd.",))
    ready.write()
    tasks.finish()
    session.accept_segmentation(replace(segmentation, provenance=None))
    assert shown(view).question == ""


def test_a_case_code_that_tells_the_patient_is_refused_while_it_is_typed(
    ready: ExportPresenter, session: Session, view: Mock, tasks: Any, messages: Mock
) -> None:
    study = Study("1", "", "", (Series("1.2.3", "Thin bone", "CT", 1, (), 40),))
    session.show_catalog(Catalog(Path("cd"), (Patient("4711-A", "Doe^Jane", "", (study,)),)))
    ready.choose(ExportRequest(printer="fdm", code="JDOE1"))
    assert shown(view).sentence == NAMES_PATIENT
    assert not shown(view).can_write
    ready.write()
    messages.notice.assert_called_once_with(NAMES_PATIENT)
    assert not tasks.busy
    ready.choose(ExportRequest(printer="fdm", code="CASE-7"))
    assert shown(view).can_write
    ready.choose(ExportRequest(code="JDOE1"))
    assert shown(view).can_write, "for planning no code is written"


def test_an_export_asked_for_while_one_runs_waits_and_is_written_as_it_was_asked_for(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    ready.write()
    second = ExportRequest(parts=False, file_format="ply")
    ready.choose(second)
    ready.write()
    assert shown(view).progress is not None
    assert len(shown(view).waiting) == 1
    ready.choose(ExportRequest(printer="fdm"))
    for _ in range(4):
        tasks.finish()
    assert not tasks.busy
    assert shown(view).waiting == ()
    assert [call.args[2] for call in surfaces.write.call_args_list] == [ExportRequest(), second]


def test_what_waits_can_be_taken_out_and_outlives_the_stop_of_what_runs(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    ready.write()
    for file_format in ("ply", "obj"):
        ready.choose(ExportRequest(file_format=file_format))
        ready.write()
    ready.drop(0)
    ready.cancel()
    tasks.finish()
    tasks.finish()
    tasks.finish()
    assert [call.args[2].file_format for call in surfaces.write.call_args_list] == ["obj"]


def test_a_question_stops_the_queue_until_it_is_answered(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", warnings=("Odd.",))
    ready.write()
    ready.choose(ExportRequest(file_format="ply"))
    ready.write()
    tasks.finish()
    assert shown(view).question.splitlines()[1:] == ["Odd."], "what is asked about is not what the panel says"
    assert not tasks.busy
    ready.cancel()
    tasks.finish()
    assert shown(view).question == "Odd."
    ready.go_on()
    tasks.finish()
    assert [call.args[2].file_format for call in surfaces.write.call_args_list] == ["ply"]


def test_other_labels_drop_what_waits_and_say_so(
    ready: ExportPresenter,
    tasks: Any,
    surfaces: Mock,
    view: Mock,
    session: Session,
    segmentation: Segmentation,
    messages: Mock,
) -> None:
    ready.write()
    ready.write()
    session.accept_segmentation(replace(segmentation, provenance=None))
    assert shown(view).waiting == ()
    messages.notice.assert_called_once_with("1 export not written, because the labels have changed.")
    tasks.finish()
    tasks.finish()
    assert surfaces.write.call_args.args[1] is segmentation, "what ran is written of the labels it was made of"
    assert session.state.case is not None
    assert session.state.case.exported == ()


def test_a_model_too_large_for_its_printer_is_made_at_the_scale_that_fits(
    ready: ExportPresenter, tasks: Any, surfaces: Mock, view: Mock
) -> None:
    surfaces.make.return_value = CheckedSurfaces("made", fitting_scale=4.3)
    ready.choose(ExportRequest(printer="fdm", scale=9.0))
    ready.fit()
    assert surfaces.make.call_args is None, "nothing was made yet, so no scale is known"
    ready.preview()
    tasks.finish()
    assert shown(view).fitting_scale == 4.3
    surfaces.make.return_value = CheckedSurfaces("made")
    ready.fit()
    tasks.finish()
    assert surfaces.make.call_args.args[2].scale == 4.3
    assert shown(view).request.scale == 4.3
    assert shown(view).fitting_scale is None
