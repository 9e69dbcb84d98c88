"""Everything measured on an ear, and the plain data of it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import LEFT_OFFSET, Part, Side
from earseg_app.domain.cochlea.size import handles_from_labels
from earseg_app.domain.measuring.measure import MeasurableEar, measure_ear
from earseg_app.domain.measuring.part_sizes import volumes_mm3
from earseg_app.domain.measuring.record import measure_ears
from earseg_app.domain.segmentation import Segmentation
from tests.domain.ears import distance_mm, phantom_ear


def test_a_record_holds_every_measure_of_the_ear_in_plain_data() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    report = json.loads(json.dumps(measure_ears(Segmentation(ear.labels, ear.grid))))
    (record,) = report["ears"]
    assert record["side"] == "R"
    assert set(record["landmarks"]) == {"round_window", "oval_window", "modiolus_base", "apex"}
    assert record["A_mm"] == pytest.approx(ear.measures.a_mm, abs=0.4)
    assert record["B_mm"] == pytest.approx(ear.measures.b_mm, abs=0.3)
    assert record["H_mm"] == pytest.approx(ear.measures.h_mm, abs=0.3)
    assert all({"name", "path", "value", "source"} <= set(length) for length in record["duct_lengths_mm"])
    assert record["volumes_mm3"]["labyrinth"] == pytest.approx(
        sum(record["volumes_mm3"][part.key] for part in Part), abs=0.1
    )
    assert len(record["canals"]) == 3
    assert set(record["expert_difference_mm"]) == {"A", "B", "H"}
    assert report["not_measured"] == []


def test_the_handles_of_a_record_span_its_diameters() -> None:
    ear = phantom_ear(1, Side.LEFT)
    (record,) = measure_ears(Segmentation(ear.labels, ear.grid))["ears"]
    for name, key in (("a", "A_mm"), ("b", "B_mm"), ("h", "H_mm")):
        assert distance_mm(*record["handles"][name]) == pytest.approx(record[key], abs=0.01)


def test_an_ear_that_cannot_be_measured_is_reported_with_its_reason() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    labels = np.where(ear.labels == Part.COCHLEA, 0, ear.labels).astype(np.uint8)
    report = measure_ears(Segmentation(labels, ear.grid))
    assert report["ears"] == []
    assert report["not_measured"][0]["side"] == "R"
    assert "no cochlea" in report["not_measured"][0]["reason"]


def test_no_ear_gives_an_empty_report() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    report = measure_ears(Segmentation(np.zeros_like(ear.labels), ear.grid))
    assert report["ears"] == report["not_measured"] == []


def test_landmarks_and_handles_placed_by_hand_are_kept() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    handles = handles_from_labels(ear.labels, ear.grid, ear.landmarks).moved("a", 0, ear.landmarks.apex)
    measures = measure_ear(ear.labels, ear.grid, ear.side, ear.landmarks, handles)
    assert measures.landmarks is ear.landmarks
    assert measures.size.a_mm == pytest.approx(distance_mm(*handles.a))
    assert measures.cautions


def test_a_mask_without_parts_is_measured_and_its_side_told_by_its_shape() -> None:
    ear = phantom_ear(1, Side.LEFT)
    # A mask of one class says 1, which would mean a right cochlea.
    mask = (ear.labels > LEFT_OFFSET).astype(np.uint8)
    (record,) = measure_ears(Segmentation(mask, ear.grid))["ears"]
    assert record["side"] == "L"
    assert record["A_mm"] == pytest.approx(ear.measures.a_mm, abs=0.4)
    assert record["B_mm"] == pytest.approx(ear.measures.b_mm, abs=0.3)
    assert set(record["volumes_mm3"]) == {"cochlea", "labyrinth"}


def test_volumes_are_counted_in_cubic_millimetres() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    volumes = volumes_mm3(ear.labels, ear.grid, Side.RIGHT)
    assert volumes["cochlea"] == pytest.approx(np.count_nonzero(ear.labels == 1) * ear.grid.voxel_volume_mm3)


def test_the_same_labels_give_the_same_figures_every_time() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    assert measure_ear(ear.labels, ear.grid, ear.side) == measure_ear(ear.labels, ear.grid, ear.side)


def test_a_prepared_ear_measures_what_the_whole_path_does() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    prepared = MeasurableEar.of_labels(ear.labels, ear.grid, ear.side)
    assert prepared.measured(ear.landmarks) == measure_ear(ear.labels, ear.grid, ear.side, ear.landmarks)


def test_a_moved_landmark_moves_the_figures_that_hang_on_it_and_no_other() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    prepared = MeasurableEar.of_labels(ear.labels, ear.grid, ear.side)
    before = prepared.measured(ear.landmarks)
    away = np.array(ear.landmarks.round_window) + 0.5 * np.array(ear.landmarks.frame().x)
    after = prepared.measured(ear.landmarks.moved("round_window", away))
    assert after.size.a_mm == pytest.approx(before.size.a_mm + 0.5, abs=0.02)
    assert after.size.b_mm == pytest.approx(before.size.b_mm, abs=0.02)
    assert after.duct_lengths != before.duct_lengths
    assert after.canals == before.canals


def test_a_record_lays_every_array_into_the_cochlea() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    (record,) = measure_ears(Segmentation(ear.labels, ear.grid), electrode_arrays(Path("nowhere")))["ears"]
    flex = next(row for row in record["electrodes"] if row["model"] == "FLEX28")
    assert 450 < flex["array_angle_deg"] < 700
    assert len(flex["contacts"]) == 12
    assert flex["sources"]["length_mm"]
    assert json.dumps(record)


def test_both_ears_of_a_patient_are_compared_with_their_uncertainty() -> None:
    right, left = (phantom_ear(1, side, 0.4) for side in Side)
    labels = np.concatenate([right.labels, left.labels], axis=2)
    # a toy patient: what is measured on an ear does not depend on where it lies
    report = measure_ears(Segmentation(labels, right.grid.crop((0, 0, 0), labels.shape)), repeats=2)
    assert all(ear["plus_minus_mm"]["A"] > 0.0 for ear in report["ears"])
    (a,) = [row for row in report["right_less_left"] if row["quantity"] == "A"]
    assert a["difference"] == pytest.approx(report["ears"][0]["A_mm"] - report["ears"][1]["A_mm"], abs=0.011)
    assert a["plus_minus"] > 0.0
