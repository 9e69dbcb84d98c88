"""Archives for the tests, all on loopback: a real Orthanc, and peers that misbehave on purpose."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pynetdicom import AE

from earseg_app.dicom.pacs_contexts import FIND, GET, IMAGES, MOVE, PACKED, PLAIN, VERIFY
from earseg_app.dicom.pacs_query import echo
from earseg_app.domain.exchange.pacs import PacsError, PacsNode
from earseg_app.domain.progress import Reporter

LOOPBACK = "127.0.0.1"
START_S = 30.0


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def node_at(port: int) -> PacsNode:
    return PacsNode("Test archive", "ARCHIVE", LOOPBACK, port, "EARSEG", free_port(), timeout_s=20)


@contextmanager
def orthanc(folder: Path) -> Iterator[PacsNode]:
    """A running Orthanc that knows this program, with an empty storage of its own; ended whatever happens."""
    program = shutil.which("Orthanc")
    if program is None:
        pytest.skip("Orthanc is not installed (Debian: apt-get install orthanc)")
    node = node_at(free_port())
    settings = folder / "orthanc.json"
    settings.write_text(json.dumps(_settings(folder, node)))
    process = subprocess.Popen([program, str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(node, process)
        yield node
    finally:
        process.terminate()
        process.wait(START_S)


def _settings(folder: Path, node: PacsNode) -> dict[str, object]:
    client = {"AET": node.own_ae_title, "Host": LOOPBACK, "Port": node.own_port, "AllowGet": True, "AllowMove": True}
    return {
        "Name": "Test",
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "index"),
        "Plugins": [],
        "HttpServerEnabled": False,
        "DicomAet": node.ae_title,
        "DicomCheckCalledAet": True,
        "DicomPort": node.port,
        "DicomModalities": {"earseg": client},
    }


def _wait_for(node: PacsNode, process: subprocess.Popen[bytes]) -> None:
    due = time.monotonic() + START_S
    while time.monotonic() < due and process.poll() is None:
        with suppress(PacsError):
            echo(node, Reporter())
            return
        time.sleep(0.2)
    raise AssertionError("Orthanc did not start")


Handlers = Sequence[tuple[object, Callable[..., object]]]


@contextmanager
def peer(
    *handlers: tuple[object, Callable[..., object]], strict: bool = False, tls: ssl.SSLContext | None = None
) -> Iterator[PacsNode]:
    """An archive made of these handlers; with `strict` it insists on its own and on one other AE title."""
    ae = AE("ARCHIVE")
    ae.require_called_aet = strict
    for context in (VERIFY, FIND, MOVE, GET):
        ae.add_supported_context(context)
    for image in IMAGES:
        ae.add_supported_context(image, [*PLAIN, *PACKED], scu_role=True, scp_role=True)
    if strict:
        ae.require_calling_aet = ["KNOWN"]
    node = node_at(free_port())
    server = ae.start_server((LOOPBACK, node.port), block=False, ssl_context=tls, evt_handlers=list(handlers))
    try:
        yield replace(node, timeout_s=3)
    finally:
        assert server is not None
        server.shutdown()
