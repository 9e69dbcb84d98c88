"""Where the networks run: the GPU when there is one, unless the user says otherwise."""

from __future__ import annotations

from typing import Literal, get_args

import torch

from earseg_app.domain.errors import ModelError
from earseg_app.inference.network import CPU, GPU

DeviceWish = Literal["auto", "cpu", "gpu"]
DEVICE_WISHES: tuple[DeviceWish, ...] = get_args(DeviceWish)


def choose_device(wish: DeviceWish) -> str:
    """The torch device for a wish; "auto" takes a GPU when there is one.

    Raises:
        ModelError: if a GPU is wished for and torch finds none.
    """
    if wish != "cpu" and torch.cuda.is_available():
        return GPU
    if wish == "gpu":
        raise ModelError(
            "No GPU that the program can use was found; nothing was segmented.",
            "Choose Auto or CPU, or install a build of PyTorch for this GPU.",
        )
    return CPU
