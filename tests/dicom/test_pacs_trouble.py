"""Every way a PACS can fail is said in a sentence with what to do, and leaves nothing behind."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pynetdicom import evt
from pynetdicom.presentation import build_context

from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.pacs_contexts import VERIFY
from earseg_app.dicom.pacs_query import echo, find_studies
from earseg_app.dicom.pacs_receive import retrieve
from earseg_app.dicom.pacs_send import send
from earseg_app.dicom.pacs_talk import Line, converse, waited_for
from earseg_app.domain.errors import EarsegError, ExportError
from earseg_app.domain.exchange.pacs import MOST_MATCHES, FoundSeries, PacsQuery, Retrieval
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


def talking() -> list[threading.Thread]:
    """The threads that still talk to an archive, or wait for one."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("pacs")]


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
    asked, may_answer, answered = threading.Event(), threading.Event(), threading.Event()

    def find(event: evt.Event) -> Iterator[tuple[int, None]]:
        asked.set()
        may_answer.wait(60)
        answered.set()
        yield 0x0000, None

    reporter = Reporter(lambda _step: reporter.cancel() if asked.is_set() else None)
    with peer((evt.EVT_C_FIND, find)) as node:
        with pytest.raises(Cancelled):
            find_studies(replace(node, timeout_s=120), QUERY, reporter)
        for thread in talking():
            thread.join(60)
        assert talking() == []
        assert not answered.is_set()
        may_answer.set()


def test_cancelling_while_connecting_ends_the_connection_and_its_thread() -> None:
    """The other side takes the connection and never speaks, however long it is waited for."""
    with closing(socket.create_server((LOOPBACK, 0))) as silent:
        node = replace(node_at(silent.getsockname()[1]), timeout_s=3600)
        held: list[socket.socket] = []

        def take() -> None:
            held.append(silent.accept()[0])  # the knock
            held.append(silent.accept()[0])  # the association itself

        taking = threading.Thread(target=take)
        taking.start()
        reporter = Reporter(lambda _step: reporter.cancel() if len(held) == 2 else None)
        with pytest.raises(Cancelled):
            echo(node, reporter)
        taking.join()
        for thread in talking():
            thread.join(60)
        assert talking() == []
        for connection in held:
            connection.close()


def test_hanging_up_while_nobody_picks_up_ends_the_knocking() -> None:
    line = Line()
    with closing(socket.socket()) as listening:
        listening.bind((LOOPBACK, 0))
        listening.listen(0)
        node = node_at(listening.getsockname()[1])
        with ExitStack() as waiting:  # a full queue swallows whoever knocks next
            for _ in range(4):
                other = waiting.enter_context(closing(socket.socket()))
                other.setblocking(False)
                other.connect_ex((LOOPBACK, node.port))
            line.hang_up()
            with pytest.raises(Cancelled):
                converse(node, [build_context(VERIFY)], lambda _association, _line: None, Reporter(), line=line)


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


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine, signed by itself, with its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    key, made, both = tmp_path / "key.pem", tmp_path / "made.pem", tmp_path / "own.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", f"subjectAltName=IP:{LOOPBACK}", "-keyout", str(key), "-out", str(made)]  # fmt: skip
    subprocess.run([program, *words], check=True, capture_output=True)
    both.write_text(made.read_text() + key.read_text())
    return both


def server_side(certificate: Path) -> ssl.SSLContext:
    """Shows its certificate, and wants to see the same from whoever calls."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(certificate))
    context.load_cert_chain(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def test_an_encrypted_connection_carries_a_whole_series(certificate: Path, tmp_path: Path) -> None:
    own = str(certificate)
    with peer(serving(12), tls=server_side(certificate)) as node:  # type: ignore[arg-type]
        node = replace(node, tls=True, ca_file=own, certificate_file=own, timeout_s=20)
        echo(node, Reporter())
        folder = retrieve(node, [replace(SERIES, image_count=12)], tmp_path / "in", Reporter())
    assert np.array_equal(open_any(folder).hu, ball_volume().hu)


def test_an_archive_whose_certificate_nobody_vouches_for_is_not_talked_to(certificate: Path) -> None:
    with peer(tls=server_side(certificate)) as node:
        said(echo, replace(node, tls=True, certificate_file=str(certificate)))


def test_tls_against_an_archive_without_it() -> None:
    with peer() as node:
        said(echo, replace(node, tls=True))


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with peer() as node:
        error = said(echo, replace(node, tls=True, ca_file=str(tmp_path / "ca.pem")))
    assert "certificates" in error.message


def test_work_that_is_done_at_once_does_not_begin_when_it_was_cancelled_before() -> None:
    begun: list[int] = []
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        waited_for(lambda: begun.append(1), Line(), reporter)
    assert begun == []
