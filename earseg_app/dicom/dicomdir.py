"""Build the index file of a disc: patient, study, series and image records, linked by byte offsets (PS3.3 F.3)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage, generate_uid

from earseg_app.dicom.elements import text
from earseg_app.dicom.tolerant import quietly

# Per level: record type, the element that tells records apart, the elements it carries (PS3.3 F.5), its folder name.
_LEVELS = (
    ("PATIENT", "PatientID", ("PatientName", "PatientID", "PatientBirthDate", "PatientSex"), "PT"),
    (
        "STUDY",
        "StudyInstanceUID",
        ("StudyDate", "StudyTime", "AccessionNumber", "StudyDescription", "StudyInstanceUID", "StudyID"),
        "ST",
    ),
    ("SERIES", "SeriesInstanceUID", ("Modality", "SeriesInstanceUID", "SeriesNumber", "SeriesDescription"), "SE"),
    ("IMAGE", "SOPInstanceUID", ("ImageType", "InstanceNumber"), "IM"),
)


@dataclass(eq=False)
class _Record:
    dataset: Dataset
    name: str
    children: dict[str, _Record] = field(default_factory=dict)


class DiscIndex:
    """Gives each image its place on the disc at `root`, and writes the DICOMDIR in the end."""

    TAGS: ClassVar = [
        "SpecificCharacterSet", "SOPClassUID", "SOPInstanceUID", *(tag for level in _LEVELS for tag in level[2])
    ]  # fmt: skip

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = _Record(Dataset(), "")

    def place(self, image: Dataset) -> Path:
        """Where to write `image` (its header is enough); folders are made, and the image will be in the index."""
        parent, names = self._top, list[str]()
        for level in range(len(_LEVELS)):
            parent = self._child(parent, image, level)
            names.append(parent.name)
        parent.dataset.ReferencedFileID = names
        path = self._root.joinpath(*names)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self) -> None:
        """Write the DICOMDIR: once to learn where each record lies, then again with the offsets of these places."""
        order = _flat(self._top)
        index = _index([record.dataset for record in order])
        path = self._root / "DICOMDIR"
        index.save_as(path, enforce_file_format=True)
        with quietly():
            written = pydicom.dcmread(path)
        # Offsets have a fixed width, so setting them moves nothing.
        offsets = {id(r): item.seq_item_tell for r, item in zip(order, written.DirectoryRecordSequence, strict=True)}
        _link(self._top, offsets)
        first = list(self._top.children.values())
        index.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = offsets[id(first[0])] if first else 0
        index.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = offsets[id(first[-1])] if first else 0
        index.save_as(path, enforce_file_format=True)

    def _child(self, parent: _Record, image: Dataset, level: int) -> _Record:
        kind, key, carried, prefix = _LEVELS[level]
        name = text(image, key)
        if name not in parent.children:
            record = Dataset()
            record.OffsetOfTheNextDirectoryRecord = record.OffsetOfReferencedLowerLevelDirectoryEntity = 0
            record.RecordInUseFlag, record.DirectoryRecordType = 0xFFFF, kind
            record.SpecificCharacterSet = image.get("SpecificCharacterSet", "ISO_IR 100")
            for keyword in carried:
                setattr(record, keyword, image.get(keyword, ""))
            if kind == "IMAGE":
                record.ReferencedSOPClassUIDInFile = image.SOPClassUID
                record.ReferencedSOPInstanceUIDInFile = image.SOPInstanceUID
                record.ReferencedTransferSyntaxUIDInFile = image.file_meta.TransferSyntaxUID
            parent.children[name] = _Record(record, f"{prefix}{len(parent.children):06d}")
        return parent.children[name]


def _flat(record: _Record) -> list[_Record]:
    """All records below one, parents before their children."""
    return [r for child in record.children.values() for r in (child, *_flat(child))]


def _link(record: _Record, offsets: dict[int, int]) -> None:
    children = list(record.children.values())
    if children:
        record.dataset.OffsetOfReferencedLowerLevelDirectoryEntity = offsets[id(children[0])]
    for child, following in itertools.pairwise(children):
        child.dataset.OffsetOfTheNextDirectoryRecord = offsets[id(following)]
    for child in children:
        _link(child, offsets)


def _index(records: list[Dataset]) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    meta.MediaStorageSOPInstanceUID = generate_uid(
        entropy_srcs=[text(r, "ReferencedSOPInstanceUIDInFile") for r in records] or None
    )
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    index = FileDataset("", {}, preamble=b"\0" * 128, file_meta=meta)
    index.FileSetID = "EARSEG"
    index.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 0
    index.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 0
    index.FileSetConsistencyFlag = 0
    index.DirectoryRecordSequence = records
    return index
