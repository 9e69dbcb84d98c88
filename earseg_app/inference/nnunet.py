"""nnU-Net v2: a result folder becomes a bundle, where the program can run its network truthfully."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
import torch

from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import Manifest
from earseg_app.inference.foreign import fold_of, read_checkpoint, weights_of
from earseg_app.inference.plain_unet import PlainUNetConfig

CONFIGURATION = "3d_fullres"
CHECKPOINT = "checkpoint_final.pth"
# Voxels whose edges differ by more than this share are not taken for cubic.
CUBIC = 0.02
_HINT = "See docs/how-to/use-other-models.md for what can be converted."
_NAMES = (
    (re.compile(r"^encoder\.stages\.(\d+)\.0\.convs\.(\d+)\.(conv|norm)\."), r"down.\1.\2.\3."),
    (re.compile(r"^decoder\.stages\.(\d+)\.convs\.(\d+)\.(conv|norm)\."), r"merge.\1.\2.\3."),
    (re.compile(r"^decoder\.transpconvs\.(\d+)\."), r"up.\1."),
)


class _Architecture(msgspec.Struct):
    """`network_arch_init_kwargs` of a plan."""

    n_stages: int
    features_per_stage: tuple[int, ...]
    conv_op: str
    kernel_sizes: tuple[Any, ...]
    strides: tuple[Any, ...]
    n_conv_per_stage: tuple[int, ...]
    n_conv_per_stage_decoder: tuple[int, ...]
    conv_bias: bool
    norm_op: str
    nonlin: str
    dropout_op: str | None = None


class _Fingerprint(msgspec.Struct):
    mean: float
    std: float
    percentile_00_5: float
    percentile_99_5: float


def read_nnunet(
    folder: Path, fold: int | str = 0, meanings: Mapping[str, str] | None = None, name: str = "", licence: str = ""
) -> tuple[Manifest, dict[str, torch.Tensor]]:
    """The network of one fold of an nnU-Net v2 result folder (plans.json, dataset.json, fold_N/), and its manifest.

    Supported: configuration `3d_fullres`, one CT channel with CT normalisation, cubic voxels, `PlainConvUNet` with
    instance normalisation and leaky ReLU. `meanings`: see `foreign.fold_of`.

    Raises:
        ModelError: for anything else.
    """
    plans, dataset = _json(folder / "plans.json"), _json(folder / "dataset.json")
    try:
        plan = _configuration(plans)
        unet = _unet(plan["architecture"], len(dataset["labels"]))
        labels, folded = fold_of(_label_names(dataset["labels"]), meanings or {})
        fingerprint = _ct_fingerprint(plans, plan, dataset)
        z, y, x = (int(side) for side in plan["patch_size"])
        manifest = Manifest(
            kind="ear",
            name=name or str(plans.get("dataset_name", folder.parent.name)),
            version=f"fold {fold}",
            labels=labels,
            spacing_mm=_cubic_mm(plan["spacing"]),
            window_hu=(fingerprint.percentile_00_5, fingerprint.percentile_99_5),
            zscore_hu=(fingerprint.mean, fingerprint.std),
            patch_zyx=(z, y, x),
            unet=asdict(unet),
            architecture="plain_conv_unet",
            fold=folded,
            provenance=f"nnU-Net v2, {CONFIGURATION}, fold {fold}, {dataset.get('numTraining', 'unknown')} cases.",
            licence=licence,
        )
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        raise ModelError("The plans of this nnU-Net are not those of version 2.", _HINT, repr(error)) from error
    return manifest, _weights(folder / f"fold_{fold}" / CHECKPOINT)


def _json(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            f"{path.name} of the nnU-Net folder is missing or not readable.",
            "Choose the folder that holds plans.json, dataset.json and fold_0, …",
            str(error),
        ) from error


def _configuration(plans: dict[str, Any]) -> dict[str, Any]:
    plan = plans["configurations"].get(CONFIGURATION)
    if plan is None:
        raise ModelError(f"This nnU-Net has no configuration {CONFIGURATION}; 2D and cascades cannot be run.", _HINT)
    if "architecture" not in plan:
        raise ModelError("The plans do not describe the network; they are of an nnU-Net before version 2.4.", _HINT)
    if any(list(plans.get(key, [0, 1, 2])) != [0, 1, 2] for key in ("transpose_forward", "transpose_backward")):
        raise ModelError("This nnU-Net reorders the axes of the images, which depends on how they were scanned.", _HINT)
    return dict(plan)


def _unet(architecture: dict[str, Any], classes: int) -> PlainUNetConfig:
    kind = str(architecture["network_class_name"]).rsplit(".", 1)[-1]
    if kind != "PlainConvUNet":
        raise ModelError(f"The network is a {kind}; of nnU-Net's networks only PlainConvUNet can be run.", _HINT)
    plan = msgspec.convert(architecture["arch_kwargs"], _Architecture)
    usual = (plan.conv_op, plan.norm_op, plan.nonlin, plan.conv_bias, plan.dropout_op)
    wanted = ("Conv3d", "InstanceNorm3d", "LeakyReLU", True, None)
    if tuple(word.rsplit(".", 1)[-1] if isinstance(word, str) else word for word in usual) != wanted:
        raise ModelError("The network has other layers than nnU-Net plans by itself.", _HINT, repr(usual))
    kernels, strides = (tuple(_sizes(entry) for entry in entries) for entries in (plan.kernel_sizes, plan.strides))
    return PlainUNetConfig(
        plan.features_per_stage, kernels, strides, plan.n_conv_per_stage, plan.n_conv_per_stage_decoder, classes
    )


def _sizes(entry: int | list[int]) -> tuple[int, int, int]:
    z, y, x = (entry,) * 3 if isinstance(entry, int) else entry
    return z, y, x


def _label_names(labels: dict[str, Any]) -> list[str]:
    if not all(isinstance(value, int) for value in labels.values()):
        raise ModelError("This nnU-Net was trained on regions that overlap, not on labels.", _HINT)
    names = sorted(labels, key=lambda name: int(labels[name]))
    if [labels[name] for name in names] != list(range(len(names))):
        raise ModelError("The labels of this nnU-Net are not numbered one by one from 0.", _HINT)
    return names


def _ct_fingerprint(plans: dict[str, Any], plan: dict[str, Any], dataset: dict[str, Any]) -> _Fingerprint:
    channels = dataset.get("channel_names", dataset.get("modality", {}))
    if len(channels) != 1 or list(plan["normalization_schemes"]) != ["CTNormalization"]:
        raise ModelError("This nnU-Net was not trained on CT alone with CT normalisation.", _HINT)
    return msgspec.convert(plans["foreground_intensity_properties_per_channel"]["0"], _Fingerprint)


def _cubic_mm(spacing_mm: list[float]) -> float:
    mean_mm = sum(spacing_mm) / 3.0
    if max(spacing_mm) - min(spacing_mm) > CUBIC * mean_mm:
        words = " × ".join(f"{side:g}" for side in spacing_mm)
        raise ModelError(
            f"This nnU-Net was trained on voxels of {words} mm; only cubic voxels do not depend on how the scan lies.",
            "Plan it again with equal target spacings.",
        )
    return mean_mm


def _weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights under the names of `PlainUNet`, without doublets and the heads of coarser levels."""
    content = read_checkpoint(path)
    stored = weights_of(content.get("network_weights", {}), path.name)
    # torch.compile puts a word before all names
    stored = {key.removeprefix("_orig_mod."): tensor for key, tensor in stored.items()}
    heads = [int(key.split(".")[2]) for key in stored if key.startswith("decoder.seg_layers.")]
    renamed = {f"decoder.seg_layers.{max(heads, default=0)}.": "head."}
    result = {}
    for key, tensor in stored.items():
        for pattern, replacement in _NAMES:
            if pattern.match(key):
                result[pattern.sub(replacement, key)] = tensor
        for prefix, own in renamed.items():
            if key.startswith(prefix):
                result[own + key.removeprefix(prefix)] = tensor
    return result
