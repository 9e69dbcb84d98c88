"""`earseg library`: studies listed, copied, removed and repaired from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from earseg_app.__main__ import main
from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    grid = Grid((8, 16, 16), (0.6, 0.4, 0.4), (0.0, 0.0, 0.0))
    meta = SeriesMeta("Example^Ada", "A-1", study_date="20260309", study_description="CT petrous bones")
    write_cd(tmp_path / "cd", [(meta, Volume(np.full(grid.shape_zyx, -1000, np.int16), grid))], Reporter())
    return tmp_path / "cd"


def run(tmp_path: Path, *words: str) -> int:
    return main(["library", words[0], "--library", str(tmp_path / "library"), *words[1:]])


def listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(tmp_path, "list", "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_disc_is_copied_found_and_removed(tmp_path: Path, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "add", str(disc)) == 0
    (known,) = listed(tmp_path, capsys)
    assert known["copy"] is not None
    assert run(tmp_path, "list", "ada", "2026-03") == 0
    assert "Example^Ada" in capsys.readouterr().out
    assert run(tmp_path, "list", "nobody") == 0
    assert capsys.readouterr().out == ""
    assert run(tmp_path, "remove", str(known["number"])) == 1
    assert "nothing was removed" in capsys.readouterr().err
    assert run(tmp_path, "remove", str(known["number"]), "--yes") == 0
    assert listed(tmp_path, capsys) == []
    assert disc.is_dir()


def test_a_study_may_be_listed_without_a_copy(tmp_path: Path, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "add", "--list-only", str(disc)) == 0
    (known,) = listed(tmp_path, capsys)
    assert (known["copy"], known["source"]) == (None, str(disc))


def test_a_damaged_index_is_said_and_repaired(tmp_path: Path, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "add", str(disc))
    (tmp_path / "library" / "library.sqlite3").write_bytes(b"no database at all" * 500)
    assert run(tmp_path, "list") == 1
    assert "earseg library repair" in capsys.readouterr().err
    assert run(tmp_path, "repair") == 0
    assert "1 copied" in capsys.readouterr().out
    assert len(listed(tmp_path, capsys)) == 1
    assert run(tmp_path, "repair") == 0
    assert "in order" in capsys.readouterr().out


def test_a_place_without_scans_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "add", str(tmp_path / "empty")) == 1
    assert "No DICOM images" in capsys.readouterr().err
