"""`earseg VERB`: the same code without a window; exit code 0, or one clear sentence on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
import trimesh
from pypdf import PdfReader

from earseg_app.__main__ import main
from earseg_app.cli import main as cli
from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.dicom.images import write_labels
from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Reporter
from earseg_app.phantom.cases import Case, small_case
from earseg_app.phantom.truth import measures


@pytest.fixture(scope="module")
def ear() -> Case:
    return small_case(Side.RIGHT, seed=7, spacing_mm=0.4)


@pytest.fixture(scope="module")
def disc(ear: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disc") / "cd"
    meta = SeriesMeta(patient_name="Test^Case", patient_id="T-1", series_description="Bone 0.4", slice_thickness_mm=0.4)
    write_cd(folder, [(meta, ear.volume)], Reporter())
    return folder


@pytest.fixture
def truth_file(ear: Case, tmp_path: Path) -> Path:
    path = tmp_path / "truth.nii.gz"
    write_labels(path, ear.labels)
    return path


def _one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and text.strip().endswith((".", "?"))


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out.startswith("EarSeg ")


@pytest.mark.parametrize("words", [[], ["--demo"], ["--quit-after", "1"], ["some/folder"]])
def test_words_that_are_no_verb_are_for_the_window(words: list[str]) -> None:
    assert not cli.is_for_terminal(words)


def test_a_missing_path_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", str(tmp_path / "nowhere")]) != 0
    assert _one_sentence(capsys.readouterr().err)


def test_a_text_file_renamed_dcm_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scan.dcm").write_text("this is no image")
    assert main(["segment", str(tmp_path), "-o", str(tmp_path / "out.nii.gz")]) != 0
    assert _one_sentence(capsys.readouterr().err)
    assert not (tmp_path / "out.nii.gz").exists()


def test_the_catalog_as_json_names_patient_study_and_series(disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", str(disc), "--json"]) == 0
    catalog = json.loads(capsys.readouterr().out)
    (patient,) = catalog["patients"]
    (study,) = patient["studies"]
    (series,) = study["series"]
    assert patient["id"] == "T-1"
    assert series["description"] == "Bone 0.4"
    assert series["slice_count"] > 50


def test_the_catalog_as_a_table_marks_the_best_series(disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", str(disc)]) == 0
    assert any(line.strip().startswith("*") and "Bone 0.4" in line for line in capsys.readouterr().out.splitlines())


def test_a_scan_without_an_ear_gives_an_empty_map_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan, labels, report = tmp_path / "air.nii.gz", tmp_path / "labels.nii.gz", tmp_path / "report.json"
    image = sitk.GetImageFromArray(np.full((40, 44, 48), -1000, np.int16))
    image.SetSpacing((0.5, 0.5, 0.5))
    sitk.WriteImage(image, str(scan))
    assert main(["segment", str(scan), "-o", str(labels), "--report", str(report)]) == 0
    assert "No inner ear was found" in capsys.readouterr().out
    assert not sitk.GetArrayFromImage(sitk.ReadImage(str(labels))).any()
    assert json.loads(report.read_text())["ears"] == []


def test_measures_of_true_labels_agree_with_the_truth(ear: Case, truth_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "measures.json"
    assert main(["measure", str(truth_file), "--labels", str(truth_file), "--json", str(out)]) == 0
    (found,) = json.loads(out.read_text())["ears"]
    truth = measures(ear.anatomy, Side.RIGHT)
    assert found["side"] == "R"
    assert set(found["landmarks"]) >= {"round_window", "oval_window", "modiolus_base", "apex"}
    assert found["A_mm"] == pytest.approx(truth.a_mm, abs=0.4)
    assert found["B_mm"] == pytest.approx(truth.b_mm, abs=0.4)


def test_surfaces_are_closed_and_lie_where_the_labels_lie(
    truth_file: Path, ear: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "meshes"
    assert main(["mesh", str(truth_file), "-o", str(folder)]) == 0
    cochlea = trimesh.load(folder / "right_cochlea.stl")
    assert cochlea.is_watertight
    assert cochlea.volume > 0
    (finding,) = ear.labels.ears
    assert np.linalg.norm(cochlea.centroid - np.array(finding.centroid_lps_mm)) < 10.0
    assert main(["mesh", str(truth_file), "-o", str(folder)]) != 0, "a second export must not overwrite"
    assert _one_sentence(capsys.readouterr().err)
    assert main(["mesh", str(truth_file), "-o", str(folder), "--overwrite"]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_the_surfaces_of_before(
    truth_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "meshes"
    folder.mkdir()
    (folder / "right_inner_ear.stl").write_bytes(b"before")
    (folder / ".right_inner_ear.stl.earseg-part").symlink_to("/dev/full")
    words = ["mesh", str(truth_file), "-o", str(folder), "--what", "whole", "--overwrite", "--quiet"]
    assert main(words) != 0
    assert "The disk is full; nothing was written." in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["right_inner_ear.stl"]
    assert (folder / "right_inner_ear.stl").read_bytes() == b"before"


def test_an_empty_label_map_gives_no_surface_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = tmp_path / "empty.nii.gz"
    sitk.WriteImage(sitk.GetImageFromArray(np.zeros((8, 8, 8), np.uint8)), str(labels))
    assert main(["mesh", str(labels), "-o", str(tmp_path / "meshes")]) != 0
    assert _one_sentence(capsys.readouterr().err)


def test_labels_go_to_a_dicom_segmentation_and_back(disc: Path, ear: Case, truth_file: Path, tmp_path: Path) -> None:
    seg, back = tmp_path / "seg.dcm", tmp_path / "back.nii.gz"
    assert main(["labels", str(truth_file), "--scan", str(disc), "-o", str(seg), "--quiet"]) == 0
    assert main(["labels", str(seg), "--scan", str(disc), "-o", str(back), "--quiet"]) == 0
    assert np.array_equal(sitk.GetArrayFromImage(sitk.ReadImage(str(back))), ear.labels.labels)


def test_a_dicom_segmentation_needs_its_scan(
    truth_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["labels", str(truth_file), "-o", str(tmp_path / "seg.dcm")]) == 1
    assert "--scan" in capsys.readouterr().err


def test_a_report_in_german_keeps_its_figures_in_english(disc: Path, truth_file: Path, tmp_path: Path) -> None:
    pdf, figures = tmp_path / "bericht.pdf", tmp_path / "figures.json"
    words = ["report", str(disc), "--labels", str(truth_file), "--language", "de", "-o", str(pdf)]
    assert main([*words, "--json", str(figures)]) == 0
    assert "Innenohrbericht" in PdfReader(pdf).pages[0].extract_text()
    assert json.loads(figures.read_text())["ears"][0]["sections"][0]["title"] == "Cochlea"
    assert "Research use only" in figures.read_text()


def test_a_report_of_given_labels_is_a_pdf_with_its_figures_beside(
    disc: Path, truth_file: Path, tmp_path: Path
) -> None:
    files = {kind: tmp_path / f"report.{kind}" for kind in ("pdf", "json", "csv")}
    words = ["report", str(disc), "--labels", str(truth_file), "-o", str(files["pdf"])]
    assert main([*words, "--json", str(files["json"]), "--csv", str(files["csv"])]) == 0
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert json.loads(files["json"].read_text())["ears"][0]["side"] == "R"
    assert files["csv"].read_text(encoding="utf-8-sig").startswith("ear,section,name,value")
    assert all(b"Test^Case" not in file.read_bytes() for file in files.values())
