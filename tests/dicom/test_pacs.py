"""Query, retrieve and send with a real archive (Orthanc), from this machine to this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.pacs_query import find_series, find_studies, name_pattern
from earseg_app.dicom.pacs_receive import retrieve
from earseg_app.dicom.pacs_send import send
from earseg_app.domain.exchange.pacs import FoundSeries, PacsError, PacsNode, PacsQuery, Retrieval
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.study import Series
from tests.dicom.conftest import ball_volume
from tests.dicom.pacs_servers import free_port, orthanc

DOE = SeriesMeta("Doe^Jane", "4711", study_date="20260309", study_description="CT temporal bones", series_number=2,
                 series_description="Thin bone", kernel="Br64")  # fmt: skip
ROE = SeriesMeta("Röe^Jürgen", "4712", study_date="20240101", series_description="Petrous")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Series, ...]:
    """Two patients on a disc."""
    folder = tmp_path_factory.mktemp("disc") / "cd"
    write_cd(folder, [(DOE, ball_volume()), (ROE, ball_volume())], Reporter())
    return read_catalog(folder, Reporter()).all_series()


@pytest.fixture(scope="module")
def archive(sent: tuple[Series, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[PacsNode]:
    """Orthanc, holding these two patients."""
    with orthanc(tmp_path_factory.mktemp("orthanc")) as node:
        assert send(node, sent, Reporter()) == sum(len(series.files) for series in sent)
        yield node


def only_series(node: PacsNode) -> FoundSeries:
    (study,) = find_studies(node, PacsQuery(patient_id="4711"), Reporter())
    (series,) = find_series(node, study.uid, Reporter())
    return series


@pytest.mark.parametrize(
    "query",
    [
        PacsQuery(patient_name="doe"),
        PacsQuery(patient_name="Doe, Ja"),
        PacsQuery(patient_name="*jane"),
        PacsQuery(patient_name="D?e*"),
        PacsQuery(patient_id="4711"),
        PacsQuery(date_from="20260301", date_to="20260331"),
        PacsQuery(date_from="20260309", date_to="20260309"),
        PacsQuery(date_from="20250101"),
        PacsQuery(patient_id="471*", date_from="20260309"),
    ],
)
def test_an_examination_is_found_by_name_number_and_date(archive: PacsNode, query: PacsQuery) -> None:
    (study,) = find_studies(archive, query, Reporter())
    assert (study.patient_name, study.patient_id, study.date) == ("Doe^Jane", "4711", "20260309")
    assert (study.description, study.modalities) == ("CT temporal bones", "CT")


def test_what_does_not_match_is_not_found(archive: PacsNode) -> None:
    for query in (
        PacsQuery(patient_name="Smith"), PacsQuery(date_to="20200101"), PacsQuery(patient_id="4711", modality="MR")
    ):  # fmt: skip
        assert find_studies(archive, query, Reporter()) == ()


def test_studies_come_newest_first(archive: PacsNode) -> None:
    found = find_studies(archive, PacsQuery(patient_id="471*"), Reporter())
    assert [study.date for study in found] == ["20260309", "20240101"]


def test_the_series_say_what_they_are(archive: PacsNode) -> None:
    series = only_series(archive)
    assert (series.number, series.modality, series.description, series.image_count) == (2, "CT", "Thin bone", 12)


@pytest.mark.parametrize("how", list(Retrieval))
def test_what_was_sent_comes_back_voxel_for_voxel(
    archive: PacsNode, sent: tuple[Series, ...], how: Retrieval, tmp_path: Path
) -> None:
    node = replace(archive, retrieval=how)
    folder = retrieve(node, [only_series(node)], tmp_path / "received", Reporter())
    truth, back = ball_volume(), open_any(folder)
    assert np.array_equal(back.hu, truth.hu)
    assert back.grid.matches(truth.grid, 1e-6)
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == [f"IM{number:06d}" for number in range(1, 13)]
    originals = {str(pydicom.dcmread(file).SOPInstanceUID) for series in sent for file in series.files}
    assert all(str(pydicom.dcmread(path).SOPInstanceUID) in originals for path in folder.iterdir())


@pytest.mark.parametrize("how", [Retrieval.GET, Retrieval.MOVE])
def test_cancelling_keeps_nothing(archive: PacsNode, how: Retrieval, tmp_path: Path) -> None:
    node = replace(archive, retrieval=how)
    series = only_series(node)
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        retrieve(node, [series], tmp_path / "received", reporter)
    assert list(tmp_path.iterdir()) == []


def test_fewer_images_than_promised_are_not_kept(archive: PacsNode, tmp_path: Path) -> None:
    promised = replace(only_series(archive), image_count=13)
    with pytest.raises(PacsError, match="Only 12 of 13 images"):
        retrieve(archive, [promised], tmp_path / "received", Reporter())
    assert list(tmp_path.iterdir()) == []


def test_a_computer_that_the_archive_does_not_know_is_told_so(archive: PacsNode, tmp_path: Path) -> None:
    stranger = replace(archive, own_ae_title="STRANGER", retrieval=Retrieval.MOVE)
    with pytest.raises(PacsError) as refused:
        retrieve(stranger, [only_series(archive)], tmp_path / "received", Reporter())
    assert "STRANGER" in refused.value.sentence()
    assert "administrator" in refused.value.hint


def test_a_destination_that_leads_elsewhere_is_said(archive: PacsNode, tmp_path: Path) -> None:
    elsewhere = replace(archive, own_port=free_port(), retrieval=Retrieval.MOVE)
    with pytest.raises(PacsError, match="could not deliver") as refused:
        retrieve(elsewhere, [only_series(archive)], tmp_path / "received", Reporter())
    assert "firewall" in refused.value.hint


def test_a_wrong_title_of_the_archive_is_said(archive: PacsNode) -> None:
    with pytest.raises(PacsError, match="not called WRONG"):
        find_studies(replace(archive, ae_title="WRONG"), PacsQuery(patient_id="1"), Reporter())


def test_an_empty_query_is_not_asked(archive: PacsNode) -> None:
    with pytest.raises(PacsError, match="every examination"):
        find_studies(archive, PacsQuery(patient_name=" * "), Reporter())


@pytest.mark.parametrize(
    ("typed", "pattern"), [("doe", "doe*"), ("Doe, Jane ", "Doe^Jane*"), ("D?e", "D?e"), ("", ""), (" *ane", "*ane")]
)
def test_names_are_asked_as_people_type_them(typed: str, pattern: str) -> None:
    assert name_pattern(typed) == pattern
