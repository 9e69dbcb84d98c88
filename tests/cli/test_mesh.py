"""`earseg mesh` offers what the step Export does."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from earseg_app.__main__ import main
from earseg_app.dicom.images import write_labels, write_share
from earseg_app.domain.anatomy import Side
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import EarShare, Segmentation
from earseg_app.domain.structures import Structure, counted, structure_of
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import Case, axial_grid, small_case
from earseg_app.phantom.ct import truth_labels
from earseg_app.session.case_file import fingerprint, save_case
from earseg_app.session.case_record import Snapshot
from earseg_app.session.session import Case as OpenCase
from earseg_app.session.session import Display, WorkStep


@pytest.fixture(scope="module")
def ear() -> Case:
    return small_case(Side.RIGHT, seed=7, spacing_mm=0.6, size_mm=30.0)


@pytest.fixture(scope="module")
def share(ear: Case) -> EarShare:
    """What a network that knows the truth would keep."""
    anatomy = Anatomy.draw(7)
    center = anatomy.ear_frame(Side.RIGHT).to_lps((0.0, 0.5, 0.0))
    fine = truth_labels(anatomy, axial_grid(center, [26.0] * 3, [0.15] * 3))
    coarse = axial_grid(center, [25.0] * 3, [0.3] * 3)
    inside = resample_array(fine.mask(Side.RIGHT), fine.grid, coarse)
    return EarShare(np.rint(255 * inside).astype(np.uint8), coarse)


@pytest.fixture(scope="module")
def labels(ear: Case, share: EarShare) -> Segmentation:
    """Labels that agree with the share."""
    inside = resample_array(share.share, share.grid, ear.labels.grid) > 127.5
    return dataclasses.replace(
        ear.labels, labels=np.where(inside, np.maximum(ear.labels.labels, 1), 0).astype(np.uint8)
    )


def sidecar(folder: Path) -> dict[str, Any]:
    (path,) = folder.glob("*.json")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def test_with_the_shares_beside_the_labels_surfaces_are_made_from_them(
    labels: Segmentation, share: EarShare, tmp_path: Path
) -> None:
    write_labels(tmp_path / "l.nii.gz", labels)
    write_share(tmp_path / "l_share_1.nii.gz", share)
    words = ["mesh", str(tmp_path / "l.nii.gz"), "--what", "whole", "--quiet", "-o"]
    with_shares = [*words, str(tmp_path / "soft"), "--shares", str(tmp_path / "l_share_1.nii.gz")]
    assert main(with_shares) == 0
    assert main([*words, str(tmp_path / "hard")]) == 0
    (soft,), (hard,) = sidecar(tmp_path / "soft")["surfaces"], sidecar(tmp_path / "hard")["surfaces"]
    assert (soft["made_from"], hard["made_from"]) == ("shares", "labels")
    assert soft["triangles"] > hard["triangles"]


def test_shares_of_another_scan_are_refused_in_a_sentence(
    labels: Segmentation, share: EarShare, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_labels(tmp_path / "l.nii.gz", labels)
    turned = dataclasses.replace(share.grid, axes_lps=((0.0, 0.6, 0.8), (0.0, 0.8, -0.6), (1.0, 0.0, 0.0)))
    write_share(tmp_path / "s.nii.gz", EarShare(share.share, turned))
    words = ["mesh", str(tmp_path / "l.nii.gz"), "-o", str(tmp_path / "out"), "--shares", str(tmp_path / "s.nii.gz")]
    assert main(words) != 0
    assert "does not belong to these labels" in capsys.readouterr().err


def test_a_case_file_holds_labels_shares_and_the_scan_for_bone(
    ear: Case, labels: Segmentation, share: EarShare, tmp_path: Path
) -> None:
    case = OpenCase(ear.volume, dataclasses.replace(labels, shares=(share,)))
    path = tmp_path / "a.earseg"
    save_case(path, Snapshot(case, Display(), WorkStep.EXPORT), fingerprint(ear.volume), include_scan=True)
    assert main(["mesh", str(path), "-o", str(tmp_path / "out"), "--what", "whole", "bone", "--quiet"]) == 0
    made_from = {surface["name"]: surface["made_from"] for surface in sidecar(tmp_path / "out")["surfaces"]}
    assert made_from == {"right_inner_ear": "shares", "right_temporal_bone": "CT"}


def test_a_case_without_labels_says_so(ear: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.earseg"
    save_case(path, Snapshot(OpenCase(ear.volume), Display(), WorkStep.LOAD), fingerprint(ear.volume))
    assert main(["mesh", str(path), "-o", str(tmp_path / "out")]) != 0
    assert "nothing is segmented yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["--scale", "30"], ["--max-triangles", "-5"], ["--radius", "-3"], ["--fit"], ["--hollow"], ["--label", "xx"]],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    labels: Segmentation, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    write_labels(tmp_path / "l.nii.gz", labels)
    assert main(["mesh", str(tmp_path / "l.nii.gz"), "-o", str(tmp_path / "out"), *words]) != 0
    said = capsys.readouterr().err.strip()
    assert said.endswith(".")
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_print_model_says_scale_in_its_name_and_a_smaller_one_is_made_to_fit(
    labels: Segmentation, tmp_path: Path
) -> None:
    write_labels(tmp_path / "l.nii.gz", labels)
    words = ["mesh", str(tmp_path / "l.nii.gz"), "-o", str(tmp_path / "out"), "--what", "cast", "--cut", "sagittal"]
    assert main([*words, "--printer", "sla", "--scale", "20", "--fit", "--code", "A1", "--quiet"]) == 0
    found = sidecar(tmp_path / "out")
    assert 2.0 < found["scale"] < 20.0
    names = {surface["file"] for surface in found["surfaces"]}
    assert names == {f"right_inner_ear_cast_{half}_x{found['scale']:g}.stl" for half in ("pins", "sockets")}
    assert names | {f"right_ear_x{found['scale']:g}_stl.json"} == {path.name for path in (tmp_path / "out").iterdir()}


def with_nerves(labels: Segmentation) -> Segmentation:
    painted = labels.labels.copy()
    painted[2:5, 2:5, 2:14], painted[2:5, 8:11, 2:14], painted[8:11, 2:5, 2:14] = 21, 41, 61
    structures = (structure_of(21), structure_of(41), Structure(61, "Cyst of the apex", "#112233"))
    return dataclasses.replace(labels, labels=painted, structures=counted(structures, painted))


@pytest.mark.parametrize(
    "words, names",
    [
        (["--label", "facial nerve"], {"right_facial_nerve", "left_facial_nerve"}),
        (["--label", "facial nerve (left)"], {"left_facial_nerve"}),
        (["--label", "Cyst of the apex", "--label", "21=nerve"], {"cyst_of_the_apex", "nerve"}),
        (["--what", "structures"], {"right_facial_nerve", "left_facial_nerve", "cyst_of_the_apex"}),
    ],
)
@pytest.mark.parametrize("name", ["l.seg.nrrd", "a.earseg"])
def test_structures_are_asked_for_by_name(
    ear: Case, labels: Segmentation, tmp_path: Path, name: str, words: list[str], names: set[str]
) -> None:
    painted = with_nerves(labels)
    if name.endswith("earseg"):
        snapshot = Snapshot(OpenCase(ear.volume, painted), Display(), WorkStep.EXPORT)
        save_case(tmp_path / name, snapshot, fingerprint(ear.volume))
    else:
        write_labels(tmp_path / name, painted)
    wanted = words if "--what" in words else [*words, "--what", "whole"]
    assert main(["mesh", str(tmp_path / name), "-o", str(tmp_path / "out"), "--quiet", *wanted]) == 0
    found = {surface["name"] for surface in sidecar(tmp_path / "out")["surfaces"]}
    assert found == names | ({"right_inner_ear"} if "whole" in wanted else set())


def test_a_name_that_is_not_there_is_answered_with_those_that_are(
    labels: Segmentation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_labels(tmp_path / "l.seg.nrrd", with_nerves(labels))
    words = ["mesh", str(tmp_path / "l.seg.nrrd"), "-o", str(tmp_path / "out"), "--label", "carotid"]
    assert main(words) != 0
    assert "facial nerve (right)" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
