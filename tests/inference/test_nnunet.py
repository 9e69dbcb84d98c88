"""An nnU-Net v2 result folder becomes a bundle that says what its network says, or is refused with a reason."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import LABELS, WHOLE_LABELS, load_bundle, write_bundle
from earseg_app.inference.network import TorchNetwork
from earseg_app.inference.nnunet import read_nnunet
from earseg_app.inference.preprocess import as_input

FEATURES, KERNELS, STRIDES = [4, 6, 8], [[1, 3, 3], [3, 3, 3], [3, 3, 3]], [[1, 1, 1], [1, 2, 2], [2, 2, 2]]
NAMES = {"background": 0, "Inner ear left": 1, "Inner ear right": 2, "facial nerve": 3}
MEANINGS = {"Inner ear left": "labyrinth", "Inner ear right": "labyrinth", "facial nerve": "background"}


def plans() -> dict[str, Any]:
    kwargs = {
        "n_stages": 3,
        "features_per_stage": FEATURES,
        "conv_op": "torch.nn.modules.conv.Conv3d",
        "kernel_sizes": KERNELS,
        "strides": STRIDES,
        "n_conv_per_stage": [2, 2, 2],
        "n_conv_per_stage_decoder": [2, 2],
        "conv_bias": True,
        "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
        "norm_op_kwargs": {"eps": 1e-05, "affine": True},
        "dropout_op": None,
        "nonlin": "torch.nn.LeakyReLU",
        "nonlin_kwargs": {"inplace": True},
    }
    network = "dynamic_network_architectures.architectures.unet.PlainConvUNet"
    configuration = {
        "spacing": [0.4, 0.4, 0.4],
        "patch_size": [32, 64, 64],
        "normalization_schemes": ["CTNormalization"],
        "architecture": {"network_class_name": network, "arch_kwargs": kwargs},
    }
    intensities = {"mean": 310.0, "std": 420.0, "percentile_00_5": -700.0, "percentile_99_5": 1900.0}
    return {
        "dataset_name": "Dataset501_InnerEar",
        "configurations": {"3d_fullres": configuration},
        "transpose_forward": [0, 1, 2],
        "foreground_intensity_properties_per_channel": {"0": intensities},
    }


def dataset() -> dict[str, Any]:
    return {"channel_names": {"0": "CT"}, "labels": NAMES, "numTraining": 60}


def weights() -> dict[str, torch.Tensor]:
    """Random weights under nnU-Net's names, doublets included."""
    draw = torch.Generator().manual_seed(0)
    made: dict[str, torch.Tensor] = {}

    def convolution(name: str, shape: list[int], bias: int) -> None:
        made[f"{name}.weight"] = torch.randn(shape, generator=draw) / np.sqrt(np.prod(shape[1:]))
        made[f"{name}.bias"] = torch.randn(bias, generator=draw)

    def block(name: str, inputs: int, outputs: int, kernel: list[int]) -> None:
        for step in range(2):
            at = f"{name}.convs.{step}"
            convolution(f"{at}.conv", [outputs, inputs if step == 0 else outputs, *kernel], outputs)
            made[f"{at}.norm.weight"] = torch.rand(outputs, generator=draw) + 0.5
            made[f"{at}.norm.bias"] = torch.randn(outputs, generator=draw)
            made[f"{at}.all_modules.0.weight"] = made[f"{at}.conv.weight"]

    for level, features in enumerate(FEATURES):
        block(f"encoder.stages.{level}.0", FEATURES[level - 1] if level else 1, features, KERNELS[level])
    for number, level in enumerate((1, 0)):
        below, here = FEATURES[level + 1], FEATURES[level]
        convolution(f"decoder.transpconvs.{number}", [below, here, *STRIDES[level + 1]], here)
        block(f"decoder.stages.{number}", 2 * here, here, KERNELS[level])
        convolution(f"decoder.seg_layers.{number}", [len(NAMES), here, 1, 1, 1], len(NAMES))
    return made | {f"decoder.{name}": tensor for name, tensor in made.items() if name.startswith("encoder")}


