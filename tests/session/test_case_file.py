"""A case file holds the whole case, is readable by others, and outlives versions, damage and full disks."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.segmentation import EarShare
from earseg_app.session.case_file import StoredCase, fingerprint, read_case, save_case
from earseg_app.session.case_record import VERSION, Snapshot, snapshot_of
from earseg_app.session.session import Case, Display, Session, WorkStep
from tests.session.sample_case import (
    CASES,
    SAMPLE_STEPS,
    sample_hand_measures,
    sample_measurement,
    sample_snapshot,
    sample_structures,
    sample_volume,
)


def saved(path: Path, snapshot: Snapshot | None = None, include_scan: bool = False) -> Path:
    snapshot = snapshot or sample_snapshot()
    save_case(path, snapshot, fingerprint(snapshot.case.volume), include_scan=include_scan)
    return path


def reopened(stored: StoredCase) -> tuple[Snapshot, tuple[str, ...]]:
    volume = stored.volume or sample_volume()
    return snapshot_of(stored.record, volume, stored.labels, stored.uncertainty, stored.history, stored.shares)


def assert_is_sample(snapshot: Snapshot) -> None:
    expected = sample_snapshot()
    assert np.array_equal(snapshot.case.volume.hu, expected.case.volume.hu)
    assert snapshot.case.volume.grid == expected.case.volume.grid
    for name in ("title", "series_uid", "notes", "side_hint", "has_patient_frame"):
        assert getattr(snapshot.case.volume, name) == getattr(expected.case.volume, name)
    made, wanted = snapshot.case.segmentation, expected.case.segmentation
    assert made is not None
    assert wanted is not None
    assert np.array_equal(made.labels, wanted.labels)
    assert np.array_equal(made.uncertainty, wanted.uncertainty)
    assert (made.ears, made.provenance) == (wanted.ears, wanted.provenance)
    for name in ("measurements", "unmeasured", "exported", "place"):
        assert getattr(snapshot.case, name) == getattr(expected.case, name)
    assert (snapshot.display, snapshot.step) == (expected.display, expected.step)


@pytest.mark.parametrize("include_scan", [False, True])
def test_a_case_comes_back_as_it_was(tmp_path: Path, include_scan: bool) -> None:
    stored = read_case(saved(tmp_path / "a.earseg", include_scan=include_scan))
    assert (stored.volume is not None) is include_scan
    snapshot, notes = reopened(stored)
    assert_is_sample(snapshot)
    assert snapshot.case.hand_measures == sample_hand_measures()
    assert notes == ()


def test_what_measures_gained_since_the_first_version_comes_back_too(tmp_path: Path) -> None:
    measured = dataclasses.replace(
        sample_measurement(),
        wall_lps_mm=((1.0, 2.0, 3.0), (9.0, 2.0, 3.0)),
        found=sample_measurement().landmarks.moved("apex", (5.0, 2.0, 7.0)),
    )
    sample = sample_snapshot()
    case = dataclasses.replace(sample.case, measurements={Side.RIGHT: measured}, outdated=frozenset({Side.LEFT}))
    path = saved(tmp_path / "a.earseg", dataclasses.replace(sample, case=case))
    snapshot, _ = reopened(read_case(path))
    assert snapshot.case.measurements == {Side.RIGHT: measured}
    assert snapshot.case.outdated == {Side.LEFT}


def test_what_the_network_took_for_ear_comes_back_and_is_undone_and_redone_with_its_labels(tmp_path: Path) -> None:
    sample = sample_snapshot()
    assert sample.case.segmentation is not None
    share = EarShare(np.arange(60, dtype=np.uint8).reshape(3, 4, 5), Grid((3, 4, 5), (0.3, 0.3, 0.3), (7.0, -8.0, 9.5)))
    made = dataclasses.replace(sample.case.segmentation, shares=(share,))
    session = Session()
    session.restore(dataclasses.replace(sample.case, segmentation=None), sample.display, sample.step, None, True)
    session.accept_segmentation(made)
    assert session.state.case is not None
    kept = Snapshot(session.state.case, sample.display, sample.step, session.history)

    snapshot, notes = reopened(read_case(saved(tmp_path / "a.earseg", kept)))
    assert notes == ()
    assert snapshot.case.segmentation is not None
    (back,) = snapshot.case.segmentation.shares
    assert back.grid == share.grid
    assert np.array_equal(back.share, share.share)

    again = Session()
    again.restore(snapshot.case, snapshot.display, snapshot.step, None, True, snapshot.history)
    again.undo()
    again.redo()
    assert again.state.case is not None
    assert again.state.case.segmentation is not None
    assert again.state.case.segmentation.shares == (back,)


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_the_case_of_every_earlier_program_opens(version: int) -> None:
    path = CASES / f"v{version}.earseg"
    assert path.stat().st_size < 100_000
    snapshot, notes = reopened(read_case(path))
    assert_is_sample(snapshot)
    assert notes == ()
    assert snapshot.case.hand_measures == (() if version < 3 else sample_hand_measures())
    assert [step.name for step in snapshot.history.done] == ([] if version < 2 else SAMPLE_STEPS)
    assert snapshot.case.segmentation is not None
    assert snapshot.case.segmentation.structures == (() if version < 4 else sample_structures())


def test_the_mark_of_a_gap_stays_with_the_case(tmp_path: Path) -> None:
    marked = Case(dataclasses.replace(sample_volume(), mark="Gap of 4.2 mm left empty"))
    path = saved(tmp_path / "a.earseg", Snapshot(marked, Display(), WorkStep.LOAD), include_scan=True)
    snapshot, _ = reopened(read_case(path))
    assert snapshot.case.volume.mark == "Gap of 4.2 mm left empty"


def test_a_scan_without_any_work_can_be_saved(tmp_path: Path) -> None:
    bare = Snapshot(Case(sample_volume()), Display(), WorkStep.LOAD)
    snapshot, _ = reopened(read_case(saved(tmp_path / "a.earseg", bare)))
    assert snapshot.case.segmentation is None
    assert snapshot.display == Display()


def test_other_tools_find_labels_and_scan_in_place(tmp_path: Path) -> None:
    with zipfile.ZipFile(saved(tmp_path / "a.earseg", include_scan=True)) as archive:
        archive.extractall(tmp_path)
    expected = sample_snapshot().case
    for name, array in (("labels", expected.segmentation.labels), ("scan", expected.volume.hu)):  # type: ignore[union-attr]
        image = sitk.ReadImage(str(tmp_path / f"{name}.nii.gz"))
        assert np.array_equal(sitk.GetArrayFromImage(image), array)
        for z, y, x in ((0, 0, 0), (9, 2, 5), (3, 11, 13)):
            point = image.TransformIndexToPhysicalPoint((x, y, z))
            assert expected.volume.grid.lps_from_index((z, y, x)) == pytest.approx(point, abs=1e-4)


def test_the_fingerprint_knows_the_scan_again_and_no_other() -> None:
    volume = sample_volume()
    assert fingerprint(volume) == fingerprint(sample_volume())
    other = volume.hu.copy()
    other[3, 4, 5] += 1
    assert fingerprint(dataclasses.replace(volume, hu=other)) != fingerprint(volume)


@settings(max_examples=30, deadline=None)
@given(
    shape=st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6)),
    seed=st.integers(0, 2**31),
)
def test_any_labels_come_back(tmp_path_factory: pytest.TempPathFactory, shape: tuple[int, int, int], seed: int) -> None:
    sample = sample_snapshot()
    volume = sample.case.volume
    grid = volume.grid.crop((0, 0, 0), shape)
    labels = np.random.default_rng(seed).integers(0, 16, shape).astype(np.uint8)
    segmentation = dataclasses.replace(sample.case.segmentation, labels=labels, grid=grid, uncertainty=None)
    small = dataclasses.replace(volume, hu=volume.hu[: shape[0], : shape[1], : shape[2]], grid=grid)
    snapshot = dataclasses.replace(sample, case=Case(small, segmentation))
    path = tmp_path_factory.mktemp("case") / "a.earseg"
    assert np.array_equal(read_case(saved(path, snapshot)).labels, labels)


def test_the_version_before_is_kept(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    before = path.read_bytes()
    saved(path, Snapshot(Case(sample_volume()), Display(), WorkStep.LOAD))
    assert (tmp_path / "a.earseg.bak").read_bytes() == before
    assert read_case(path).labels is None


def test_cancelling_keeps_the_old_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    before = path.read_bytes()
    reporter = Reporter()
    reporter.cancel()
    snapshot = sample_snapshot()
    with pytest.raises(Cancelled):
        save_case(path, snapshot, "", reporter=reporter)
    assert path.read_bytes() == before


def test_a_place_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"The folder does not exist; a\.earseg was not written"):
        saved(tmp_path / "gone" / "a.earseg")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_file_cut_short_is_refused_with_the_way_back(tmp_path: Path, share: float) -> None:
    path = saved(saved(tmp_path / "a.earseg"))
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(UnreadableInput, match=r"a\.earseg") as caught:
        read_case(path)
    assert "a.earseg.bak" in caught.value.hint


def test_every_flipped_byte_is_noticed_or_harmless(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    content = bytearray(path.read_bytes())
    rng = np.random.default_rng(5)
    for place in rng.integers(0, len(content), 150):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        try:
            snapshot, _ = reopened(read_case(path))
        except UnreadableInput:
            continue
        assert_is_sample(snapshot)


def rewritten(path: Path, **changes: object) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["case.json"] = json.dumps(json.loads(files["case.json"]) | changes).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_the_case_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = rewritten(saved(tmp_path / "a.earseg"), version=VERSION + 1, program="EarSeg 9")
    with pytest.raises(UnreadableInput, match=r"newer program \(EarSeg 9\)"):
        read_case(path)


def test_another_zip_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no EarSeg case"):
        read_case(rewritten(saved(tmp_path / "a.earseg"), format="something"))


def test_a_grid_of_another_size_than_the_labels_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    scan = json.loads(zipfile.ZipFile(path).read("case.json"))["scan"]
    scan["grid"]["shape_zyx"] = [10, 14, 12]
    with pytest.raises(UnreadableInput, match="do not fit"):
        read_case(rewritten(path, scan=scan))


def test_measures_and_views_that_do_not_fit_fall_back_alone(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    view = json.loads(zipfile.ZipFile(path).read("case.json"))["view"] | {"overlay_opacity": "strong", "new": 1}
    snapshot, notes = reopened(read_case(rewritten(path, measurements={"R": {"odd": 1}}, view=view)))
    assert snapshot.case.measurements == {}
    assert "measure it again" in notes[0]
    assert snapshot.display.overlay_opacity == Display().overlay_opacity
    assert snapshot.display.measured_side is Side.LEFT
    assert not snapshot.display.part(Side.RIGHT, Part.VESTIBULE).visible


def test_a_hand_measure_that_does_not_fit_is_left_out_alone_and_said(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.earseg")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(parts["case.json"])
    content["hand_measures"][2]["points_lps_mm"].pop()  # an angle of two points
    parts["case.json"] = json.dumps(content).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    snapshot, notes = reopened(read_case(path))
    assert snapshot.case.hand_measures == tuple(m for m in sample_hand_measures() if m.name != "Angle 1")
    assert len(notes) == 1 and "left out" in notes[0]
