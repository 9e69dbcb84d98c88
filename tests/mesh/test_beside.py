"""Labels beside those of the ears become surfaces of their own, and change none of the ears'."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import trimesh

from earseg_app.domain.anatomy import Side
from earseg_app.domain.structures import Structure
from earseg_app.mesh.beside import extra_of
from earseg_app.mesh.export import export_model
from earseg_app.mesh.formats import file_stem
from earseg_app.mesh.make import make_model
from earseg_app.mesh.model import bounds_mm
from earseg_app.mesh.plan import ModelPlan
from earseg_app.mesh.printing.printers import FDM
from earseg_app.mesh.sidecar import read_sidecar


def test_another_label_is_exported_like_an_ear(segmentation, tmp_path):
    labels = segmentation.labels.copy()
    labels[2:8, 2:8, 2:40] = 41
    nerve = Structure(41, "Facial nerve", "#12AB34", Side.LEFT)
    plan = ModelPlan(parts=False, whole=False, extra=extra_of((nerve,)))
    model = make_model(replace(segmentation, labels=labels), plan)
    (surface,) = model.surfaces
    assert (surface.name, surface.title, surface.color) == ("left_facial_nerve", "Left facial nerve", "#12AB34")
    assert model.fidelity[surface.name].mean_mm < 0.2
    assert surface.volume_mm3 == pytest.approx(6 * 6 * 38 * 0.4**3, rel=0.01)
    assert model.findings == ()
    for file_format in ("stl", "3mf", "glb"):
        written = export_model(model, tmp_path, file_format=file_format)
        assert written[0].stem == ("left_facial_nerve" if file_format == "stl" else "left_ear")
        record = read_sidecar(written[-1].read_bytes()).surfaces[0]
        assert (record.name, record.title, record.color) == ("left_facial_nerve", "Left facial nerve", "#12AB34")
    read = trimesh.load(tmp_path / "left_ear.3mf")
    assert list(read.geometry) == ["Left facial nerve"]
    assert read.volume == pytest.approx(surface.volume_mm3, rel=1e-4)
    assert list(trimesh.load(tmp_path / "left_ear.glb").geometry) == ["left_facial_nerve"]


def test_a_label_that_reaches_the_border_of_the_scan_or_lies_in_pieces_is_said(segmentation):
    labels = segmentation.labels.copy()
    labels[0:6, 2:8, 2:20] = labels[2:8, 2:8, 24:40] = 61
    plan = ModelPlan(parts=False, whole=False, extra=extra_of((Structure(61, "Cyst", "#FFFFFF"),)))
    said = " ".join(finding.sentence for finding in make_model(replace(segmentation, labels=labels), plan).findings)
    assert "Cyst reaches the border of the scan" in said
    assert "Cyst consists of 2 separate shells instead of 1" in said


@pytest.mark.parametrize("printer, scale", [(None, 1.0), (FDM, 3.0)])
def test_the_surfaces_of_an_ear_are_the_same_whatever_is_painted_round_it(segmentation, printer, scale):
    """Every voxel that is no ear belongs to a structure: more can't be painted."""
    full = replace(segmentation, labels=np.where(segmentation.labels == 0, np.uint8(21), segmentation.labels))
    plan = ModelPlan(printer=printer, scale=scale, repair=True)
    alone, beside = (make_model(labels, plan) for labels in (segmentation, full))
    assert [surface.name for surface in alone.surfaces] == [surface.name for surface in beside.surfaces]
    for one, other in zip(alone.surfaces, beside.surfaces, strict=True):
        assert np.array_equal(one.vertices_lps_mm, other.vertices_lps_mm)
        assert np.array_equal(one.triangles, other.triangles)
    assert alone.findings == beside.findings
    assert alone.fidelity == beside.fidelity


def test_for_a_printer_a_structure_stands_beside_the_ear_as_thin_as_it_was_painted(segmentation):
    labels = segmentation.labels.copy()
    labels[2:4, 2:4, 2:40] = 41  # 0.8 mm of the patient, 1.6 mm on the plate, and the nozzle makes 0.8 mm
    labels[40:41, 2:4, 2:40] = 42  # 0.4 mm of the patient
    extra = extra_of((Structure(41, "Facial nerve", "#12AB34", Side.LEFT), Structure(42, "Chorda", "#12AB34")))
    plan = ModelPlan(parts=False, printer=FDM, scale=1.5, extra=extra)
    model = make_model(replace(segmentation, labels=labels), plan)
    ear, nerve, chorda = model.items
    for item in model.items:
        assert bounds_mm(item)[0, 2] == pytest.approx(0.0, abs=1e-6)
    boxes = [bounds_mm(item)[:, :2] for item in (ear, nerve, chorda)]
    for one, other in combinations(boxes, 2):
        assert ((one[0] >= other[1]) | (other[0] >= one[1])).any()
    assert chorda.surfaces[0].volume_mm3 == pytest.approx(1 * 2 * 38 * 0.4**3, rel=0.02)
    said = [finding.sentence for finding in model.findings if "thin" in finding.sentence]
    assert any(sentence.startswith("Chorda") for sentence in said), model.findings
    assert not any(sentence.startswith("Left facial nerve") for sentence in said)


def test_names_that_files_cannot_tell_apart_have_their_code():
    names = ("Узел", "Мост", "Größe", "Grosse")
    extras = extra_of(Structure(61 + number, name, "#FFFFFF") for number, name in enumerate(names))
    assert len({file_stem(extra.name) for extra in extras}) == 4
    assert [extra.words for extra in extras] == list(names)
