"""A small grey picture of a series for the browser."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.dicom.enhanced import frame_decoder, read_frames
from earseg_app.dicom.header import read_header
from earseg_app.dicom.pixels import decode, undecodable
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.study import Series

# The temporal-bone window, HU.
WIDTH_HU = 4000.0
LEVEL_HU = 700.0


def thumbnail(series: Series, size_px: int = 128) -> NDArray[np.uint8]:
    """The middle slice (h, w), at most `size_px` on a side, in the bone window; other modalities over their own range.

    Raises:
        UnreadableInput: if the slice cannot be decoded.
        UnsupportedVolume: if the series holds no pixels.
    """
    path = series.files[len(series.files) // 2]
    with FileStore() as store:
        try:
            with store.open(path) as file:
                header = read_header(file, path)
            if not header.is_image:
                raise UnsupportedVolume("This series holds no images.")
            if header.is_enhanced:
                frames, _ = read_frames(store, header)
                image = frame_decoder(store, path, frames)(len(frames) // 2)
            else:
                image = decode(store, path)
        except READ_ERRORS as error:
            raise undecodable(path, error) from error
    small = _shrunk(image.astype(np.float32), size_px)
    if series.modality == "CT" and not series.is_localizer:
        return grey(small, LEVEL_HU - WIDTH_HU / 2, LEVEL_HU + WIDTH_HU / 2)
    low, high = np.percentile(small, (1, 99))
    return grey(small, float(low), float(high))


def grey(values: NDArray[np.float32], low: float, high: float) -> NDArray[np.uint8]:
    """Values as grey 0…255 between `low` and `high`; mid-grey all over when they are the same."""
    if high <= low:
        return np.full(values.shape, 128, np.uint8)
    scaled = np.clip((values - low) * (255.0 / (high - low)), 0, 255)
    return np.asarray(np.rint(scaled), np.uint8)


def _shrunk(image: NDArray[np.float32], size_px: int) -> NDArray[np.float32]:
    """Means of whole blocks, so that thin bone does not flicker; at most `size_px` on a side."""
    step = -(-max(image.shape) // size_px)
    rows, columns = (max(n // step, 1) for n in image.shape)
    cut = image[: rows * step, : columns * step]
    if step == 1 or min(image.shape) < step:
        return cut
    return np.asarray(cut.reshape(rows, step, columns, step).mean(axis=(1, 3)), np.float32)
