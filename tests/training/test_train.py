"""Training learns, stops, goes on, and gives a model the program can load."""

from pathlib import Path

import numpy as np
import pytest
import torch

from earseg_app.inference.bundle import load_bundle, write_bundle
from earseg_app.inference.unet import UNet, UNetConfig
from training.export import manifest_of
from training.patches import Recipe
from training.plans import PLANS, Plan
from training.trainer import Trainer, loss_of, truth_of

TINY = Plan(UNetConfig(classes=6, channels=(4, 8)), Recipe(), (("ears", 1.0),), ((16, 1),), 1e-2, 2)


def batch() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    labels = torch.zeros(1, 16, 16, 16, dtype=torch.long)
    labels[:, 4:12, 4:12, 4:12] = 1
    labels[:, 6:10, 6:10, 6:10] = 2
    return (labels[:, None].float() - 1.0), labels, (labels > 0).float()


def test_the_loss_of_a_perfect_answer_is_nought_and_of_a_wrong_one_is_not() -> None:
    _, parts, share = batch()
    truth = truth_of(parts, share, 6)
    assert float(loss_of(truth * 40.0, truth)) < 0.01
    assert float(loss_of(truth.roll(1, dims=1) * 40.0, truth)) > 2.0


def test_a_voxel_half_in_the_bone_is_best_answered_by_one_half() -> None:
    parts, share = torch.ones(1, 4, 4, 4, dtype=torch.long), torch.full((1, 4, 4, 4), 0.5)
    truth = truth_of(parts, share, 2)
    assert float(truth.sum(1).min()) == pytest.approx(1.0)
    answers = torch.linspace(0.1, 0.9, 9)
    losses = [
        float(loss_of(torch.stack([1 - p, p]).log().reshape(1, 2, 1, 1, 1).expand(1, 2, 4, 4, 4), truth))
        for p in answers
    ]
    assert int(np.argmin(losses)) == 4


def test_a_run_begins_with_the_weights_of_a_bundle_but_a_checkpoint_wins(tmp_path: Path) -> None:
    weights = {name: tensor.numpy() for name, tensor in UNet(PLANS["ear"].network).state_dict().items()}
    write_bundle(tmp_path / "net.safetensors", manifest_of("ear", "0", 1, {}), weights)
    bundle = load_bundle(tmp_path / "net.safetensors")
    trainer = Trainer(PLANS["ear"], tmp_path, steps=10, seed=3)
    trainer.start_from(bundle)
    np.testing.assert_array_equal(trainer.net.head.bias.detach().numpy(), bundle.state["head.bias"])
    trainer.step = 4
    with torch.no_grad():
        trainer.net.head.bias.add_(1.0)
    trainer.save()
    resumed = Trainer(PLANS["ear"], tmp_path, steps=10, seed=3)
    resumed.start_from(bundle)
    np.testing.assert_allclose(resumed.net.head.bias.detach().numpy(), bundle.state["head.bias"] + 1.0, atol=1e-6)


def test_a_few_steps_lower_the_loss_and_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    trainer = Trainer(TINY, tmp_path, steps=30, seed=0)
    losses = [float(trainer.learn(*batch(), use_bfloat16=False)) for _ in range(15)]
    assert losses[-1] < 0.8 * losses[0]
    trainer.save()
    resumed = Trainer(TINY, tmp_path, steps=30, seed=99)
    assert resumed.step == 15
    again, there = (float(one.learn(*batch(), use_bfloat16=False)) for one in (resumed, trainer))
    assert again == pytest.approx(there, rel=1e-4)


def test_the_rate_rises_stays_and_falls(tmp_path: Path) -> None:
    trainer = Trainer(TINY, tmp_path, steps=100, seed=0)
    rates = []
    for step in (0, 2, 50, 99):
        trainer.step = step
        trainer.learn(*batch(), use_bfloat16=False)
        rates.append(trainer.optimiser.param_groups[0]["lr"])
    assert rates[0] < rates[1]
    assert rates[1] == pytest.approx(rates[2])
    assert rates[3] < 0.05 * rates[2]


@pytest.mark.parametrize("kind", ["ear", "locator"])
def test_an_exported_network_is_one_the_program_loads_and_answers_alike(tmp_path: Path, kind: str) -> None:
    assert kind in ("ear", "locator")
    net = UNet(PLANS[kind].network).eval()
    weights = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    path = tmp_path / "net.safetensors"
    write_bundle(path, manifest_of(kind, "0", 1, {"mean_dice": 0.5}), weights)  # type: ignore[arg-type]
    bundle = load_bundle(path)
    again = UNet(UNetConfig(**bundle.manifest.unet)).eval()
    again.load_state_dict(bundle.tensors())
    image = torch.from_numpy(np.random.default_rng(0).normal(size=(1, 1, 32, 32, 32)).astype(np.float32))
    with torch.inference_mode():
        assert float((net(image) - again(image)).abs().max()) < 0.05  # half precision on disk
