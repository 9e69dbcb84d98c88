"""One conversation with a PACS: an association that can be cancelled at any moment, and its failures in words."""

from __future__ import annotations

import os
import selectors
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import closing
from typing import Any, TypeVar

from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.pdu_primitives import A_ASSOCIATE
from pynetdicom.presentation import PresentationContext

from earseg_app.dicom.pacs_refusal import no_certificate, rejected, unreachable
from earseg_app.domain.exchange.pacs import PacsError, PacsNode
from earseg_app.domain.progress import Cancelled, Reporter

T = TypeVar("T")

POLL_S = 0.1
LONGEST_CONNECT_S = 10.0


class Line:
    """What the thread that talks and the thread that waits share: how far it has come, and a way to hang up."""

    def __init__(self) -> None:
        self._fraction, self._message = 0.0, "Connecting to the PACS"
        self._association: Association | None = None
        self._hung_up = False

    def tell(self, fraction: float, message: str) -> None:
        """Note how far the talk has come."""
        self._fraction, self._message = fraction, message

    def report(self, reporter: Reporter) -> None:
        """Hand it on; raises `Cancelled` like any step."""
        reporter.step(self._fraction, self._message)

    def carry(self, association: Association) -> None:
        """Take an association that is being opened; it is closed at once when the user has cancelled meanwhile."""
        self._association = association
        if self._hung_up:
            self.hang_up()

    def check(self) -> None:
        """Whether to go on; raises `Cancelled` once the user has hung up."""
        if self._hung_up:
            raise Cancelled

    def hang_up(self) -> None:
        """End the association, whoever is talking, or negotiating still."""
        self._hung_up = True
        if self._association is None:
            return
        if self._association.is_established:
            self._association.abort()
            self._association.dimse.msg_queue.put((None, None))  # wakes who waits for an answer, as a timeout would
        elif self._association.dul.socket is not None:
            self._association.dul.socket.close()  # an abort would wait for a peer that never spoke


def converse(
    node: PacsNode,
    contexts: Sequence[PresentationContext],
    talk: Callable[[Association, Line], T],
    reporter: Reporter,
    *,
    line: Line | None = None,
    roles: Sequence[object] = (),
    handlers: Sequence[tuple[object, ...]] = (),
) -> T:
    """What `talk` returns of an association with `node`; the talk runs beside, so that cancelling works at once.

    Raises:
        PacsError: if the PACS can't be reached or refuses.
        Cancelled: if the reporter was cancelled.
    """
    line = line or Line()

    def work() -> T:
        _knock(node, line)
        association = _associate(node, contexts, roles, (*handlers, (evt.EVT_CONN_OPEN, lambda e: line.carry(e.assoc))))
        line.carry(association)
        try:
            return talk(association, line)
        finally:
            if association.is_established:
                association.release()

    return waited_for(work, line, reporter)


def waited_for(work: Callable[[], T], line: Line, reporter: Reporter) -> T:
    """The result of `work`, run in a thread of its own while the reporter hears of it ten times a second.

    Raises:
        Cancelled: if the reporter was cancelled; before the work begins when it was cancelled by then.
    """
    line.report(reporter)
    pool = ThreadPoolExecutor(1, thread_name_prefix="pacs")
    future = pool.submit(work)
    try:
        while True:
            try:
                return future.result(POLL_S)
            except StillRunning:
                if future.done():
                    raise
                line.report(reporter)
    except Cancelled:
        line.hang_up()
        raise
    finally:
        pool.shutdown(wait=False)


def answered(status: Dataset, node: PacsNode) -> int:
    """The status code of a response.

    Raises:
        PacsError: if there was no response.
    """
    if "Status" not in status:
        raise PacsError(
            f"{node.name} broke off without an answer.",
            f"Ask the PACS administrator whether the AE title {node.own_ae_title} may do this; "
            f"if the PACS is only slow, raise its timeout ({node.timeout_s} s).",
        )
    return int(status.Status)


def _associate(
    node: PacsNode,
    contexts: Sequence[PresentationContext],
    roles: Sequence[object],
    handlers: Sequence[tuple[object, ...]],
) -> Association:
    ae = AE(ae_title=node.own_ae_title)
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = node.timeout_s
    ae.connection_timeout = min(LONGEST_CONNECT_S, node.timeout_s)
    association = ae.associate(
        node.host,
        node.port,
        contexts=list(contexts),
        ae_title=node.ae_title,
        ext_neg=list(roles) or None,  # type: ignore[arg-type]
        evt_handlers=list(handlers) or None,  # type: ignore[arg-type]
        tls_args=(client_tls(node), node.host) if node.tls else None,
    )
    if not association.is_established:
        _hear_out(association)
        raise rejected(association, node)
    return association


def _hear_out(association: Association) -> None:
    """Let an association that came to nothing take in what the PACS said, and close its socket.

    The library gives up as soon as the connection is gone, which may be before it looked at the answer: that still
    stands in the queue of its network thread. And it leaves the socket to the garbage collector.
    """
    network = association.dul
    if network.is_alive():
        network.join(LONGEST_CONNECT_S)
    if association.acceptor.primitive is None and isinstance(answer := network.peek_next_pdu(), A_ASSOCIATE):
        association.acceptor.primitive = answer
    if network.socket is not None:
        network.socket.close()


def _knock(node: PacsNode, line: Line) -> None:
    """Whether anybody listens there: the DICOM library itself doesn't say why a connection failed.

    The user may hang up meanwhile: an address that swallows everything would be waited for to the end.
    """
    try:
        addresses = socket.getaddrinfo(node.host, node.port, type=socket.SOCK_STREAM)
        refused: OSError = TimeoutError()
        for family, kind, protocol, _, address in addresses:
            with closing(socket.socket(family, kind, protocol)) as knocking:
                error = _connected(knocking, address, min(LONGEST_CONNECT_S, node.timeout_s), line)
            if error is None:
                return
            refused = error
        raise refused
    except (OSError, UnicodeError) as error:
        raise unreachable(error, node) from error


def _connected(knocking: socket.socket, address: Any, timeout_s: float, line: Line) -> OSError | None:
    """None once the socket is connected, else why it could not be."""
    knocking.setblocking(False)
    knocking.connect_ex(address)
    due = time.monotonic() + timeout_s
    with selectors.DefaultSelector() as selector:
        selector.register(knocking, selectors.EVENT_WRITE)
        while not selector.select(POLL_S):
            line.check()
            if time.monotonic() > due:
                return TimeoutError()
    number = knocking.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return OSError(number, os.strerror(number)) if number else None


def client_tls(node: PacsNode) -> ssl.SSLContext:
    """How to check who answers, and how to show who asks.

    Raises:
        PacsError: if a certificate file can't be used.
    """
    try:
        context = ssl.create_default_context(cafile=node.ca_file or None)
        if node.certificate_file:
            context.load_cert_chain(node.certificate_file)
    except (OSError, ValueError) as error:
        raise no_certificate(error, node) from error
    return context
