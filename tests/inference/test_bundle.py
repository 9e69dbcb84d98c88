"""A model file is accepted whole and unaltered, or refused with a sentence."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from earseg_app.domain.errors import ExportError, ModelError
from earseg_app.inference.bundle import LABELS, MANIFEST_KEY, Manifest, digest, load_bundle, read_manifest, write_bundle


def manifest(**changes: object) -> Manifest:
    made = Manifest("ear", "test", "1", LABELS["ear"], 0.3, (-1000.0, 3000.0), (16, 16, 16), {"channels": [4, 8]})
    return replace(made, **changes)  # type: ignore[arg-type]


def state() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {"a.weight": torch.randn(3, 2, generator=generator), "b.bias": torch.zeros(4), "steps": torch.tensor(3.0)}


@pytest.fixture
def bundle_file(tmp_path: Path) -> Path:
    path = tmp_path / "ear.safetensors"
    write_bundle(path, manifest(), state())
    return path


def rewritten(path: Path, stored: dict[str, np.ndarray], text: str) -> Path:
    save_file(stored, path, {MANIFEST_KEY: text} if text else None)
    return path


def manifest_text(**changes: object) -> str:
    return msgspec.json.encode(manifest(**changes)).decode()


def test_weights_come_back_as_float32_within_the_precision_of_float16(bundle_file: Path) -> None:
    bundle = load_bundle(bundle_file)
    assert bundle.manifest.name == "test"
    for name, tensor in state().items():
        assert bundle.tensors()[name].dtype == torch.float32
        torch.testing.assert_close(bundle.tensors()[name], tensor, rtol=1e-3, atol=1e-6)


def test_the_manifest_is_read_alone_and_holds_the_checksum_of_the_weights(bundle_file: Path) -> None:
    assert read_manifest(bundle_file).sha256_weights == digest(load_file(bundle_file))


def test_weights_are_stored_in_half_the_space(bundle_file: Path) -> None:
    assert {array.dtype for array in load_file(bundle_file).values()} == {np.dtype(np.float16)}


def refused(path: Path, word: str) -> None:
    with pytest.raises(ModelError, match=word) as caught:
        load_bundle(path)
    assert caught.value.hint


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.safetensors", "missing")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_file_is_refused(bundle_file: Path, share: float) -> None:
    whole = bundle_file.read_bytes()
    bundle_file.write_bytes(whole[: int(len(whole) * share)])
    refused(bundle_file, "cannot be read")


def test_a_pickle_is_refused_without_being_opened(tmp_path: Path) -> None:
    path = tmp_path / "ear.safetensors"
    path.write_bytes(pickle.dumps({"weights": [1, 2, 3]}) * 50)
    refused(path, "cannot be read")


def test_one_flipped_bit_in_the_weights_is_noticed(bundle_file: Path) -> None:
    data = bytearray(bundle_file.read_bytes())
    data[-5] ^= 1
    bundle_file.write_bytes(data)
    refused(bundle_file, "checksum")


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    stored = {"a": np.array([1.0, np.nan], np.float16)}
    path = rewritten(tmp_path / "m.safetensors", stored, manifest_text(sha256_weights=digest(stored)))
    refused(path, "not numbers")


def test_a_file_without_a_manifest_is_refused(tmp_path: Path) -> None:
    refused(rewritten(tmp_path / "m.safetensors", {"a": np.zeros(2)}, ""), "no manifest")


@pytest.mark.parametrize("text", ["{", "[]", '{"kind": "ear"}', '{"kind": "nose"}'])
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    refused(rewritten(tmp_path / "m.safetensors", {"a": np.zeros(2)}, text), "manifest")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"format": 2}, "format 2"),
        ({"labels": {"background": 0, "liver": 1}}, "labels"),
        ({"kind": "locator"}, "labels"),
        ({"spacing_mm": 0.0}, "voxel size"),
        ({"window_hu": (100.0, 100.0)}, "Hounsfield"),
        ({"patch_zyx": (0, 16, 16)}, "patch"),
    ],
)
def test_a_network_for_something_else_is_refused(tmp_path: Path, changes: dict[str, object], word: str) -> None:
    refused(rewritten(tmp_path / "m.safetensors", {"a": np.zeros(2)}, manifest_text(**changes)), word)
    with pytest.raises(ModelError, match=word):
        write_bundle(tmp_path / "n.safetensors", manifest(**changes), state())


def test_a_weight_beyond_float16_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="too large"):
        write_bundle(tmp_path / "m.safetensors", manifest(), {"a": torch.tensor([1e6])})


def test_a_place_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError):
        write_bundle(tmp_path / "file" / "m.safetensors", manifest(), state())
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
