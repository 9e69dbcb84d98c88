"""From a series of the catalog to a volume in Hounsfield units on a grid in the patient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from earseg_app.dicom.ahead import ahead
from earseg_app.dicom.enhanced import frame_decoder, read_frames
from earseg_app.dicom.fill import check_memory, coarser_grid, fill
from earseg_app.dicom.header import SLICE_TAGS, Header, read_header
from earseg_app.dicom.hounsfield import HuArray
from earseg_app.dicom.pixels import by_gdcm, decode_with, undecodable
from earseg_app.dicom.plausible import hu_notes
from earseg_app.dicom.refusal import refusal_of
from earseg_app.dicom.stack import Slice, Stack, lay
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume, nameless
from earseg_app.domain.gaps import Gaps
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.study import Series
from earseg_app.domain.volume import Volume

HEADER_SHARE = 0.2
ANOTHER = "Choose a CT series of thin slices."


def read_series(series: Series, reporter: Reporter, options: ReadOptions = DEFAULT) -> Volume:
    """The volume of a series: HU int16, slices sorted by position, exact in LPS mm.

    Tilted and sideways-moved slices are moved back within their planes, small gaps are interpolated, duplicates
    left out; each is said in `Volume.notes`. `options`: what to do about missing slices, and how coarse to read.

    Raises:
        UnreadableInput: if a file is missing or damaged.
        MissingSlices: if there are gaps that the options do not allow.
        TooLarge: if the free memory does not hold the volume.
        UnsupportedVolume: if the series cannot form a truthful CT volume.
        Cancelled: if the reporter was cancelled.
    """
    if series.refusal:
        raise UnsupportedVolume(series.refusal, ANOTHER)
    with FileStore() as store:
        headers = _headers(store, series.files, reporter.part(0.0, HEADER_SHARE))
        check_ct(headers[0])
        gaps = options.gaps
        source = _frames(store, headers[0], gaps) if headers[0].is_enhanced else _files(store, headers, gaps)
        check_memory(source.stack.grid, options.coarser)
        with source.images() as image:
            hu = fill(source.stack, image, options.coarser, reporter.part(HEADER_SHARE, 1.0))
    grid = coarser_grid(source.stack.grid, options.coarser)
    notes = (*source.notes, *source.stack.notes, *_coarse_notes(grid, options), *hu_notes(hu, source.is_rescaled))
    side = headers[0].laterality if headers[0].laterality in ("R", "L") else ""
    title = series.description or f"Series {series.number if series.number is not None else ''}".strip()
    mark = "; ".join(filter(None, [source.stack.mark, _coarse_mark(options)]))
    return Volume(hu, grid, title, series.uid, notes, side, mark=mark)


@dataclass(frozen=True, eq=False)
class _Source:
    """Where the images lie and how to get the pixels of each."""

    stack: Stack
    image: Callable[[int], HuArray]
    is_rescaled: bool
    is_slow: bool = False
    notes: tuple[str, ...] = ()

    def images(self) -> AbstractContextManager[Callable[[int], HuArray]]:
        """`image`, prepared ahead in the order of the layers where decoding is slow."""
        return ahead(self.image, self.stack.order()) if self.is_slow else nullcontext(self.image)


def _files(store: FileStore, headers: Sequence[Header], gaps: Gaps) -> _Source:
    stack = lay([slice_of(header) for header in headers], gaps)
    is_rescaled, is_slow = headers[0].rescale is not None, by_gdcm(headers[0])
    return _Source(stack, lambda i: decode_with(store, headers[i]), is_rescaled, is_slow)


def _frames(store: FileStore, header: Header, gaps: Gaps) -> _Source:
    try:
        frames, others = read_frames(store, header)
    except READ_ERRORS as error:
        raise undecodable(header.path, error) from error
    stack = lay([frame.place for frame in frames], gaps)
    notes = (f"{others} frame(s) of other stacks or phases were left out.",) if others else ()
    return _Source(stack, frame_decoder(store, header.path, frames), frames[0].rescale is not None, notes=notes)


def check_ct(header: Header) -> None:
    """Refuse what is no stack of CT slices.

    Raises:
        UnsupportedVolume: with the reason in a sentence.
    """
    refusal = refusal_of(header)
    if refusal:
        raise UnsupportedVolume(refusal, ANOTHER)


def slice_of(header: Header) -> Slice:
    """Where the image of one file lies.

    Raises:
        UnsupportedVolume: if the header does not say.
    """
    if header.position_lps_mm is None or header.orientation is None:
        raise UnsupportedVolume(
            "The images do not state their position in the patient.", "Ask for the original series from the scanner."
        )
    if header.pixel_spacing_mm is None:
        raise UnsupportedVolume(
            "The images do not state their pixel size in millimetres.", "Ask for the original series from the scanner."
        )
    rows, columns = header.rows or 0, header.columns or 0
    return Slice(header.position_lps_mm, header.orientation, header.pixel_spacing_mm, rows, columns)


def _headers(store: FileStore, files: Sequence[Path], reporter: Reporter) -> list[Header]:
    headers = []
    for index, path in enumerate(files):
        reporter.step(index / len(files), "Reading headers")
        try:
            with store.open(path) as file:
                headers.append(read_header(file, path, SLICE_TAGS))
        except FileNotFoundError as error:
            raise UnreadableInput(
                f"{path.name} is no longer there.", "Was the disc taken out? Insert it and try again."
            ) from error
        except READ_ERRORS as error:
            raise UnreadableInput(
                f"{path.name} is damaged.", "Copy it again from the disc.", nameless(error)
            ) from error
    return headers


def _coarse_mark(options: ReadOptions) -> str:
    return f"Read {options.coarser} times coarser" if options.coarser > 1 else ""


def _coarse_notes(grid: Grid, options: ReadOptions) -> list[str]:
    if options.coarser == 1:
        return []
    z, y, x = grid.spacing_zyx_mm
    return [f"The scan was read {options.coarser} times coarser, in voxels of {x:.2f} × {y:.2f} × {z:.2f} mm."]
