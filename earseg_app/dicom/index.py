"""Read a DICOMDIR as what it is: a list of names, never the truth about what is on the disc."""

from __future__ import annotations

from pathlib import Path

from earseg_app.dicom.elements import items, texts
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import read_dataset


def named_files(store: FileStore, index: Path) -> list[tuple[str, ...]]:
    """The files an index names, each as folder names and file name below the root of the disc, upper case.

    Raises:
        one of `tolerant.READ_ERRORS`: if the index is damaged.
    """
    with store.open(index) as file:
        dataset = read_dataset(file, ["DirectoryRecordSequence"])
    names = [texts(record, "ReferencedFileID") for record in items(dataset, "DirectoryRecordSequence")]
    # Some writers put the whole path with separators into one component.
    split = [tuple(part for name in parts for part in name.replace("\\", "/").split("/") if part) for parts in names]
    return [parts for parts in split if parts]
