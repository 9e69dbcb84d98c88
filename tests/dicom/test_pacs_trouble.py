"""Every way a PACS can fail is said in a sentence with what to do, and leaves nothing behind."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pynetdicom import evt

from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.pacs_query import echo, find_studies
from earseg_app.dicom.pacs_receive import retrieve
from earseg_app.dicom.pacs_send import send
from earseg_app.domain.errors import EarsegError, ExportError
from earseg_app.domain.pacs import MOST_MATCHES, FoundSeries, PacsQuery, Retrieval
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.study import Series
from tests.dicom.conftest import ball_volume
from tests.dicom.pacs_servers import LOOPBACK, free_port, node_at, peer

SERIES = FoundSeries("1.2.3", "1.2", 1, "CT", "Thin bone")
QUERY = PacsQuery(patient_id="1")


def said(call: object, *arguments: object) -> EarsegError:
    with pytest.raises(EarsegError) as refused:
        call(*arguments, Reporter())  # type: ignore[operator]
    assert refused.value.message.endswith(".")
    assert refused.value.hint, "what to do is not said"
    return refused.value


def test_a_host_that_no_one_knows() -> None:
    assert "No computer is named" in said(echo, replace(node_at(104), host="no-such-host.invalid")).message


def test_a_port_where_nothing_listens() -> None:
    assert "No PACS listens" in said(echo, node_at(free_port())).message


def test_a_server_that_never_speaks() -> None:
    with closing(socket.create_server((LOOPBACK, 0))) as silent:
        node = replace(node_at(silent.getsockname()[1]), timeout_s=1)
        assert "ended the connection before it began" in said(echo, node).message


def test_a_wrong_title_and_an_unknown_computer() -> None:
    with peer(strict=True) as node:
        assert "not called WRONG" in said(echo, replace(node, ae_title="WRONG", own_ae_title="KNOWN")).message
        assert "does not know this computer as EARSEG" in said(echo, node).message
        echo(replace(node, own_ae_title="KNOWN"), Reporter())


def test_a_search_that_fails() -> None:
    def find(event: evt.Event) -> Iterator[tuple[int, None]]:
        yield 0xA700, None

    with peer((evt.EVT_C_FIND, find)) as node:
        error = said(find_studies, node, QUERY)
        assert "lacks the means" in error.message
        assert "0xA700" in error.details


def test_an_answer_that_never_comes() -> None:
    done = threading.Event()

    def find(event: evt.Event) -> Iterator[tuple[int, None]]:
        done.wait(30)
        yield 0x0000, None

    with peer((evt.EVT_C_FIND, find)) as node:
        error = said(find_studies, replace(node, timeout_s=1), QUERY)
        done.set()
    assert "broke off" in error.message
    assert "timeout" in error.hint


def test_cancelling_does_not_wait_for_the_answer() -> None:
    asked, done = threading.Event(), threading.Event()

    def find(event: evt.Event) -> Iterator[tuple[int, None]]:
        asked.set()
        done.wait(60)
        yield 0x0000, None

    reporter = Reporter(lambda _step: reporter.cancel() if asked.is_set() else None)
    with peer((evt.EVT_C_FIND, find)) as node:
        started = time.monotonic()
        with pytest.raises(Cancelled):
            find_studies(replace(node, timeout_s=120), QUERY, reporter)
        waited_s = time.monotonic() - started
        done.set()
    assert waited_s < 60, "the answer was waited for"


def test_a_flood_of_matches_is_stopped() -> None:
    def find(event: evt.Event) -> Iterator[tuple[int, Dataset | None]]:
        for number in range(10 * MOST_MATCHES):
            if event.is_cancelled:
                yield 0xFE00, None
                return
            match = Dataset()
            match.StudyInstanceUID, match.PatientID = f"1.2.{number}", "1"
            yield 0xFF00, match

    with peer((evt.EVT_C_FIND, find)) as node:
        assert len(find_studies(node, QUERY, Reporter())) == MOST_MATCHES


def test_a_destination_unknown_to_the_archive(tmp_path: Path) -> None:
    def move(event: evt.Event) -> Iterator[tuple[None, None]]:
        yield None, None  # pynetdicom answers 0xA801 to this

    with peer((evt.EVT_C_MOVE, move)) as node:
        error = said(retrieve, replace(node, retrieval=Retrieval.MOVE), [SERIES], tmp_path / "in")
    assert "does not know EARSEG as a place" in error.message
    assert str(node.own_port) in error.hint
    assert list(tmp_path.iterdir()) == []


def test_an_own_port_that_is_taken(tmp_path: Path) -> None:
    with peer() as node, closing(socket.create_server((LOOPBACK, node.own_port))):
        error = said(retrieve, replace(node, retrieval=Retrieval.MOVE), [SERIES], tmp_path / "in")
    assert "in use by another program" in error.message
    assert list(tmp_path.iterdir()) == []


def serving(count: int, series_uid: str = SERIES.uid) -> tuple[object, object]:
    """A C-GET handler that promises 12 images and sends `count` of them."""

    def get(event: evt.Event) -> Iterator[object]:
        yield 12
        for image in list(ct_images(ball_volume(), SeriesMeta(series_uid=series_uid)))[:count]:
            yield 0xFF00, image

    return evt.EVT_C_GET, get


def test_a_series_that_breaks_off_is_not_kept(tmp_path: Path) -> None:
    with peer(serving(5)) as node:  # type: ignore[arg-type]
        error = said(retrieve, node, [replace(SERIES, image_count=12)], tmp_path / "in")
    assert "5 of 12 images" in error.message
    assert list(tmp_path.iterdir()) == []


def test_images_nobody_asked_for_are_not_taken(tmp_path: Path) -> None:
    with peer(serving(12, "9.9.9")) as node:  # type: ignore[arg-type]
        said(retrieve, node, [SERIES], tmp_path / "in")
    assert list(tmp_path.iterdir()) == []


def test_cancelling_midway_keeps_nothing(tmp_path: Path) -> None:
    def slowly(event: evt.Event) -> Iterator[object]:
        yield 12
        for image in ct_images(ball_volume(), SeriesMeta(series_uid=SERIES.uid)):
            time.sleep(0.1)
            yield 0xFF00, image

    reporter = Reporter(lambda step: reporter.cancel() if "3 images" in step.message else None)
    with peer((evt.EVT_C_GET, slowly)) as node, pytest.raises(Cancelled):
        retrieve(node, [SERIES], tmp_path / "in", reporter)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(ExportError, match="not empty"):
        retrieve(node_at(1), [SERIES], tmp_path, Reporter())
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_archive_that_stores_nothing(tmp_path: Path) -> None:
    image = next(ct_images(ball_volume(), SeriesMeta()))
    image.save_as(tmp_path / "IM1", enforce_file_format=True)
    series = Series("1", "", "CT", 1, (tmp_path / "IM1",), 1)
    with peer((evt.EVT_C_STORE, lambda _event: 0xA700)) as node:
        assert "lacks the means" in said(send, node, [series]).message
    with peer((evt.EVT_C_STORE, lambda event: event.assoc.abort())) as node:
        assert said(send, node, [series]).message


def test_tls_against_an_archive_without_it() -> None:
    with peer() as node:
        said(echo, replace(node, tls=True))


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with peer() as node:
        error = said(echo, replace(node, tls=True, ca_file=str(tmp_path / "ca.pem")))
    assert "certificates" in error.message
