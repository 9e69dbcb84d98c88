"""A plan becomes a model: what is asked for, placed, checked, and true to the labels."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.check import Severity
from earseg_app.mesh.export import FORMATS, export_model
from earseg_app.mesh.fit import make_fitting
from earseg_app.mesh.make import make_model
from earseg_app.mesh.model import Model, bounds_mm
from earseg_app.mesh.plan import CUT_AXES, ModelPlan
from earseg_app.mesh.printing.printers import FDM, SLA
from earseg_app.mesh.repair import repaired
from earseg_app.mesh.topology import topology_of


@pytest.fixture(scope="module")
def printed(segmentation: Segmentation) -> Model:
    """Everything of the left labyrinth, five times its size, for a nozzle of 0.4 mm."""
    return make_model(segmentation, ModelPlan(cast=True, printer=FDM, scale=5.0, stand=True, code="case-7"))


def test_for_planning_the_model_lies_in_the_patient(segmentation):
    model = make_model(segmentation, ModelPlan())

    assert [item.title for item in model.items] == ["Left ear, parts", "Left ear, whole"]
    assert model.placement.words() == "LPS mm"
    whole = model.surfaces[-1]
    assert whole.volume_mm3 == pytest.approx(segmentation.mask(Side.LEFT).sum() * 0.4**3, rel=1e-3)
    assert topology_of(whole.triangles).handles == 3
    for found in model.fidelity.values():
        assert found.mean_mm < 0.2
    assert len(model.fidelity) == 6


def test_for_a_printer_all_stand_on_the_plate_and_none_overlap(printed):
    boxes = [bounds_mm(item) for item in printed.items]
    for number, (low, high) in enumerate(boxes):
        assert low[2] == pytest.approx(0.0, abs=1e-6)
        for other_low, other_high in boxes[:number]:
            assert ((low[:2] >= other_high[:2]) | (other_low[:2] >= high[:2])).any()
    assert printed.build_mm == FDM.build_mm
    assert printed.material_cm3 > 0
    assert not [finding for finding in printed.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("stand", [False, True])
def test_an_ear_that_is_printed_without_a_label_is_said(segmentation, stand):
    plan = ModelPlan(parts=False, printer=FDM, scale=5.0, stand=stand, code="case-7")
    said = [finding.sentence for finding in make_model(segmentation, plan).findings if "label L" in finding.sentence]
    wanted = "The left ear is printed without its label L X5 CASE-7; mark its side yourself, or put it on a stand."
    assert said == ([] if stand else [wanted])


def test_parts_are_touched_by_their_stand_face_to_face(printed):
    parts, whole, *_ = printed.items
    names = [surface.name for surface in parts.surfaces]
    assert names[-1] == "left_stand"
    assert "left_inner_ear" in whole.surfaces[0].name
    stand, alone = parts.surfaces[-1], whole.surfaces[0]
    ear_mm3 = sum(surface.volume_mm3 for surface in parts.surfaces[:-1])
    assert stand.volume_mm3 + ear_mm3 == pytest.approx(alone.volume_mm3, rel=0.03)


def test_every_written_file_is_the_same_solid_to_another_reader(printed, tmp_path):
    for file_format in FORMATS:
        paths = export_model(printed, tmp_path / file_format, file_format=file_format)
        scene = [path for path in paths if path.suffix not in (".json", ".mtl")]
        loaded = _loaded(scene, file_format)
        assert sum(len(mesh.faces) for mesh in loaded) == sum(len(s.triangles) for s in printed.surfaces), file_format
        volume_cm3 = sum(mesh.volume for mesh in loaded) / 1000.0
        assert volume_cm3 == pytest.approx(printed.material_cm3, rel=1e-3), file_format
        low = np.min([mesh.bounds[0] for mesh in loaded], axis=0)
        high = np.max([mesh.bounds[1] for mesh in loaded], axis=0)
        np.testing.assert_allclose(high - low, printed.size_mm, atol=1e-3, err_msg=file_format)


def _loaded(paths: list[Path], file_format: str) -> list[trimesh.Trimesh]:
    if file_format == "vtp":
        import pyvista

        read = [pyvista.read(path) for path in paths]
        return [trimesh.Trimesh(mesh.points, mesh.faces.reshape(-1, 4)[:, 1:], process=False) for mesh in read]
    if file_format == "obj":
        return list(trimesh.load_scene(paths[0], group_material=False, split_objects=True).geometry.values())
    if file_format in ("3mf", "glb"):
        return list(trimesh.load_scene(paths[0]).geometry.values())
    return [trimesh.load_mesh(path) for path in paths]


def test_the_3mf_is_valid_to_the_consortium_s_own_reader(printed, tmp_path):
    lib3mf = pytest.importorskip("lib3mf")
    path, _ = export_model(printed, tmp_path, file_format="3mf")
    document = lib3mf.get_wrapper().CreateModel()
    reader = document.QueryReader("3mf")
    reader.SetStrictModeActive(True)
    reader.ReadFromFile(str(path))

    assert reader.GetWarningCount() == 0
    assert document.GetUnit() == lib3mf.ModelUnit.MilliMeter
    assert document.GetBuildItems().Count() == len(printed.items)
    meshes = document.GetMeshObjects()
    found = []
    while meshes.MoveNext():
        mesh = meshes.GetCurrentMeshObject()
        assert mesh.IsManifoldAndOriented()
        found.append((mesh.GetName(), mesh.GetTriangleCount()))
    assert found == [(surface.title, len(surface.triangles)) for surface in printed.surfaces]


def test_a_slicer_finds_nothing_to_repair(printed, tmp_path):
    slicer = shutil.which("prusa-slicer")
    if slicer is None:
        pytest.skip("prusa-slicer is not on this machine")
    *paths, _ = export_model(printed, tmp_path)
    words = subprocess.run([slicer, "--info", *map(str, paths)], capture_output=True, text=True, check=True).stdout
    assert words.count("manifold = yes") == len(paths)
    for word in ("repair", "open_edges", "degenerate", "facets_reversed", "backwards_edges"):
        assert word not in words


def test_a_hollow_model_has_no_closed_cavity(segmentation):
    model = make_model(segmentation, ModelPlan(parts=False, printer=SLA, scale=10.0, hollow=True))
    solid = make_model(segmentation, ModelPlan(parts=False, printer=SLA, scale=10.0))
    assert model.material_cm3 < 0.95 * solid.material_cm3
    assert topology_of(model.surfaces[0].triangles).shells == 1


def test_thin_walls_and_too_large_models_are_said(segmentation, printed):
    large = make_model(segmentation, ModelPlan(parts=False, printer=SLA, scale=20.0))
    assert any("the printer 145 × 145 × 185 mm" in finding.sentence for finding in large.findings)
    small = make_model(segmentation, ModelPlan(parts=True, whole=False, printer=FDM, scale=1.0))
    assert {f"left_{part.key}" for part in Part} == set(small.walls)


def test_thin_walls_of_a_cast_are_said(segmentation):
    """The bone between canals is as thin as the canals are near."""
    usual = make_model(segmentation, ModelPlan(parts=False, whole=False, cast=True, printer=SLA, scale=2.0))
    assert set(usual.walls) == {"left_inner_ear_cast_pins", "left_inner_ear_cast_sockets"}
    assert not any("thinner than" in finding.sentence for finding in usual.findings)
    labels = np.zeros_like(segmentation.labels)
    labels[8:40, 8:40:4, 8:40] = labels[8:40, 9:40:4, 8:40] = labels[8:40, 10:40:4, 8:40] = 12  # plates 0.4 mm apart
    labels[22:26, 8:40, 22:26] = 12
    grilled = make_model(
        replace(segmentation, labels=labels), ModelPlan(parts=False, whole=False, cast=True, printer=SLA, scale=1.0)
    )
    assert any("cast" in f.sentence and "thinner than the 0.5 mm" in f.sentence for f in grilled.findings)


def test_an_ear_on_its_stand_may_be_larger_than_an_ear(segmentation):
    model = make_model(segmentation, ModelPlan(parts=False, printer=FDM, stand=True, code="LONG-CODE"))
    assert model.size_mm.max() > 45.0
    assert not any("from corner to corner" in finding.sentence for finding in model.findings)


@pytest.mark.parametrize("cut", ["axial", "coronal", "sagittal"])
def test_the_halves_of_a_cast_lie_on_the_plate_with_their_cut_faces_up_and_know_their_way_back(segmentation, cut):
    plan = ModelPlan(parts=False, whole=False, cast=True, cut=cut, printer=SLA, scale=2.0, code="A1")
    model = make_model(segmentation, plan)
    axis = CUT_AXES[cut]
    middle_lps_mm = np.mean([s.bounds_lps_mm.mean(axis=0) for s in model.surfaces], axis=0)
    for item in model.items:
        (half,) = item.surfaces
        written = item.placement.of(half.vertices_lps_mm)
        np.testing.assert_allclose(item.placement.to_patient(written), half.vertices_lps_mm, atol=1e-9)
        matrix = np.array(item.placement.to_patient_lps())
        assert np.linalg.det(matrix[:3, :3]) == pytest.approx(1 / 8.0), "turned, never mirrored"
        np.testing.assert_allclose(written @ matrix[:3, :3].T + matrix[:3, 3], half.vertices_lps_mm, atol=1e-9)
        assert written[:, 2].min() == pytest.approx(0.0, abs=1e-9)
        outer = half.bounds_lps_mm[0 if half.name.endswith("pins") else 1, axis]
        on_bed = half.vertices_lps_mm[written[:, 2] < 1e-6][:, axis]
        np.testing.assert_allclose(on_bed, outer, atol=1e-9, err_msg="the outer face lies on the plate")
        assert abs(outer - middle_lps_mm[axis]) > 3.0
    assert not any("carr" in finding.sentence for finding in model.findings)


def test_a_half_without_room_for_its_label_carries_what_fits_and_says_so(segmentation):
    def said(scale: float, code: str) -> str:
        plan = ModelPlan(parts=False, whole=False, cast=True, printer=SLA, scale=scale, code=code)
        return " ".join(finding.sentence for finding in make_model(segmentation, plan).findings)

    assert "carries" not in said(4.0, "CASE-7"), "in one line or in two"
    assert "carries only L X1.5" in said(1.5, "CASE-1234")


def test_a_model_too_large_for_its_printer_is_made_smaller_when_asked(segmentation):
    plan = ModelPlan(parts=False, cast=True, printer=SLA, scale=15.0, stand=True, code="A1")
    assert any("choose a scale of at most" in finding.sentence for finding in make_model(segmentation, plan).findings)
    model = make_fitting(segmentation, plan)
    assert 2.0 < model.placement.scale < 15.0
    assert (model.size_mm <= np.array(SLA.build_mm)).all()
    assert not any("The model takes" in finding.sentence for finding in model.findings)
    larger = make_model(segmentation, replace(plan, scale=1.3 * model.placement.scale))
    assert (larger.size_mm > np.array(SLA.build_mm)).any()


def test_crumbs_are_said_and_mended_only_when_asked(segmentation):
    clean = repaired(segmentation, Side.LEFT)[0]
    labels = clean.labels.copy()
    labels[1:3, 1:3, 1:3] = label_code(Side.LEFT, Part.COCHLEA)
    crumbed = replace(segmentation, labels=labels)

    found = make_model(crumbed, ModelPlan(whole=False))
    assert [f.repairable for f in found.findings if "island" in f.sentence] == [True]
    mended = make_model(crumbed, ModelPlan(whole=False, repair=True))
    assert mended.mended == ("Dropped 1 island of 0.51 mm³ beside the left ear.",)
    assert not any(finding.repairable for finding in mended.findings)


@pytest.mark.parametrize("code", [0, 12])
def test_one_voxel_or_none_gets_a_sentence_or_a_surface(code):
    labels = np.zeros((8, 8, 8), np.uint8)
    labels[0, 4, 7] = code
    segmentation = Segmentation(labels, Grid(labels.shape, (0.3, 0.3, 0.3), (0.0, 0.0, 0.0)))
    if code == 0:
        with pytest.raises(MeshError, match="Nothing is labelled"):
            make_model(segmentation, ModelPlan())
    else:
        model = make_model(segmentation, ModelPlan(parts=False))
        assert topology_of(model.surfaces[0].triangles).is_closed_manifold
        assert any("usual" in finding.sentence for finding in model.findings)


def test_a_single_voxel_hanging_by_a_corner_makes_no_shell_of_its_own(segmentation):
    """Marching cubes would part it from the rest and shrink it to 5e-05 mm³."""
    labels = segmentation.labels.copy()
    mask = segmentation.mask(Side.LEFT)
    z, y, x = (int(v) for v in np.argwhere(mask)[0])
    labels[z - 1, y - 1, x - 1] = label_code(Side.LEFT, Part.COCHLEA)
    model = make_model(replace(segmentation, labels=labels), ModelPlan(parts=False))
    assert not any("shells" in finding.sentence for finding in model.findings)


def test_an_ear_at_the_border_of_the_scan_is_said_to_be_cut(segmentation):
    z = int(np.argwhere(segmentation.mask(Side.LEFT)).mean(axis=0)[0])
    start = (z, 0, 0)
    shape = tuple(np.array(segmentation.grid.shape_zyx) - start)
    cut = Segmentation(segmentation.labels[z:].copy(), segmentation.grid.crop(start, shape))

    model = make_model(cut, ModelPlan(parts=False))
    assert any("left ear reaches the border of the scan" in found.sentence for found in model.findings)
    assert topology_of(model.surfaces[0].triangles).is_closed_manifold
    inside = make_model(segmentation, ModelPlan(parts=False))
    assert not any("border of the scan" in found.sentence for found in inside.findings)
