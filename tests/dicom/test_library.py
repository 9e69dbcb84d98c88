"""The library: what was opened is found again, a copy is whole or absent, damage is noticed and mended."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import threading
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.dicom.library import copies, index, schema
from earseg_app.dicom.library.shelf import StudyLibrary
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import EarsegError, ExportError, UnreadableInput
from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.progress import Cancelled, Reporter, Step
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "user" / "library"


@pytest.fixture
def library(folder: Path) -> StudyLibrary:
    return StudyLibrary(folder)


@pytest.fixture
def clinic(tmp_path: Path, ball: Volume) -> Path:
    """A disc of two patients."""
    zoe = SeriesMeta("Ørsted^Zoë", "4711", study_date="20260309", study_description="CT petrous bones", kernel="BONE")
    ada = SeriesMeta("Example^Ada", "100%_sure", study_date="20251224", study_description="CT head", kernel="SOFT")
    write_cd(tmp_path / "clinic", [(zoe, ball), (ada, ball)], Reporter())
    return tmp_path / "clinic"


def look(place: Path) -> Catalog:
    return read_catalog(place, Reporter())


def fill(library: StudyLibrary, place: Path, *, copied: bool = False) -> list[KnownStudy]:
    """Enter or copy every study of a place."""
    catalog = look(place)
    uids = [study.series[0].uid for patient in catalog.patients for study in patient.studies]
    return [library.copy(catalog, uid, Reporter()) if copied else library.enter(catalog, uid) for uid in uids]


def names(found: tuple[KnownStudy, ...]) -> list[str]:
    return [known.patient_name for known in found]


def files_of(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def damage(folder: Path) -> None:
    path = folder / "library.sqlite3"
    path.write_bytes(b"\0" * 40 + path.read_bytes()[40:])


def test_a_new_library_is_empty(library: StudyLibrary) -> None:
    assert library.studies() == ()
    assert library.is_sound()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", ["Ørsted^Zoë", "Example^Ada"]),
        ("zoe", ["Ørsted^Zoë"]),
        ("ZOË", ["Ørsted^Zoë"]),
        ("4711", ["Ørsted^Zoë"]),
        ("2025-12", ["Example^Ada"]),
        ("20251224", ["Example^Ada"]),
        ("petrous zoe", ["Ørsted^Zoë"]),
        ("petrous ada", []),
        ("0%_", ["Example^Ada"]),
        ("4%1", []),
        ("' OR 1=1 --", []),
    ],
)
def test_studies_are_found_by_name_id_date_and_description(
    library: StudyLibrary, clinic: Path, wanted: str, found: list[str]
) -> None:
    fill(library, clinic)
    assert names(library.studies(wanted)) == found


def test_the_last_opened_comes_first_and_only_once(library: StudyLibrary, clinic: Path) -> None:
    first, *_ = fill(library, clinic)
    before = library.studies()
    again = library.enter(look(clinic), look(clinic).patients[0].studies[0].series[0].uid)
    assert again.number == first.number
    assert [k.number for k in library.studies()] == [first.number, *(k.number for k in before if k != first)]


def test_an_entry_has_the_picture_of_its_best_series(library: StudyLibrary, disc: Path) -> None:
    for known in fill(library, disc):
        picture = library.thumbnail(known.number)
        assert picture is not None
        assert picture.shape == (20, 24)
    assert library.thumbnail(99) is None


def test_a_copy_opens_without_the_disc(library: StudyLibrary, clinic: Path, ball: Volume) -> None:
    known = fill(library, clinic, copied=True)
    shutil.rmtree(clinic)
    for study in known:
        assert study.copy is not None
        assert np.array_equal(open_any(study.place).hu, ball.hu)
    assert known[0].source == clinic


def test_a_copy_comes_out_of_an_archive(library: StudyLibrary, clinic: Path, tmp_path: Path, ball: Volume) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "mail"), "zip", clinic))
    known = fill(library, archive, copied=True)
    archive.unlink()
    assert np.array_equal(open_any(known[0].place).hu, ball.hu)


def test_file_and_folder_names_of_the_library_name_no_patient(
    library: StudyLibrary, folder: Path, clinic: Path
) -> None:
    fill(library, clinic, copied=True)
    shown = "\n".join(files_of(folder)).casefold()
    assert not any(word in shown for word in ("zo", "ada", "4711", "sure", "2026030", "2025122"))


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps user folders private by itself")
@pytest.mark.parametrize("copied", [False, True])
def test_only_the_user_may_enter_the_library(library: StudyLibrary, folder: Path, clinic: Path, copied: bool) -> None:
    fill(library, clinic, copied=copied)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_opening_the_copy_keeps_where_the_study_came_from(library: StudyLibrary, clinic: Path) -> None:
    known = fill(library, clinic, copied=True)[0]
    assert known.copy is not None
    (again,) = fill(library, known.copy)
    assert (again.number, again.source, again.copy) == (known.number, clinic, known.copy)


def test_a_second_copy_takes_the_place_of_the_first(library: StudyLibrary, folder: Path, clinic: Path) -> None:
    first = fill(library, clinic, copied=True)
    second = fill(library, clinic, copied=True)
    assert [k.number for k in first] == [k.number for k in second]
    assert len(copies.copies_in(folder / "studies")) == 2
    assert all(k.copy is not None and k.copy.is_dir() for k in second)


def test_a_cancelled_copy_leaves_nothing(library: StudyLibrary, folder: Path, clinic: Path) -> None:
    def step(step: Step) -> None:
        if step.fraction > 0.4:
            reporter.cancel()

    reporter = Reporter(step)
    catalog = look(clinic)
    with pytest.raises(Cancelled):
        library.copy(catalog, catalog.all_series()[0].uid, reporter)
    assert files_of(folder) == ["studies"]
    assert library.studies() == ()


def test_a_full_disk_leaves_nothing(
    library: StudyLibrary, folder: Path, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copies, "flush_file", full)
    with pytest.raises(ExportError, match="disk is full"):
        fill(library, clinic, copied=True)
    assert files_of(folder) == ["studies"]


def test_too_little_room_is_said_before_anything_is_copied(
    library: StudyLibrary, folder: Path, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")(1 << 40, 1 << 40, 100 << 20)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(ExportError, match="100 MiB are free"):
        fill(library, clinic, copied=True)
    assert files_of(folder) == ["studies"]


def test_a_file_gone_from_the_disc_is_said_and_nothing_is_copied(
    library: StudyLibrary, folder: Path, clinic: Path
) -> None:
    catalog = look(clinic)
    catalog.all_series()[0].files[-1].unlink()
    with pytest.raises(UnreadableInput, match="no longer there; nothing was copied"):
        library.copy(catalog, catalog.all_series()[0].uid, Reporter())
    assert copies.copies_in(folder / "studies") == []


def test_removing_takes_entry_picture_and_copy_but_not_the_disc(
    library: StudyLibrary, folder: Path, clinic: Path
) -> None:
    before = files_of(clinic)
    gone, stays = fill(library, clinic, copied=True)
    library.remove(gone.number)
    assert [k.number for k in library.studies()] == [stays.number]
    assert library.thumbnail(gone.number) is None
    assert copies.copies_in(folder / "studies") == [stays.copy]
    assert files_of(clinic) == before
    with pytest.raises(UnreadableInput, match="no study"):
        library.remove(gone.number)


@pytest.mark.parametrize("how", ["header", "text", "torn"])
def test_a_damaged_index_is_noticed_kept_aside_and_made_again_from_the_copies(
    library: StudyLibrary, folder: Path, clinic: Path, how: str
) -> None:
    copied, listed = fill(library, clinic)
    copied = library.copy(look(clinic), look(clinic).all_series()[0].uid, Reporter())
    path = folder / "library.sqlite3"
    sound = path.read_bytes()
    if how == "torn":
        path.write_bytes(sound[:4096] + bytes(range(256)) * ((len(sound) - 4096) // 256))
    else:
        path.write_bytes(b"hello" * 5000 if how == "text" else b"\0" * 40 + sound[40:])
    broken = path.read_bytes()
    assert not library.is_sound()
    if how != "torn":  # a torn page is only met by a question that needs it
        with pytest.raises(UnreadableInput, match="index of the library is damaged"):
            library.studies()
    repair = library.repair(Reporter())
    assert repair.entered == 1
    assert repair.kept_aside is not None
    assert repair.kept_aside.read_bytes() == broken
    assert "1 copied" in repair.sentence()
    (again,) = library.studies()
    assert (again.patient_name, again.copy) == (copied.patient_name, copied.copy)
    assert library.thumbnail(again.number) is not None
    assert listed.patient_name not in names(library.studies())


def test_a_lost_index_comes_back_from_the_copies(library: StudyLibrary, folder: Path, clinic: Path) -> None:
    known = fill(library, clinic, copied=True)
    (folder / "library.sqlite3").unlink()
    assert library.repair(Reporter()).entered == 2
    assert {k.copy for k in library.studies()} == {k.copy for k in known}


def test_a_copy_deleted_by_hand_is_no_copy_any_more(library: StudyLibrary, clinic: Path) -> None:
    known = fill(library, clinic, copied=True)[0]
    assert known.copy is not None
    shutil.rmtree(known.copy)
    again = next(k for k in library.studies() if k.number == known.number)
    assert (again.copy, again.place) == (None, clinic)


def test_what_an_interruption_left_is_swept(library: StudyLibrary, folder: Path, clinic: Path) -> None:
    fill(library, clinic, copied=True)
    (folder / "studies" / ".removed-x").mkdir()
    (folder / "studies" / ".earseg-running").mkdir()
    library.repair(Reporter())
    assert [p.name for p in (folder / "studies").iterdir() if p.name.startswith(".")] == [".earseg-running"]


def test_an_index_of_an_older_version_is_migrated(library: StudyLibrary, folder: Path, clinic: Path) -> None:
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "library.sqlite3")) as old, old:
        for statement in schema.MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
        old.execute(
            "INSERT INTO study (uid, patient_name, patient_id, birth_date, date, description, images, opened, source, "
            "words) VALUES ('1.2', 'Old^Case', '7', '', '', '', 3, '2020', '/cd', 'old case 7')"
        )
    assert names(library.studies("old")) == ["Old^Case"]
    fill(library, clinic)
    assert names(library.studies())[-1] == "Old^Case"
    assert library.thumbnail(2) is not None


def test_every_migration_ends_in_the_schema_of_today(tmp_path: Path) -> None:
    """From each version that was ever released the same tables come about."""
    shapes = set()
    for start in range(schema.VERSION + 1):
        with closing(sqlite3.connect(tmp_path / f"{start}.sqlite3")) as connection:
            for step in schema.MIGRATIONS[:start]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {start}")
            connection.commit()
            schema.migrate(connection)
            assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
            shapes.add(tuple(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()))
    assert len(shapes) == 1


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:1], ("CREATE TABLE fine (a)", "CREATE nonsense")))
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_an_index_of_a_newer_version_is_left_alone(library: StudyLibrary, folder: Path) -> None:
    library.studies()
    with closing(sqlite3.connect(folder / "library.sqlite3")) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(UnreadableInput, match="newer EarSeg"):
        library.studies()
    with pytest.raises(UnreadableInput, match="newer EarSeg"):
        library.repair(Reporter())
    assert [p.name for p in folder.iterdir() if "damaged" in p.name] == []


def test_two_windows_may_write_at_once(folder: Path, clinic: Path) -> None:
    catalog = look(clinic)
    uids = [series.uid for series in catalog.all_series()]
    errors: list[Exception] = []

    def work(uid: str) -> None:
        try:
            for _ in range(10):
                StudyLibrary(folder).enter(catalog, uid)
        except EarsegError as error:
            errors.append(error)

    windows = [threading.Thread(target=work, args=(uid,)) for uid in uids * 2]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert errors == []
    assert len(StudyLibrary(folder).studies()) == 2


def test_a_window_that_waits_too_long_is_told_why(
    library: StudyLibrary, folder: Path, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, clinic)
    monkeypatch.setattr(index, "BUSY_S", 0.01)
    with closing(sqlite3.connect(folder / "library.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ExportError, match="Another window"):
            fill(library, clinic)
        assert len(library.studies()) == 2
