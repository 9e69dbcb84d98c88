"""Users add arrays in a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from earseg_app import paths
from earseg_app.adapters.electrode_library import FILE_NAME, electrode_arrays
from earseg_app.domain.electrodes.arrays import ElectrodeFileError


def test_without_a_file_of_ones_own_there_are_the_programs_arrays(tmp_path: Path) -> None:
    assert len(electrode_arrays(tmp_path)) >= 15


def test_a_file_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    text = (paths.resources() / FILE_NAME).read_text(encoding="utf-8").replace("FLEX28", "FLEX29")
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    names = {array.name for array in electrode_arrays(tmp_path)}
    assert {"MED-EL FLEX28", "MED-EL FLEX29"} <= names


def test_a_broken_file_of_ones_own_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ElectrodeFileError, match="can't be read"):
        electrode_arrays(tmp_path)
