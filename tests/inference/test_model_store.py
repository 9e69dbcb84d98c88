"""Models of others are checked, kept and listed; what cannot be used is refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from earseg_app import paths
from earseg_app.domain.errors import ExportError, ModelError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Verdict
from earseg_app.inference.bundle import LABELS, WHOLE_LABELS, Manifest, write_bundle
from earseg_app.inference.ear_shape import UNCLEAR_PARTS
from earseg_app.inference.foreign import read_state_dict
from earseg_app.inference.model_store import ModelStore, check_model
from earseg_app.inference.segmenter import Networks, segment_volume
from earseg_app.inference.unet import UNet, UNetConfig
from tests.inference.conftest import oracle


def hospital_model(path: Path, **changes: object) -> Path:
    """A bundle that a hospital might have trained."""
    torch.manual_seed(0)
    made = Manifest("ear", "St. Anna", "2.0", LABELS["ear"], 0.3, (-1000.0, 3000.0), (32, 32, 32), {"channels": [2, 4]})
    net = UNet(UNetConfig(classes=6, channels=(2, 4)))
    write_bundle(path, replace(made, **changes), net.state_dict())  # type: ignore[arg-type]
    return path


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(paths.ear_model(), tmp_path / "data" / "models")


def test_at_first_there_is_the_shipped_model(store: ModelStore) -> None:
    (shipped,) = store.models()
    assert shipped.is_shipped and shipped.manifest is not None and shipped.manifest.name == "EarSeg ear"
    assert store.find("") == shipped


def test_an_added_model_is_kept_and_found_by_its_name(store: ModelStore, tmp_path: Path) -> None:
    source = hospital_model(tmp_path / "m.safetensors")
    added = store.add(source)
    source.unlink()
    assert [model.path.name for model in store.models()] == ["ear.safetensors", added.path.name]
    assert added.path.name.startswith("st.-anna-2.0-")
    assert store.find(added.path.name) == added
    check_model(added.path)


def test_added_twice_it_is_there_once(store: ModelStore, tmp_path: Path) -> None:
    source = hospital_model(tmp_path / "m.safetensors")
    assert store.add(source) == store.add(source)
    assert len(store.models()) == 2


def test_a_model_damaged_later_is_listed_with_its_trouble(store: ModelStore, tmp_path: Path) -> None:
    kept = store.add(hospital_model(tmp_path / "m.safetensors")).path
    kept.write_bytes(b"dust")
    damaged = store.models()[1]
    assert damaged.manifest is None and "cannot be read" in damaged.trouble


def test_a_chosen_model_that_is_gone_is_said_and_not_replaced_silently(store: ModelStore) -> None:
    with pytest.raises(ModelError, match="no longer"):
        store.find("gone.safetensors")


def test_names_cannot_lead_out_of_the_folder(store: ModelStore, tmp_path: Path) -> None:
    hospital_model(tmp_path / "m.safetensors")
    with pytest.raises(ModelError, match="no longer"):
        store.find("../../m.safetensors")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"spacing_mm": 12.0}, "impossible voxel size"),
        ({"labels": {"background": 0, "tumour": 1}}, "other structures"),
        ({"zscore_hu": (0.0, 0.0)}, "spread"),
        ({"fold": (0, 9)}, "class it does not have"),
        ({"fold": (0, 0, 1)}, "no channel"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused_when_written_or_read(
    tmp_path: Path, changes: dict[str, object], word: str
) -> None:
    with pytest.raises(ModelError, match=word):
        hospital_model(tmp_path / "m.safetensors", **changes)


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"labels": WHOLE_LABELS}, "do not fit"), ({"architecture": "plain_conv_unet"}, "do not fit")],
)
def test_weights_that_do_not_fit_are_refused(
    store: ModelStore, tmp_path: Path, changes: dict[str, object], word: str
) -> None:
    with pytest.raises(ModelError, match=word):
        store.add(hospital_model(tmp_path / "m.safetensors", **changes))
    assert len(store.models()) == 1


def test_altered_weights_are_refused(store: ModelStore, tmp_path: Path) -> None:
    source = hospital_model(tmp_path / "m.safetensors")
    content = bytearray(source.read_bytes())
    content[-1] ^= 1
    source.write_bytes(content)
    with pytest.raises(ModelError, match="checksum"):
        store.add(source)


def test_a_locator_is_no_ear_model(store: ModelStore) -> None:
    with pytest.raises(ModelError, match="finds ears"):
        store.add(paths.locator_model())


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    store = ModelStore(paths.ear_model(), tmp_path / "models")
    with pytest.raises(ExportError, match="was not added"):
        store.add(hospital_model(tmp_path / "m.safetensors"))


def test_a_state_dict_with_a_manifest_becomes_a_bundle(store: ModelStore, tmp_path: Path) -> None:
    net = UNet(UNetConfig(classes=2, channels=(2, 4)))
    torch.save(net.state_dict(), tmp_path / "weights.pt")
    (tmp_path / "manifest.json").write_text(
        '{"kind": "ear", "name": "Own", "version": "1", "labels": {"background": 0, "labyrinth": 1},'
        '"spacing_mm": 0.4, "window_hu": [-1000, 3000], "patch_zyx": [32, 32, 32],'
        '"unet": {"classes": 2, "channels": [2, 4]}}'
    )
    manifest, state = read_state_dict(tmp_path / "weights.pt", tmp_path / "manifest.json")
    write_bundle(tmp_path / "own.safetensors", manifest, state)
    assert not store.add(tmp_path / "own.safetensors").manifest.names_parts  # type: ignore[union-attr]


def test_a_manifest_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(ModelError, match="is not a manifest"):
        read_state_dict(tmp_path / "weights.pt", tmp_path / "manifest.json")


def test_a_model_that_knows_only_the_whole_finds_the_whole(painted) -> None:
    network = oracle("ear", 0.3, 64)
    whole = replace(network.manifest, labels=WHOLE_LABELS)

    class Whole:
        manifest, multiple, device = whole, 16, "oracle"

        def __call__(self, patch: np.ndarray) -> np.ndarray:
            said = network(patch)
            return np.stack([said[0], said[1:].sum(axis=0)])

    center = (40.0, -61.0, 99.0)
    grid = Grid((90, 90, 90), (0.3,) * 3, (26.0, -75.0, 85.0))
    volume, truth = painted(grid, (center, False))
    (ear,) = segment_volume(volume, Networks(Whole(), oracle("locator", 2.0, 32))).ears
    assert sum(ear.volumes_mm3.values()) == pytest.approx((truth > 0).sum() * 0.027, rel=0.05)
    # the painted ear has a ball for a cochlea: no shape tells its parts
    assert ear.verdict is not Verdict.GOOD and ear.malformed == UNCLEAR_PARTS