def said_by_nnunet(w: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    """The probabilities of the network, written out step by step."""

    def block(name: str, x: torch.Tensor, kernel: list[int], stride: list[int]) -> torch.Tensor:
        for step in range(2):
            at = f"{name}.convs.{step}"
            pads = [k // 2 for k in kernel]
            x = functional.conv3d(x, w[f"{at}.conv.weight"], w[f"{at}.conv.bias"], stride if step == 0 else 1, pads)
            x = functional.instance_norm(x, weight=w[f"{at}.norm.weight"], bias=w[f"{at}.norm.bias"], eps=1e-5)
            x = functional.leaky_relu(x, 0.01)
        return x

    skips = []
    for level in range(3):
        x = block(f"encoder.stages.{level}.0", x, KERNELS[level], STRIDES[level])
        skips.append(x)
    for number, level in enumerate((1, 0)):
        at, stride = f"decoder.transpconvs.{number}", STRIDES[level + 1]
        x = functional.conv_transpose3d(x, w[f"{at}.weight"], w[f"{at}.bias"], stride)
        x = block(f"decoder.stages.{number}", torch.cat([x, skips[level]], 1), KERNELS[level], [1, 1, 1])
    last = "decoder.seg_layers.1"
    return torch.softmax(functional.conv3d(x, w[f"{last}.weight"], w[f"{last}.bias"]), dim=1)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What nnU-Net writes, down to the numpy numbers beside the weights."""
    where = tmp_path / "nnUNetTrainer__nnUNetPlans__3d_fullres"
    (where / "fold_0").mkdir(parents=True)
    (where / "plans.json").write_text(json.dumps(plans()))
    (where / "dataset.json").write_text(json.dumps(dataset()))
    beside = {
        "trainer_name": "nnUNetTrainer",
        "_best_ema": np.float64(0.9),
        "current_epoch": 1000,
        "logging": {"ema_fg_dice": [np.float32(0.5), np.float64(0.9)], "dice_per_class": [[0.9, 0.8, np.int64(1)]]},
        "init_args": {"fold": 0, "device": torch.device("cpu")},
    }
    torch.save({"network_weights": weights(), **beside}, where / "fold_0" / "checkpoint_final.pth")
    return where


def test_the_converted_network_says_what_nnunet_says(folder: Path, tmp_path: Path) -> None:
    manifest, state = read_nnunet(folder, meanings=MEANINGS)
    write_bundle(tmp_path / "converted.safetensors", manifest, state)
    network = TorchNetwork(load_bundle(tmp_path / "converted.safetensors"))
    hu = np.random.default_rng(0).normal(400.0, 900.0, (16, 32, 24)).astype(np.float32)
    found = network(as_input(hu, manifest))
    standardised = (np.clip(hu, -700.0, 1900.0) - 310.0) / 420.0
    own = said_by_nnunet(weights(), torch.from_numpy(standardised.astype(np.float32))[None, None]).numpy()
    # left and right ear are one structure, the nerve none; the weights are kept in half precision
    np.testing.assert_allclose(found, [own[0] + own[3], own[1] + own[2]], atol=5e-3)
    assert manifest.labels == WHOLE_LABELS and manifest.spacing_mm == pytest.approx(0.4)
    assert "60 cases" in manifest.provenance and manifest.name == "Dataset501_InnerEar"


def test_five_parts_in_any_order_find_their_places(folder: Path) -> None:
    parts = [name for name in LABELS["ear"] if name != "background"]
    names = {"background": 0, "facial nerve": 1, **{name: i for i, name in enumerate(reversed(parts), start=2)}}
    changed = dataset() | {"labels": names}
    (folder / "dataset.json").write_text(json.dumps(changed))
    manifest, _ = read_nnunet(folder, meanings={"facial nerve": "background"})
    assert manifest.labels == LABELS["ear"]
    assert manifest.fold == (0, 0, 5, 4, 3, 2, 1)


@pytest.mark.parametrize(
    ("keys", "value", "word"),
    [
        (("spacing",), [0.6, 0.3, 0.3], "0.6 × 0.3 × 0.3 mm"),
        (("normalization_schemes",), ["ZScoreNormalization"], "CT normalisation"),
        (("architecture", "network_class_name"), "x.ResidualEncoderUNet", "ResidualEncoderUNet"),
        (("architecture", "arch_kwargs", "norm_op"), "torch.nn.BatchNorm3d", "other layers"),
        (("architecture", "arch_kwargs", "n_stages"), "three", "not those of version 2"),
        (("architecture", "arch_kwargs", "strides"), [[1, 1, 1], [3, 1, 1], [2, 2, 2]], "not those of version 2"),
    ],
)
def test_what_cannot_be_run_truthfully_is_refused_with_the_reason(
    folder: Path, keys: tuple[str, ...], value: Any, word: str
) -> None:
    changed = plans()
    place = changed["configurations"]["3d_fullres"]
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    (folder / "plans.json").write_text(json.dumps(changed))
    with pytest.raises(ModelError, match=word):
        read_nnunet(folder, meanings=MEANINGS)


def test_a_label_whose_meaning_nobody_gave_is_not_guessed(folder: Path) -> None:
    with pytest.raises(ModelError, match="Inner ear left") as refused:
        read_nnunet(folder)
    assert "--label" in refused.value.hint
    with pytest.raises(ModelError, match="whole labyrinth"):
        read_nnunet(folder, meanings={**MEANINGS, "Inner ear left": "cochlea", "Inner ear right": "vestibule"})


def test_without_a_3d_configuration_it_is_refused(folder: Path) -> None:
    changed = plans()
    changed["configurations"] = {"2d": {}}
    (folder / "plans.json").write_text(json.dumps(changed))
    with pytest.raises(ModelError, match="3d_fullres"):
        read_nnunet(folder, meanings=MEANINGS)


class Trap:
    """Unpickled, it would touch a file."""

    def __init__(self, touched: Path) -> None:
        self.touched = touched

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.touched,)


def test_code_in_a_checkpoint_is_never_run(folder: Path, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    torch.save({"network_weights": weights(), "extra": Trap(touched)}, folder / "fold_0" / "checkpoint_final.pth")
    with pytest.raises(ModelError, match="run code"):
        read_nnunet(folder, meanings=MEANINGS)
    assert not touched.exists()


@pytest.mark.parametrize("content", [b"", b"no weights", pickle.dumps([1, 2])])
def test_what_is_no_checkpoint_is_refused(folder: Path, content: bytes) -> None:
    (folder / "fold_0" / "checkpoint_final.pth").write_bytes(content)
    with pytest.raises(ModelError):
        read_nnunet(folder, meanings=MEANINGS)


def test_a_fold_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(ModelError, match="checkpoint_final"):
        read_nnunet(folder, fold=3, meanings=MEANINGS)
