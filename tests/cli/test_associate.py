"""A double click on a case file opens the program, and that can be taken back."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from earseg_app.cli.main import main

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of Linux desktops")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


def entry(data: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.read(data / "applications" / "earseg.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_learns_the_kind_of_file_and_the_program(data: Path) -> None:
    assert main(["associate"]) == 0
    assert entry(data)["MimeType"] == "application/x-earseg;"
    assert entry(data)["Exec"].endswith(" %f")


@pytest.mark.skipif(not (shutil.which("gio") and shutil.which("update-mime-database")), reason="no desktop tools here")
def test_the_desktop_knows_a_case_file(data: Path, tmp_path: Path) -> None:
    main(["associate"])
    case = tmp_path / "ear.earseg"
    case.write_bytes(b"PK\x05\x06" + bytes(18))
    told = subprocess.run(
        ["gio", "info", "-a", "standard::content-type", case], capture_output=True, text=True, check=True
    )
    assert "application/x-earseg" in told.stdout


def test_a_path_with_blanks_is_quoted(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/opt/my programs/earseg" if name == "earseg" else None)
    main(["associate"])
    assert entry(data)["Exec"] == '"/opt/my programs/earseg" %f'


def test_it_can_be_taken_back(data: Path) -> None:
    main(["associate"])
    assert main(["associate", "--remove"]) == 0
    assert not (data / "applications" / "earseg.desktop").exists()
    assert not (data / "mime" / "packages" / "earseg.xml").exists()
