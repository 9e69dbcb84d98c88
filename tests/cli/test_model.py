"""`earseg model`: list, check, add and convert, each in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
import torch

from earseg_app import paths
from earseg_app.__main__ import main
from earseg_app.inference.bundle import LABELS, read_manifest
from earseg_app.inference.unet import UNet, UNetConfig


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "user"
    monkeypatch.setattr(paths, "user_data", lambda: folder)
    return folder


@pytest.fixture
def state_dict(tmp_path: Path) -> Path:
    path = tmp_path / "weights.pt"
    torch.save(UNet(UNetConfig(classes=6, channels=(2, 4))).state_dict(), path)
    return path


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    described = {
        "kind": "ear",
        "name": "St. Anna",
        "version": "2",
        "labels": LABELS["ear"],
        "spacing_mm": 0.4,
        "window_hu": [-1000, 3000],
        "patch_zyx": [32, 32, 32],
        "unet": {"channels": [2, 4]},
        "provenance": "Trained on 40 ears of one scanner.",
    }
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(described))
    return path


def test_a_state_dict_is_converted_checked_added_and_listed(
    state_dict: Path, manifest: Path, tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "anna.safetensors"
    assert main(["model", "convert", str(state_dict), "--manifest", str(manifest), "-o", str(made)]) == 0
    assert main(["model", "check", str(made)]) == 0
    assert main(["model", "add", str(made)]) == 0
    capsys.readouterr()
    assert main(["model", "list"]) == 0
    shipped, added = capsys.readouterr().out.splitlines()
    assert "(shipped)" in shipped and "EarSeg ear" in shipped
    assert "St. Anna 2, five parts, 0.4 mm. Trained on 40 ears" in added
    assert [path.suffix for path in (own_folder / "models").iterdir()] == [".safetensors"]


def test_what_does_not_fit_its_manifest_is_not_left_lying_about(
    state_dict: Path, manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    described = json.loads(manifest.read_text()) | {"unet": {"channels": [2, 8]}}
    manifest.write_text(json.dumps(described))
    made = tmp_path / "anna.safetensors"
    assert main(["model", "convert", str(state_dict), "--manifest", str(manifest), "-o", str(made)]) == 1
    assert "do not fit" in capsys.readouterr().err
    assert not made.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "nowhere.safetensors"], "is missing"),
        (["add", str(paths.locator_model())], "finds ears"),
        (["convert", "weights.pt", "-o", "x.safetensors"], "--manifest"),
    ],
)
def test_refusals_are_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", *words]) == 1
    error = capsys.readouterr().err
    assert said in error and len(error.strip().splitlines()) == 1


def test_a_chosen_model_segments_and_is_named_in_the_report(
    state_dict: Path, manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, report = tmp_path / "anna.safetensors", tmp_path / "report.json"
    main(["model", "convert", str(state_dict), "--manifest", str(manifest), "-o", str(made)])
    scan = _scan_of_nothing(tmp_path / "scan.nii.gz")
    words = ["segment", str(scan), "-o", str(tmp_path / "labels.nii.gz"), "--report", str(report)]
    assert main([*words, "--model", str(made), "--device", "cpu"]) == 0
    told = json.loads(report.read_text())
    assert told["model"]["model"] == "St. Anna"
    assert told["model"]["sha256"] == read_manifest(made).sha256_weights
    assert told["model"]["device"].startswith("cpu")
    assert main([*words, "--model", str(paths.locator_model())]) == 1
    assert "not “ear”" in capsys.readouterr().err


def _scan_of_nothing(path: Path) -> Path:
    image = sitk.GetImageFromArray(np.zeros((30, 40, 40), np.int16))
    image.SetSpacing((0.5, 0.5, 0.5))
    sitk.WriteImage(image, path)
    return path
