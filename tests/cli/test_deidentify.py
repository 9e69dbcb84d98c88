"""`earseg deidentify`: the same volume without the patient."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app.__main__ import main
from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.open_path import open_any
from tests.dicom.conftest import ball_volume


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    write_ct_series(tmp_path / "scan", ball_volume(), SeriesMeta("Doe^Jane", "4711"))
    return tmp_path / "scan"


def test_a_copy_opens_as_the_same_volume(scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "copy"
    assert main(["deidentify", str(scan), "-o", str(target), "--code", "EAR-07", "--keep-dates", "--quiet"]) == 0
    assert "12 images without the patient" in capsys.readouterr().out
    assert np.array_equal(open_any(target).hu, ball_volume().hu)


def test_a_code_that_is_the_name_is_refused(scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deidentify", str(scan), "-o", str(tmp_path / "copy"), "--code", "Doe 7"]) == 1
    assert "Choose a code" in capsys.readouterr().err
    assert not (tmp_path / "copy").exists()
