"""The network keeps its promises about shapes and rebuilds itself from a manifest."""

import pytest
import torch

from earseg_app.inference.unet import UNet, UNetConfig, parameter_count

SMALL = UNetConfig(classes=3, channels=(4, 8, 8))


def test_logits_have_one_map_per_class_and_the_size_of_the_input() -> None:
    with torch.inference_mode():
        assert UNet(SMALL)(torch.zeros(2, 1, 8, 12, 16)).shape == (2, 3, 8, 12, 16)


def test_a_size_that_cannot_be_halved_often_enough_is_refused() -> None:
    assert SMALL.multiple == 4
    with pytest.raises(ValueError, match="multiples of 4"):
        UNet(SMALL)(torch.zeros(1, 1, 8, 10, 8))


def test_a_config_read_from_json_equals_the_one_written() -> None:
    assert UNetConfig(in_channels=1, classes=3, channels=[4, 8, 8]) == SMALL  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"classes": 1}, {"channels": (8,)}, {"in_channels": 0}, {"channels": (8, 0)}])
def test_a_config_that_is_no_network_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a network"):
        UNetConfig(**wrong)  # type: ignore[arg-type]


def test_the_default_network_is_small_enough_to_ship_as_half_precision_under_8_megabytes() -> None:
    assert 2 * parameter_count(UNet(UNetConfig())) < 8e6


def test_every_weight_learns() -> None:
    torch.manual_seed(0)
    net = UNet(SMALL)
    net(torch.randn(1, 1, 16, 16, 16)).square().mean().backward()
    assert all(p.grad is not None and bool(p.grad.abs().sum() > 0) for p in net.parameters())
