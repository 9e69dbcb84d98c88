"""One folder of a hospital's ears becomes a model file that the program loads."""

from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import SimpleITK
from numpy.typing import NDArray

from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.images import image_on
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import UnreadableInput
from earseg_app.inference.bundle import load_bundle, write_bundle
from earseg_app.inference.network import TorchNetwork
from earseg_app.inference.unet import UNet, UNetConfig
from earseg_app.phantom.cases import Case, small_case
from training.export import manifest_of
from training.finetune import Options, finetune, gather
from training.pairs import find_pairs, parse_codes, read_pair


@cache
def phantom(side: Side) -> Case:
    return small_case(side, 3, spacing_mm=0.6, size_mm=30.0)


def write(path: Path, array: NDArray[np.generic], case: Case) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    SimpleITK.WriteImage(image_on(array, case.volume.grid), str(path))
    return path


def write_pair(folder: Path, name: str, side: Side, labels: NDArray[np.uint8] | None = None) -> None:
    case = phantom(side)
    write(folder / f"{name}.nii.gz", case.volume.hu, case)
    write(folder / f"{name}_label.nii.gz", case.labels.labels if labels is None else labels, case)


def small_model(path: Path) -> Path:
    config = UNetConfig(classes=6, channels=(4, 8))
    weights = {name: tensor.numpy() for name, tensor in UNet(config).state_dict().items()}
    write_bundle(
        path,
        replace(manifest_of("ear", "1.0", 1, {}), unet=asdict(config), patch_zyx=(32, 32, 32), spacing_mm=0.6),
        weights,
    )
    return path


def test_pairs_are_found_however_a_hospital_names_them(tmp_path: Path) -> None:
    case = phantom(Side.RIGHT)
    for place in ("a.nii.gz", "a_label.nii.gz", "b_ct.nrrd", "b_mask.nrrd", "c/image.mha", "c/label.nii.gz"):
        write(tmp_path / place, case.labels.labels, case)
    (tmp_path / "d").mkdir()
    write(tmp_path / "d_seg.nii.gz", case.labels.labels, case)
    found = {pair.name: pair.image.name for pair in find_pairs(tmp_path)}
    assert found == {"a": "a.nii.gz", "b": "b_ct.nrrd", "c": "image.mha", "d": "d"}
    for place in ("imagesTr/x_0000.nii.gz", "labelsTr/x.nii.gz"):
        write(tmp_path / "nnunet" / place, case.labels.labels, case)
    assert [pair.image.name for pair in find_pairs(tmp_path / "nnunet")] == ["x_0000.nii.gz"]


def test_a_label_map_without_an_image_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No label map"):
        find_pairs(tmp_path)
    write(tmp_path / "a_label.nii.gz", phantom(Side.RIGHT).labels.labels, phantom(Side.RIGHT))
    with pytest.raises(UnreadableInput, match="no image"):
        find_pairs(tmp_path)


def test_the_parts_of_either_side_are_learned_alike_from_a_folder_of_dicom_files(tmp_path: Path) -> None:
    case = phantom(Side.LEFT)
    write_ct_series(tmp_path / "p1", case.volume, SeriesMeta())
    write(tmp_path / "p1_label.nii.gz", case.labels.labels, case)
    (read,) = read_pair(find_pairs(tmp_path)[0], {})
    assert set(np.unique(read.labels)) == set(range(6))
    assert (read.labels > 0).sum() == (case.labels.labels > 0).sum()
    assert (
        abs(float(np.median(read.hu[read.labels == 1])) - float(np.median(case.volume.hu[case.labels.labels == 11])))
        <= 2
    )


def test_a_map_of_one_class_gets_its_parts_from_the_mean_ear(tmp_path: Path) -> None:
    truth = phantom(Side.RIGHT).labels.labels
    write_pair(tmp_path, "a", Side.RIGHT, (truth > 0).astype(np.uint8))
    (read,) = read_pair(find_pairs(tmp_path)[0], {})
    assert (read.labels > 0).sum() == (truth > 0).sum()
    for part in Part:
        assert 0.5 < (read.labels == part).sum() / (truth == part).sum() < 2.0


def test_own_codes_are_translated_and_wrong_ones_refused(tmp_path: Path) -> None:
    truth = phantom(Side.RIGHT).labels.labels
    write_pair(tmp_path, "a", Side.RIGHT, np.where(truth > 0, truth + 20, 0).astype(np.uint8))
    codes = parse_codes([f"{20 + part}={part.key}" for part in Part])
    (read,) = read_pair(find_pairs(tmp_path)[0], codes)
    assert [(read.labels == part).sum() for part in Part] == [(truth == part).sum() for part in Part]
    with pytest.raises(UnreadableInput, match="cochlear"):
        parse_codes(["21=cochlear"])


def test_every_so_manieth_pair_is_kept_to_judge_by(tmp_path: Path) -> None:
    for name, side in (("a", Side.RIGHT), ("b", Side.LEFT), ("c", Side.RIGHT)):
        write_pair(tmp_path, name, side)
    learned, kept = gather(tmp_path, {}, hold_out=5)
    assert [case.name for case in learned] == ["own_a-0", "own_c-0"]
    assert [case.name for case in kept] == ["own_b-0"]


def test_the_refined_model_is_loaded_says_what_it_is_and_goes_on_when_asked(tmp_path: Path) -> None:
    for name, side in (("a", Side.RIGHT), ("b", Side.LEFT)):
        write_pair(tmp_path / "pairs", name, side)
    base = small_model(tmp_path / "base.safetensors")
    out = tmp_path / "ward7.safetensors"
    options = Options(tmp_path / "pairs", out, base, steps=2, phantoms=0, threads=1)
    finetune(options)
    bundle = load_bundle(out)
    assert bundle.manifest.name == "ward7"
    assert bundle.manifest.version.startswith("1.0+")
    assert "1 further ears in 2 steps" in bundle.manifest.provenance
    assert set(bundle.manifest.metrics) == {"mean_dice_own_before", "mean_dice_own"}
    assert TorchNetwork(bundle)(np.zeros((16, 16, 16), np.float32)).shape == (6, 16, 16, 16)
    assert not np.array_equal(bundle.state["head.weight"], load_bundle(base).state["head.weight"])
    finetune(replace(options, steps=3))
    assert "in 3 steps" in load_bundle(out).manifest.provenance
