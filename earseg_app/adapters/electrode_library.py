"""The electrode arrays that the program ships and those the user added."""

from __future__ import annotations

from pathlib import Path

from earseg_app import paths
from earseg_app.domain.electrodes.arrays import ElectrodeArray, ElectrodeFileError, merged, read_arrays

FILE_NAME = "electrodes.json"


def electrode_arrays(user_folder: Path | None = None) -> tuple[ElectrodeArray, ...]:
    """The program's arrays and those of `electrodes.json` in the user's data folder, which take precedence.

    Raises:
        ElectrodeFileError: if the user's file can't be used.
    """
    own = _read(paths.resources() / FILE_NAME)
    added = (user_folder or paths.user_data()) / FILE_NAME
    return merged(own, _read(added)) if added.is_file() else own


def _read(path: Path) -> tuple[ElectrodeArray, ...]:
    try:
        return read_arrays(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise ElectrodeFileError(
            f"The electrode list {path.name} can't be read.", "Check its permissions; it must be UTF-8 text."
        ) from error
