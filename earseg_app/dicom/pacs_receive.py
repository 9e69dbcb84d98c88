"""Fetch series from a PACS into a folder, whole or not at all: by C-GET, or by C-MOVE to an own storage server."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.presentation import build_context, build_role

from earseg_app.dicom.elements import integer
from earseg_app.dicom.pacs_contexts import GET, IMAGES, MOVE, PACKED, PLAIN, wanted_images
from earseg_app.dicom.pacs_inbox import Inbox
from earseg_app.dicom.pacs_refusal import failed, no_certificate, not_offered, port_taken, says_why, undelivered
from earseg_app.dicom.pacs_talk import Line, answered, converse
from earseg_app.domain.exchange.pacs import FoundSeries, PacsError, PacsNode, Retrieval
from earseg_app.domain.progress import Reporter
from earseg_app.files.whole import writing_folder

_PENDING = 0xFF00
_SUCCESS = 0x0000
_SOME_FAILED = 0xB000


class _GetNotOffered(Exception):
    """The PACS has no C-GET."""


def retrieve(node: PacsNode, series: Sequence[FoundSeries], folder: Path, reporter: Reporter) -> Path:
    """Fetch whole series into a new or empty folder; returns it.

    Raises:
        PacsError: if not every image arrived; nothing remains then.
        ExportError: if the folder refuses; nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    expected = sum(one.image_count or 0 for one in series)
    line_of_get = Line()
    with writing_folder(folder) as part:
        inbox = Inbox(part, frozenset(one.uid for one in series), lambda count: _tell(line_of_get, count, expected))
        fetched = _fetch(node, series, inbox, line_of_get, reporter)
        if inbox.trouble is not None:
            raise inbox.trouble
        missing = max(expected, fetched) - inbox.count
        if inbox.count == 0:
            raise undelivered(node)
        if missing > 0:
            raise PacsError(
                f"Only {inbox.count} of {inbox.count + missing} images arrived from {node.name}; none was kept.",
                "Try again; a part of a series would give a wrong volume.",
            )
    return folder


def _fetch(node: PacsNode, series: Sequence[FoundSeries], inbox: Inbox, line: Line, reporter: Reporter) -> int:
    """How many images the PACS says it sent, failed ones included."""
    if node.retrieval is not Retrieval.MOVE:
        try:
            return _get(node, series, inbox, line, reporter)
        except _GetNotOffered:
            if node.retrieval is Retrieval.GET:
                raise not_offered("retrieve with C-GET", node) from None
    return _move(node, series, inbox, line, reporter)


def _get(node: PacsNode, series: Sequence[FoundSeries], inbox: Inbox, line: Line, reporter: Reporter) -> int:
    def talk(association: Association, _line: Line) -> int:
        if not any(context.abstract_syntax == GET for context in association.accepted_contexts):
            raise _GetNotOffered
        return sum(_operations(association.send_c_get(_keys(one), GET), node, inbox) for one in series)

    contexts = [build_context(GET), *wanted_images()]
    roles = [build_role(image, scp_role=True) for image in IMAGES]
    return converse(node, contexts, talk, reporter, line=line, roles=roles, handlers=[(evt.EVT_C_STORE, inbox.take)])


def _move(node: PacsNode, series: Sequence[FoundSeries], inbox: Inbox, line: Line, reporter: Reporter) -> int:
    def talk(association: Association, _line: Line) -> int:
        if not association.accepted_contexts:
            raise not_offered("retrieve", node)
        return sum(
            _operations(association.send_c_move(_keys(one), node.own_ae_title, MOVE), node, inbox) for one in series
        )

    with _storage_server(node, inbox):
        return converse(node, [build_context(MOVE)], talk, reporter, line=line)


def _operations(responses: Iterator[tuple[Dataset, Dataset | None]], node: PacsNode, inbox: Inbox) -> int:
    """Follow one C-GET or C-MOVE to its end; how many images it was about."""
    for status, _ in responses:
        code = answered(status, node)
        if code == _PENDING:
            continue
        counts = [integer(status, f"NumberOf{kind}Suboperations") or 0 for kind in ("Completed", "Warning", "Failed")]
        if code in (_SUCCESS, _SOME_FAILED):
            return sum(counts)
        if inbox.trouble is not None:
            raise inbox.trouble
        raise failed("send the images", code, node) if says_why(code) or inbox.count else undelivered(node)
    return 0


@contextmanager
def _storage_server(node: PacsNode, inbox: Inbox) -> Iterator[None]:
    """Listen for the images of a C-MOVE, only for our own AE title, only where the PACS is reached from."""
    ae = AE(ae_title=node.own_ae_title)
    ae.require_called_aet = True
    ae.network_timeout = node.timeout_s
    for image in IMAGES:
        ae.add_supported_context(image, [*PLAIN, *PACKED])
    context = _server_tls(node) if node.tls else None
    try:
        server = ae.start_server(
            (_own_address(node), node.own_port),
            block=False,
            ssl_context=context,
            evt_handlers=[(evt.EVT_C_STORE, inbox.take)],
        )
    except OSError as error:
        raise port_taken(error, node) from error
    try:
        yield
    finally:
        if server is not None:
            server.shutdown()


def _own_address(node: PacsNode) -> str:
    """The address of this computer on the way to the PACS; no packet is sent to find it."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(node.host, node.port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind) as probe:
            probe.connect(place)
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def _server_tls(node: PacsNode) -> ssl.SSLContext:
    if not node.certificate_file:
        raise PacsError(
            "Over TLS, images sent back to this computer need a certificate of its own.",
            "Enter it in the settings of this PACS, or retrieve with C-GET.",
        )
    try:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=node.ca_file or None)
        context.load_cert_chain(node.certificate_file)
    except (OSError, ValueError) as error:
        raise no_certificate(error, node) from error
    return context


def _keys(series: FoundSeries) -> Dataset:
    keys = Dataset()
    keys.QueryRetrieveLevel = "SERIES"
    keys.StudyInstanceUID, keys.SeriesInstanceUID = series.study_uid, series.uid
    return keys


def _tell(line: Line, count: int, expected: int) -> None:
    of = f" of {expected}" if expected else ""
    line.tell(count / expected if expected else 0.5, f"{count}{of} images received")
