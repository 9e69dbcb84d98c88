"""Archives are read in place, and what is wrong with them is said."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume


def look(place: Path) -> Catalog:
    return read_catalog(place, Reporter())


def zipped(folder: Path, to: Path) -> Path:
    return Path(shutil.make_archive(str(to.with_suffix("")), "zip", folder))


def test_an_archive_is_read_in_place(disc: Path, tmp_path: Path, ball: Volume) -> None:
    archive = zipped(disc, tmp_path / "disc.zip")
    shutil.rmtree(disc)
    assert len(look(archive).all_series()) == 3
    assert look(archive).broken == ()
    assert np.array_equal(open_any(archive).hu, ball.hu)
    assert [p.name for p in tmp_path.iterdir()] == ["disc.zip"]


def test_an_archive_beside_other_files_is_looked_into(disc: Path, tmp_path: Path, ball: Volume) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    zipped(disc, folder / "disc.zip")
    assert np.array_equal(open_any(folder).hu, ball.hu)


def test_members_that_lead_out_of_an_archive_are_not_opened(disc: Path, tmp_path: Path) -> None:
    source = next(p for p in disc.rglob("IM*"))
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        for name in ("../../up", "/etc/absolute", "C:\\win", "a\\..\\..\\back"):
            archive.write(source, name)
            archive.filelist[-1].filename = name
    catalog = look(tmp_path / "evil.zip")
    assert catalog.all_series() == ()
    assert len(catalog.broken) == 4
    assert all("outside the archive" in b.reason for b in catalog.broken)


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IM1", bytes(80 << 20))
    (broken,) = look(tmp_path / "bomb.zip").broken
    assert "far larger" in broken.reason


def test_a_damaged_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "disc.zip").write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(UnreadableInput, match=r"disc\.zip cannot be opened"):
        look(tmp_path / "disc.zip")


def test_a_damaged_member_names_itself(disc: Path, tmp_path: Path) -> None:
    archive = zipped(disc, tmp_path / "disc.zip")
    content = bytearray(archive.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 60] = bytes(60)
    archive.write_bytes(content)
    catalog = look(archive)
    assert len(catalog.all_series()) == 3 or catalog.broken
