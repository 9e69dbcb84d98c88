"""Displays of oblique planes, such as the cochlear view: sampled once per pose, windowed as often as needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from earseg_app.domain.planes import PlanePose, SlabMode, sample_labels, sample_plane
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.slice_display import SliceDisplay
from earseg_app.render.slice_image import Outline, Tint, grey_table, outlines, paint_grey, paint_labels, tints
from earseg_app.session.session import Display


@dataclass(frozen=True)
class ObliqueCut:
    """A square piece of an oblique plane: `pose` is its upper left pixel, `size_mm` its side."""

    pose: PlanePose
    size_mm: float = 24.0
    spacing_mm: float = 0.08
    slab_mm: float = 0.0
    mode: SlabMode = "mean"

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height, pixels."""
        count = max(round(self.size_mm / self.spacing_mm), 1)
        return count, count


class ObliqueSource:
    """One oblique view of a case; samples the volume again only when the cut or the data change."""

    def __init__(self) -> None:
        self._cut_from: tuple[Volume, ObliqueCut] | None = None
        self._labelled_from: tuple[Segmentation | None, PlanePose] | None = None
        self._hu = np.zeros((1, 1), np.int16)
        # Half a voxel: enough to hide the steps of nearest sampling, too little to move a border.
        self._blur_px = 0.0
        self._labels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = None
        self._outlined: tuple[object, Mapping[int, Tint]] = (None, {})
        self._outlines: tuple[Outline, ...] = ()

    def display(
        self,
        volume: Volume,
        segmentation: Segmentation | None,
        cut: ObliqueCut,
        display: Display,
        title: str,
        note: str = "",
        *,
        fill_labels: bool = False,
    ) -> SliceDisplay:
        """What the view shows: CT on the cut and, as chosen, the borders of the labels over it or the labels filled."""
        self._sample(volume, segmentation, cut)
        colors = tints(display, segmentation.structures if segmentation else ())
        style = display.label_style
        pixels = paint_grey(self._hu, grey_table(display.window))
        if (fill_labels or not style.has_contour) and self._labels is not None:
            pixels = paint_labels(pixels, self._labels, colors)
        spacing = (cut.spacing_mm, cut.spacing_mm)
        return SliceDisplay(
            title,
            None,
            pixels,
            spacing,
            cut.pose,
            outlines=self._borders(colors) if style.has_contour else (),
            note=note,
            warning=volume.mark,
            window=display.window,
            slab_mm=cut.slab_mm,
            slab_mode=cut.mode,
        )

    def _borders(self, colors: Mapping[int, Tint]) -> tuple[Outline, ...]:
        if self._labels is None:
            return ()
        if self._outlined != (self._labelled_from, colors):
            self._outlines = outlines(self._labels, colors, self._blur_px)
            self._outlined = (self._labelled_from, colors)
        return self._outlines

    def _sample(self, volume: Volume, segmentation: Segmentation | None, cut: ObliqueCut) -> None:
        if self._cut_from != (volume, cut):
            hu = sample_plane(volume, cut.pose, cut.size_px, cut.spacing_mm, cut.slab_mm, cut.mode)
            self._hu = np.rint(np.clip(hu, -32768, 32767)).astype(np.int16)
            self._cut_from = (volume, cut)
        if self._labelled_from == (segmentation, cut.pose):
            return
        self._labelled_from = (segmentation, cut.pose)
        self._labels = None
        self._blur_px = 0.5 * min(volume.grid.spacing_zyx_mm) / cut.spacing_mm
        if segmentation is not None:
            self._labels = sample_labels(segmentation.labels, segmentation.grid, cut.pose, cut.size_px, cut.spacing_mm)
