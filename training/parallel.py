"""Make many cases side by side, each in a process of its own thread."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from training.cases import Case, save_case

LOG = logging.getLogger("training")
Make = Callable[[], Case]


def save_all(folder: Path, makers: Iterable[Make], workers: int | None = None) -> None:
    """Write the case of every maker into a cache folder, `workers` of them at a time; by default all cores.

    A maker must be a `partial` of a function of a module, for it travels to another process. Each draws from its own
    seed, so the cases are the same whatever `workers` is.
    """
    with ProcessPoolExecutor(workers or os.cpu_count(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for running in [pool.submit(_save, folder, make) for make in makers]:
            LOG.info("%s", running.result())


def _save(folder: Path, make: Make) -> str:
    case = make()
    save_case(folder, case)
    return case.name
