"""What the dialog shows while a PACS is asked, and what happens to what it sends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.exchange.pacs import FoundSeries, FoundStudy, PacsError, PacsNode, PacsQuery
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.presenters.pacs import NO_NODE, PacsDisplay, PacsPresenter, PacsView, SendRow
from earseg_app.presenters.ports import PacsPort
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences, SettingsFile
from tests.presenters.conftest import StepwiseTasks

NODE = PacsNode("Radiology", "ARCHIVE", "pacs")
STUDY = FoundStudy("1.2", "Doe^Jane", "4711", "", "20260309", "CT", "CT", 24)
THIN = FoundSeries("1.2.3", "1.2", 2, "CT", "Thin", 12)
THICK = replace(THIN, uid="1.2.4", description="Thick")


@pytest.fixture
def port() -> Mock:
    made = create_autospec(PacsPort, instance=True)
    made.find_studies.return_value = (STUDY,)
    made.find_series.return_value = (THIN, THICK)
    made.retrieve.return_value = Path("received")
    made.send.return_value = 12
    return made


@pytest.fixture
def view() -> Mock:
    return create_autospec(PacsView, instance=True)


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def pacs(
    session: Session, port: Mock, tasks: StepwiseTasks, messages: Mock, preferences: Preferences, view: Mock,
    opened: list[Path],
) -> PacsPresenter:  # fmt: skip
    return PacsPresenter(session, port, tasks, messages, preferences, view, opened.append)


def shown(view: Mock) -> PacsDisplay:
    display = view.show_pacs.call_args.args[0]
    assert isinstance(display, PacsDisplay)
    return display


def test_without_a_pacs_the_dialog_says_what_to_do(pacs: PacsPresenter, view: Mock) -> None:
    pacs.open_query()
    assert view.open_pacs.call_args.args[0].sentence == NO_NODE


def test_a_search_shows_what_it_found(pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, port: Mock) -> None:
    pacs.search(NODE, PacsQuery(patient_id="4711"))
    assert shown(view).progress is not None
    tasks.finish()
    assert shown(view).studies == (STUDY,)
    assert shown(view).sentence == "1 examination found."
    port.find_studies.return_value = ()
    pacs.search(NODE, PacsQuery(patient_id="4712"))
    tasks.finish()
    assert "Nothing matches" in shown(view).sentence


def test_a_refusal_stands_in_the_dialog(
    pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, port: Mock, messages: Mock
) -> None:
    port.find_studies.side_effect = PacsError("Radiology is busy.", "Try again.")
    pacs.search(NODE, PacsQuery(patient_id="4711"))
    tasks.finish()
    assert shown(view).trouble == "Radiology is busy. Try again."
    assert shown(view).progress is None
    messages.error.assert_not_called()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("9.3.2026", "", "is no date"),
        ("2026-02-30", "", "is no date"),
        ("2026-03-09", "2026-03-08", "before it begins"),
    ],
)
def test_dates_that_are_none_are_said_before_anybody_is_asked(
    pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, port: Mock, first: str, last: str, said: str
) -> None:
    pacs.search(NODE, PacsQuery(date_from=first, date_to=last))
    assert said in shown(view).trouble
    assert not tasks.busy
    port.find_studies.assert_not_called()


def test_dates_are_asked_for_as_dicom_writes_them(pacs: PacsPresenter, tasks: StepwiseTasks, port: Mock) -> None:
    pacs.search(NODE, PacsQuery(accession="A1", date_from=" 2026-03-09", date_to="20260310"))
    tasks.finish()
    asked = port.find_studies.call_args.args[1]
    assert (asked.accession, asked.date_from, asked.date_to) == ("A1", "20260309", "20260310")


def test_series_are_received_into_the_chosen_folder(
    pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, port: Mock, tmp_path: Path
) -> None:
    pacs.receive_into(str(tmp_path))
    assert shown(view).folder == str(tmp_path)
    pacs.open_query()
    assert view.open_pacs.call_args.args[0].folder == str(tmp_path), "it is remembered"
    pacs.retrieve(NODE, "1.2", "1.2.4")
    tasks.finish()
    assert port.retrieve.call_args.args[2] == tmp_path


def test_retrieving_opens_what_came(
    pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, port: Mock, opened: list[Path]
) -> None:
    pacs.retrieve(NODE, "1.2", "1.2.4")
    tasks.finish()
    assert port.retrieve.call_args.args[1] == [THICK]
    assert opened == [Path("received")]
    view.close_pacs.assert_called_once()


def test_a_whole_examination_is_retrieved_when_no_series_is_chosen(
    pacs: PacsPresenter, tasks: StepwiseTasks, port: Mock
) -> None:
    pacs.retrieve(NODE, "1.2", "")
    tasks.finish()
    assert port.retrieve.call_args.args[1] == [THIN, THICK]


def test_cancelling_opens_nothing(pacs: PacsPresenter, view: Mock, tasks: StepwiseTasks, opened: list[Path]) -> None:
    pacs.retrieve(NODE, "1.2", "")
    pacs.cancel()
    tasks.finish()
    assert opened == []
    assert "Stopped" in shown(view).sentence


def test_archives_are_kept_for_the_next_time(pacs: PacsPresenter, preferences: Preferences, tmp_path: Path) -> None:
    pacs.keep_nodes((NODE,))
    assert preferences.settings.pacs_nodes == (NODE,)
    assert SettingsFile(tmp_path / "settings.json").load().pacs_nodes == (NODE,)


def test_the_ticked_series_of_the_examination_are_sent(
    pacs: PacsPresenter, session: Session, view: Mock, tasks: StepwiseTasks, port: Mock, messages: Mock
) -> None:
    pacs.open_send("9")
    messages.error.assert_called_once()
    thin, soft, other = (
        Series(uid, words, "CT", 1, (Path("a"), Path("b")), 2)
        for uid, words in (("9", "Thin"), ("9#2", "Soft"), ("91", "Knee"))
    )
    studies = (Study("8", "", "", (thin, soft)), Study("7", "", "", (other,)))
    session.show_catalog(Catalog(Path(), (Patient("1", "", "", studies),)))
    pacs.open_send("9")
    assert view.open_pacs.call_args.args[0].sending == (
        SendRow("9", "Thin, 2 images", chosen=True),
        SendRow("9#2", "Soft, 2 images"),
    )
    pacs.send(NODE, ("9", "9#2", "91"))
    tasks.finish()
    assert port.send.call_args.args[1] == [thin, soft], "never those of another examination"
    assert shown(view).sentence == "12 images sent to Radiology."
