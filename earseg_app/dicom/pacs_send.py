"""Send series to a PACS as they are (C-STORE)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pydicom
from pydicom.dataset import FileDataset
from pydicom.uid import UID
from pynetdicom.association import Association
from pynetdicom.presentation import PresentationContext, build_context

from earseg_app.dicom.elements import text
from earseg_app.dicom.header import Header, read_header
from earseg_app.dicom.pacs_refusal import failed
from earseg_app.dicom.pacs_talk import Line, answered, converse
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS, quietly
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.exchange.pacs import PacsError, PacsNode
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series

_KEYS = ("SOPClassUID", "SOPInstanceUID")
# PS3.4 B.2.3: stored, though with a remark on the elements.
_STORED = (0x0000, 0xB000, 0xB006, 0xB007)
# PS3.8: an association has room for 128 contexts; a series needs one or two.
MOST_CONTEXTS = 128


def send(node: PacsNode, series: Sequence[Series], reporter: Reporter) -> int:
    """Send every image of some series, names and all; returns how many.

    Raises:
        PacsError: if the PACS does not take one; those before it may be there already.
        UnreadableInput: if a file is missing or damaged.
        Cancelled: if the reporter was cancelled; images sent before stay in the PACS.
    """
    files = [file for one in series for file in one.files]
    with FileStore() as store:
        contexts = _contexts(store, files, node)

        def talk(association: Association, line: Line) -> int:
            for number, file in enumerate(files):
                line.tell(number / len(files), f"{number} of {len(files)} images sent")
                _send_one(association, _read(store, file), node, number)
            return len(files)

        return converse(node, contexts, talk, reporter)


def _send_one(association: Association, image: FileDataset, node: PacsNode, sent: int) -> None:
    try:
        status = association.send_c_store(image)
    except (ValueError, RuntimeError, AttributeError) as error:
        if not association.is_established:
            raise PacsError(
                f"The connection to {node.name} broke after {sent} images.", "Send the series again."
            ) from error
        name = UID(text(image.file_meta, "TransferSyntaxUID")).name
        raise PacsError(
            f"{node.name} does not take images of this kind ({name}); {sent} were sent.",
            "Ask the PACS administrator to allow it.",
            type(error).__name__,
        ) from error
    code = answered(status, node)
    if code not in _STORED:
        raise failed("store an image", code, node)


def _contexts(store: FileStore, files: Sequence[Path], node: PacsNode) -> list[PresentationContext]:
    """One context for each kind of image in each encoding that occurs."""
    kinds = dict.fromkeys((header.sop_class, header.transfer_syntax) for header in (_header(store, f) for f in files))
    if not kinds or len(kinds) > MOST_CONTEXTS or not all(sop and syntax for sop, syntax in kinds):
        raise PacsError(f"These images can't be sent to {node.name}.", "Choose a series of complete DICOM files.")
    return [build_context(sop, syntax) for sop, syntax in kinds]


def _header(store: FileStore, path: Path) -> Header:
    try:
        with store.open(path) as file:
            return read_header(file, path, _KEYS)
    except READ_ERRORS as error:
        raise _damaged(error) from error


def _read(store: FileStore, path: Path) -> FileDataset:
    try:
        with quietly(), store.open(path) as file:
            return pydicom.dcmread(file, force=True)
    except READ_ERRORS as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableInput:
    return UnreadableInput("An image is damaged or cut short.", "Copy the disc again.", type(error).__name__)
