"""A volume beyond the memory is refused before it is made, and can be read coarser, exactly in its place."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom import fill
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.geometry import Grid
from earseg_app.domain.reading import ReadOptions, TooLarge
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter


@pytest.mark.parametrize("times", [2, 3, 4])
def test_a_coarser_voxel_is_the_mean_of_its_block_at_the_middle_of_its_block(
    images: list[FileDataset], write: DiscWriter, ball: Volume, times: int
) -> None:
    volume = open_any(write(images), options=ReadOptions(coarser=times))
    z, y, x = (n // times for n in ball.hu.shape)
    block = ball.hu[: z * times, : y * times, : x * times].reshape(z, times, y, times, x, times)
    assert np.abs(volume.hu - block.mean(axis=(1, 3, 5))).max() <= 0.51
    assert volume.grid.spacing_zyx_mm == pytest.approx([s * times for s in ball.grid.spacing_zyx_mm])
    middle = ball.grid.lps_from_index([(times - 1) / 2.0] * 3)
    assert volume.grid.origin_lps_mm == pytest.approx(middle)
    assert volume.mark == f"Read {times} times coarser"
    assert any(f"{times} times coarser" in note for note in volume.notes)


def test_a_volume_beyond_the_memory_is_refused_with_what_would_fit(
    images: list[FileDataset], write: DiscWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc = write(images)
    monkeypatch.setattr(fill, "free_bytes", lambda: 12 * 20 * 24 * 2 * 2.2 / 9)
    with pytest.raises(TooLarge, match="GB are free") as refused:
        open_any(disc)
    assert refused.value.coarser == 3
    assert "--coarser 3" in refused.value.hint
    assert open_any(disc, options=ReadOptions(coarser=3)).hu.shape == (4, 6, 8)


def test_a_volume_beyond_all_measure_is_refused_without_an_offer() -> None:
    with pytest.raises(TooLarge) as refused:
        fill.check_memory(Grid((60_000, 60_000, 60_000), (0.1, 0.1, 0.1), (0.0, 0.0, 0.0)), 1)
    assert refused.value.coarser is None


def test_too_few_slices_cannot_be_read_coarser(images: list[FileDataset], write: DiscWriter) -> None:
    with pytest.raises(UnsupportedVolume, match="too small"):
        open_any(write(images[:5]), options=ReadOptions(coarser=4))
