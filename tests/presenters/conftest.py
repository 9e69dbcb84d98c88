"""What presenters see of the outside, faked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import LEFT_OFFSET, Part, Side, label_code
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.segmentation import Provenance, Segmentation, Verdict, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import MessagePort
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences, SettingsFile
from tests.domain.ears import phantom_ear


class StepwiseTasks:
    """A `TaskPort` whose work runs when the test says so, in the thread of the test."""

    def __init__(self) -> None:
        self._waiting: tuple[Callable[[Reporter], Any], dict[str, Callable[..., None]]] | None = None
        self._cancelled = False

    @property
    def busy(self) -> bool:
        return self._waiting is not None

    def start(self, work: Callable[[Reporter], Any], **exits: Callable[..., None]) -> bool:
        if self.busy:
            return False
        self._waiting, self._cancelled = (work, exits), False
        return True

    def cancel(self) -> None:
        self._cancelled = True

    def post(self, call: Callable[[], None]) -> None:
        call()

    def finish(self) -> None:
        """Run what waits to its end."""
        assert self._waiting is not None, "nothing was started"
        work, exits = self._waiting
        reporter = Reporter(exits["on_step"])
        if self._cancelled:
            reporter.cancel()
        try:
            reporter.step(0.0, "begun")
            result = work(reporter)
        except Cancelled:
            self._waiting = None
            exits["on_cancelled"]()
        except EarsegError as error:
            self._waiting = None
            exits["on_failed"](error)
        else:
            self._waiting = None
            exits["on_done"](result)


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def tasks() -> StepwiseTasks:
    return StepwiseTasks()


@pytest.fixture
def messages() -> Mock:
    return create_autospec(MessagePort, instance=True)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(SettingsFile(tmp_path / "settings.json"))


@pytest.fixture
def volume() -> Volume:
    """20 mm cube of air around the origin, voxels of 0.5 mm."""
    grid = Grid((40, 40, 40), (0.5, 0.5, 0.5), (-9.75, -9.75, -9.75))
    return Volume(np.full(grid.shape_zyx, -1000, np.int16), grid, "Thin bone", "1.2.3")


@pytest.fixture
def segmentation(volume: Volume) -> Segmentation:
    """Both ears as rows of blocks, the right one good, the left one to check."""
    labels = np.zeros(volume.grid.shape_zyx, np.uint8)
    for side, column in ((Side.RIGHT, 4), (Side.LEFT, 24)):
        for number, part in enumerate(Part):
            labels[10:20, 4 + 6 * number : 9 + 6 * number, column : column + 8] = label_code(side, part)
    right = describe_ear(labels, volume.grid, Side.RIGHT)
    left = describe_ear(labels, volume.grid, Side.LEFT, Verdict.CHECK, ("The apex is blurred.",))
    assert right is not None
    assert left is not None
    made_by = Provenance("EarSeg", "1.0", device="cpu (OpenVINO)", seconds=4.0)
    return Segmentation(labels, volume.grid, (right, left), made_by)


@pytest.fixture(scope="session")
def ears() -> Segmentation:
    """A phantom's right ear, and beside it the same in the mirror: a left one."""
    right = phantom_ear(0, Side.RIGHT, 0.4)
    left = np.where(right.labels > 0, right.labels + LEFT_OFFSET, 0)[:, :, ::-1]
    labels = np.concatenate([right.labels, left], axis=2).astype(np.uint8)
    grid = replace(right.grid, shape_zyx=labels.shape)
    found = tuple(ear for side in Side if (ear := describe_ear(labels, grid, side)))
    return Segmentation(labels, grid, found)


@pytest.fixture(scope="session")
def scan(ears: Segmentation) -> Volume:
    """Air around both ears."""
    return Volume(np.zeros(ears.grid.shape_zyx, np.int16), ears.grid)
