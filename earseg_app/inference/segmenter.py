"""From a CT volume to named, judged ears: locate, look closely, name the side, write the labels."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app import paths
from earseg_app.domain.anatomy import LEFT_OFFSET, Side
from earseg_app.domain.editing.block import Box
from earseg_app.domain.errors import ModelError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarFinding, LabelArray, Provenance, Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.inference import fast
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.device import DeviceWish, choose_device
from earseg_app.inference.ear import NO_FLIPS, Flips, segment_ear, share_of, write_ear
from earseg_app.inference.fine_ear import FineEar
from earseg_app.inference.locate import LEAST_APART_MM, find_ears, find_pair
from earseg_app.inference.near import ear_about
from earseg_app.inference.network import CPU, Predictor, TorchNetwork, use_threads
from earseg_app.inference.preprocess import Region
from earseg_app.inference.quality import Evidence, is_ear, judge, noise_of, wall_contrast_hu
from earseg_app.inference.sides import NamedSide, SideEvidence, name_sides, side_by_place

# A scan at most this large in every direction is one ear: the fine network sees it whole, mm.
ONE_EAR_MM = 32.0
# In a scan at most this large in every direction an ear the locator missed is looked for everywhere, mm.
SMALL_MM = 45.0
# A scan thinner than this cannot hold a labyrinth, whose smallest extent is 8 mm.
LEAST_MM = 5.0
MOST_EARS = 2


@dataclass(frozen=True)
class Networks:
    """The two networks of the pipeline."""

    ear: Predictor
    locator: Predictor


class Segmenter:
    """Finds and segments both ears with two bundles, which are loaded on first use.

    `threads`: cores for torch, None for its own choice. `flips`: mirrored looks at each ear whose mean is taken.
    `device`: "auto" takes a GPU when there is one.
    """

    def __init__(
        self,
        ear: Path,
        locator: Path,
        threads: int | None = None,
        flips: Flips = NO_FLIPS,
        device: DeviceWish = "auto",
    ) -> None:
        self._paths = (ear, locator)
        self._threads = threads
        self._flips = flips
        self._device: DeviceWish = device
        self._networks: Networks | None = None

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume; no ears and an empty map when there is none.

        Raises:
            ModelError: if a bundle is missing, damaged or of the wrong kind, or the wished GPU is not there.
            Cancelled: if the reporter was cancelled.
        """
        reporter.step(0.0, "Loading the model")
        use_threads(self._threads)
        return segment_volume(volume, self.load(), reporter, self._flips)

    def segment_near(self, volume: Volume, box: Box, known: tuple[EarFinding, ...], reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume of the one ear that a box of voxels lies in; see the function.

        Raises:
            ModelError, Cancelled: as `segment`.
        """
        reporter.step(0.0, "Loading the model")
        use_threads(self._threads)
        return segment_near(volume, box, known, self.load(), reporter, self._flips)

    def load(self) -> Networks:
        """The two networks, read and made ready on first use.

        Raises:
            ModelError: as `segment`.
        """
        if self._networks is None:
            ear, locator = self._paths
            place = choose_device(self._device)
            self._networks = Networks(
                _network(ear, "ear", self._threads, place), _network(locator, "locator", self._threads, place)
            )
        return self._networks


def segment_volume(
    volume: Volume, networks: Networks, reporter: Reporter | None = None, flips: Flips = NO_FLIPS
) -> Segmentation:
    """Find, segment, name and judge up to two ears of a volume.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    started = time.monotonic()
    reporter = reporter or Reporter()
    fine = find_and_segment(volume, networks, reporter.part(0.0, 0.95), flips)
    reporter.step(0.95, "Naming and checking the ears")
    names = name_sides([SideEvidence(ear.center_lps_mm, ear.chirality) for ear in fine], volume)
    return _assembled(fine, names, volume, networks, reporter, started)


def segment_near(
    volume: Volume,
    box: Box,
    known: tuple[EarFinding, ...],
    networks: Networks,
    reporter: Reporter | None = None,
    flips: Flips = NO_FLIPS,
) -> Segmentation:
    """The ear that a box of voxels lies in, as `segment_volume` finds it, in the time of one ear.

    `known`: the ears that have their names already; the one at the same place lends it.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    started = time.monotonic()
    reporter = reporter or Reporter()
    regions: list[Region | None] = [None]
    if volume.grid.extent_mm.max() > ONE_EAR_MM:
        region = ear_about(volume, box, networks.locator, reporter.part(0.0, 0.3))
        regions = [] if region is None else [region]
    fine = _segment_all(volume, regions, networks, reporter.part(0.3, 0.95), flips)
    names = tuple(_name_known(ear, known) or _name_alone(ear, volume) for ear in fine)
    return _assembled(fine, names, volume, networks, reporter, started)


def _name_known(ear: FineEar, known: tuple[EarFinding, ...]) -> NamedSide | None:
    near = (each for each in known if _apart_mm(each, ear) < ONE_EAR_MM / 2.0)
    return next((NamedSide(each.side) for each in near), None)


def _name_alone(ear: FineEar, volume: Volume) -> NamedSide:
    return name_sides([SideEvidence(ear.center_lps_mm, ear.chirality)], volume)[0]


def _assembled(
    fine: Sequence[FineEar],
    names: Sequence[NamedSide],
    volume: Volume,
    networks: Networks,
    reporter: Reporter,
    started: float,
) -> Segmentation:
    """The ears written into labels of the whole scan."""
    labels: LabelArray = np.zeros(volume.grid.shape_zyx, np.uint8)
    uncertainty: NDArray[np.uint8] = np.zeros(volume.grid.shape_zyx, np.uint8)
    findings = [_write(ear, name, volume, labels, uncertainty) for ear, name in zip(fine, names, strict=True)]
    ears = tuple(sorted((f for f in findings if f is not None), key=lambda f: f.side is Side.LEFT))
    manifest = networks.ear.manifest
    provenance = Provenance(
        manifest.name, manifest.version, manifest.sha256_weights, networks.ear.device, time.monotonic() - started
    )
    reporter.step(1.0, "Done" if ears else "No ear was found")
    shares = tuple(map(share_of, fine))
    return Segmentation(labels, volume.grid, ears, provenance, uncertainty, shares=shares)


def find_and_segment(volume: Volume, networks: Networks, reporter: Reporter, flips: Flips = NO_FLIPS) -> list[FineEar]:
    """Up to two findings that can be ears, on fine voxels, without a side.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    extent_mm = volume.grid.extent_mm
    if extent_mm.min() < LEAST_MM:
        return []
    if extent_mm.max() <= ONE_EAR_MM:
        return _segment_all(volume, [None], networks, reporter, flips)
    ears = _segment_pair(volume, networks, reporter.part(0.0, 0.6), flips)
    if len(ears) == MOST_EARS:
        return ears
    places = find_ears(volume, networks.locator, reporter.part(0.6, 0.75))
    ears = _segment_all(volume, [c.region for c in places], networks, reporter.part(0.75, 0.9), flips)
    if not ears and extent_mm.max() <= SMALL_MM:
        ears = _segment_all(volume, [None], networks, reporter.part(0.9, 1.0), flips)
    return ears


def _segment_pair(volume: Volume, networks: Networks, reporter: Reporter, flips: Flips) -> list[FineEar]:
    """Both ears where the densest bone of a head shows them clearly; fewer say nothing about the rest of the scan."""
    pair = find_pair(volume, networks.locator, reporter.part(0.0, 0.3))
    return _segment_all(volume, [c.region for c in pair], networks, reporter.part(0.3, 1.0), flips)


def _segment_all(
    volume: Volume, regions: Sequence[Region | None], networks: Networks, reporter: Reporter, flips: Flips
) -> list[FineEar]:
    """The first two findings that can be ears, and can be the two of one head."""
    ears: list[FineEar] = []
    for number, region in enumerate(regions):
        part = reporter.part(number / len(regions), (number + 1) / len(regions))
        ear = segment_ear(volume, region, networks.ear, part, _message(volume, region), flips)
        if is_ear(_evidence(ear, volume)) and not any(_too_near(ear, other) for other in ears):
            ears.append(ear)
        if len(ears) == MOST_EARS:
            break
    return ears


def _write(
    ear: FineEar, name: NamedSide, volume: Volume, labels: LabelArray, uncertainty: NDArray[np.uint8]
) -> EarFinding | None:
    """Write one ear into the maps of the scan, in place; None when the scan's voxels are too coarse to hold it."""
    verdict, reasons = judge(_evidence(ear, volume), (*name.doubts, *ear.why, *ear.doubts))
    offset = LEFT_OFFSET if name.side is Side.LEFT else 0
    box, grid = write_ear(ear, offset, labels, uncertainty, volume.grid)
    return describe_ear(box, grid, name.side, verdict, reasons, ear.malformed)


def _evidence(ear: FineEar, volume: Volume) -> Evidence:
    voxel_mm = ear.grid.spacing_zyx_mm[0]
    spacing_mm = max(volume.grid.spacing_zyx_mm)
    wall_hu = wall_contrast_hu(ear.labels, ear.grid, volume)
    noise_hu = noise_of(volume.hu[_box_about(ear, volume)])
    return Evidence(ear.labels, voxel_mm, ear.mean_uncertainty, spacing_mm, ear.is_cut, wall_hu, noise_hu)


def _box_about(ear: FineEar, volume: Volume) -> tuple[slice, ...]:
    """The voxels of a scan that the grid of an ear covers."""
    last = np.array(ear.grid.shape_zyx) - 1
    ends = volume.grid.index_from_lps(ear.grid.lps_from_index(np.array([np.zeros(3), last])))
    start, stop = np.clip(np.rint(ends).astype(int), 0, volume.grid.shape_zyx)
    return tuple(slice(int(a), int(b) + 1) for a, b in zip(start, stop, strict=True))


def _apart_mm(known: EarFinding, ear: FineEar) -> float:
    return float(np.linalg.norm(np.subtract(known.centroid_lps_mm, ear.center_lps_mm)))


def _too_near(one: FineEar, other: FineEar) -> bool:
    return bool(np.linalg.norm(one.center_lps_mm - other.center_lps_mm) < LEAST_APART_MM)


def _message(volume: Volume, region: Region | None) -> str:
    side = side_by_place(np.array(region.center_lps_mm), volume) if region else None
    return f"Segmenting the {side.word} ear" if side else "Segmenting the ear"


def _network(path: Path, kind: str, threads: int | None, place: str) -> Predictor:
    bundle = load_bundle(path)
    if bundle.manifest.kind != kind:
        raise ModelError(
            f"The model file {path.name} is a model of kind “{bundle.manifest.kind}”, not “{kind}”.",
            "Choose another model file.",
        )
    network = TorchNetwork(bundle, place)
    if place != CPU or not fast.is_installed():
        return network
    return fast.OpenVinoNetwork(network, paths.user_cache(), threads)
