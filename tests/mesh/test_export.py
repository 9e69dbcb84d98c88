"""Written files, reopened by another reader, hold the same solid in the same place."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
import trimesh

from earseg_app.domain.errors import ExportError, MeshError
from earseg_app.domain.segmentation import Provenance
from earseg_app.mesh.export import FORMATS, default_title, export_surfaces, file_names
from earseg_app.mesh.formats import file_stem
from earseg_app.mesh.sidecar import read_sidecar
from earseg_app.mesh.surface import Surface, surface_of


@pytest.fixture(scope="module")
def pair(shapes, ball) -> tuple[Surface, Surface]:
    grid = shapes.grid(5.0, (0.4, 0.4, 0.4))
    ring = surface_of(shapes.mask(shapes.torus(3.0, 1.0), grid), grid, name="right_lateral_canal", color="#CC79A7")
    return ball, ring


def _assert_same(loaded: trimesh.Trimesh, surface: Surface, turn: tuple[float, float, float] = (1, 1, 1)) -> None:
    expected = replace(surface, vertices_lps_mm=surface.vertices_lps_mm * np.array(turn))
    assert loaded.is_watertight
    assert loaded.is_winding_consistent
    assert len(loaded.faces) == len(surface.triangles)
    assert loaded.volume == pytest.approx(surface.volume_mm3, rel=1e-4)
    np.testing.assert_allclose(loaded.bounds, expected.bounds_lps_mm, atol=1e-4)


@pytest.mark.parametrize("file_format", ["stl", "stl-ascii", "ply"])
def test_one_file_per_surface_reopens_as_it_was(tmp_path, pair, file_format):
    *paths, _ = export_surfaces(pair, tmp_path, file_format=file_format)

    assert [path.stem for path in paths] == ["right_cochlea", "right_lateral_canal"]
    for path, surface in zip(paths, pair, strict=True):
        _assert_same(trimesh.load_mesh(path), surface)


def test_an_obj_holds_all_parts_with_their_materials(tmp_path, pair):
    obj, mtl, _ = export_surfaces(pair, tmp_path, file_format="obj")

    assert (obj.name, mtl.name) == ("right_ear.obj", "right_ear.mtl")
    scene = trimesh.load_scene(obj, group_material=False, split_objects=True)
    assert set(scene.geometry) == {surface.name for surface in pair}
    for surface in pair:
        _assert_same(scene.geometry[surface.name], surface)
    assert "newmtl right_cochlea\nKd 0.9020 0.6235 0.0000" in mtl.read_text()


def test_a_3mf_holds_named_coloured_parts_in_millimetres(tmp_path, pair):
    path, _ = export_surfaces(pair, tmp_path, file_format="3mf")

    scene = trimesh.load_scene(path)
    assert set(scene.geometry) == {"Right cochlea", "Right lateral canal"}
    for surface in pair:
        _assert_same(scene.geometry[surface.title], surface)
    with zipfile.ZipFile(path) as package:
        model = ElementTree.fromstring(package.read("3D/3dmodel.model"))
    core = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"
    assert model.get("unit") == "millimeter"
    assert [base.get("displaycolor") for base in model.iter(f"{core}base")] == ["#E69F00", "#CC79A7"]
    (built,) = model.findall(f"{core}build/{core}item")
    (together,) = (entry for entry in model.iter(f"{core}object") if entry.get("id") == built.get("objectid"))
    assert len(together.findall(f"{core}components/{core}component")) == 2


def test_a_glb_stands_upright_in_metres_and_keeps_patient_millimetres_inside(tmp_path, pair):
    path, _ = export_surfaces(pair, tmp_path, file_format="glb")

    scene = trimesh.load_scene(path)
    for surface in pair:
        _assert_same(scene.geometry[surface.name], surface)
    low, high = np.array(scene.bounds)
    lps = np.array([surface.bounds_lps_mm for surface in pair])
    left, back, head = np.stack([lps[:, 0].min(axis=0), lps[:, 1].max(axis=0)], axis=1) / 1000.0
    np.testing.assert_allclose([low, high], np.stack([left, head, -back[::-1]], axis=1), atol=1e-6)


def test_a_vtp_reopens_in_vtk_with_its_statement(tmp_path, ball):
    import pyvista

    path, _ = export_surfaces([ball], tmp_path, file_format="vtp")
    data = pyvista.read(path)
    assert data.n_cells == len(ball.triangles)
    assert data.volume == pytest.approx(ball.volume_mm3, rel=1e-5)
    np.testing.assert_allclose(np.reshape(data.bounds, (3, 2)).T, ball.bounds_lps_mm, atol=1e-5)
    assert "LPS mm" in str(data.field_data["EarSeg"][0])


def test_the_stl_header_states_program_frame_unit_and_use_and_nothing_else(tmp_path, ball):
    path, _ = export_surfaces([ball], tmp_path)
    content = path.read_bytes()

    header, count = content[:80].decode("ascii").strip(), struct.unpack("<I", content[80:84])[0]
    assert header.startswith("EarSeg ")
    assert header.endswith("LPS mm. Research use only, not a medical device")
    assert (count, len(content)) == (len(ball.triangles), 84 + 50 * count)


def test_in_the_ras_frame_x_and_y_change_sign_and_normals_still_face_outwards(tmp_path, ball):
    path, sidecar = export_surfaces([ball], tmp_path, frame="RAS")

    _assert_same(trimesh.load_mesh(path), ball, turn=(-1, -1, 1))
    assert b"RAS mm" in path.read_bytes()[:80]
    record = read_sidecar(sidecar.read_bytes())
    there = np.array(record.surfaces[0].to_patient_lps) @ [1.0, 2.0, 3.0, 1.0]
    assert (record.frame, there.tolist()) == ("RAS", [-1.0, -2.0, 3.0, 1.0])


def test_the_sidecar_says_what_the_files_are(tmp_path, shapes, pair):
    grid = shapes.grid(5.0, (0.4, 0.4, 0.4))
    made_by = Provenance("ear-net", "1.2")
    *paths, sidecar = export_surfaces(pair, tmp_path, grid=grid, model=made_by)

    record = read_sidecar(sidecar.read_bytes())
    assert sidecar.name == "right_ear_stl.json"
    assert (record.frame, record.unit, record.scale) == ("LPS", "mm", 1.0)
    assert record.notice == "Research use only, not a medical device"
    assert record.model == made_by
    assert record.label_grid is not None
    assert record.label_grid.origin_lps_mm == grid.origin_lps_mm
    for path, surface, entry in zip(paths, pair, record.surfaces, strict=True):
        assert record.sha256[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (entry.file, entry.triangles) == (path.name, len(surface.triangles))
        assert entry.volume_mm3 == pytest.approx(surface.volume_mm3, rel=1e-5)
        assert entry.label_volume_mm3 == surface.label_volume_mm3


def test_an_unclosed_surface_is_refused_and_nothing_is_written(tmp_path, pair):
    open_ring = replace(pair[1], triangles=pair[1].triangles[3:].copy())
    with pytest.raises(MeshError, match=r"Right lateral canal is not watertight.*nothing was written"):
        export_surfaces([pair[0], open_ring], tmp_path / "models")
    assert list(tmp_path.iterdir()) == []


def test_the_second_export_into_a_folder_asks_before_it_overwrites(tmp_path, ball):
    first = export_surfaces([ball], tmp_path)
    before = [path.read_bytes() for path in first]
    with pytest.raises(ExportError, match="already exist"):
        export_surfaces([ball], tmp_path)
    assert [path.read_bytes() for path in first] == before
    assert export_surfaces([ball], tmp_path, overwrite=True) == first


def test_both_sides_and_all_formats_fit_into_one_folder(tmp_path, ball):
    left = replace(ball, name="left_cochlea")
    for file_format in FORMATS:
        if file_format != "stl-ascii":  # has the same file names as stl
            export_surfaces([ball], tmp_path, file_format=file_format)
            export_surfaces([left], tmp_path, file_format=file_format)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_names_become_safe_for_every_file_system(tmp_path, ball):
    assert file_stem("Nervus facialis/rechts: Ä 1") == "Nervus_facialis_rechts__A_1"
    assert file_stem("../..") == "surface"
    path, _ = export_surfaces([replace(ball, name="../Fräse")], tmp_path)
    assert path == tmp_path / "Frase.stl"


def test_misuse_is_refused_before_anything_is_touched(tmp_path, ball):
    for wrong in ({"surfaces": [ball], "file_format": "step"}, {"surfaces": []}, {"surfaces": [ball, ball]}):
        with pytest.raises(ValueError, match=r"format|names"):
            export_surfaces(folder=tmp_path / "x", **wrong)
    assert list(tmp_path.iterdir()) == []


def test_titles_follow_the_sides(ball):
    assert default_title(["right_cochlea", "right_vestibule"]) == "right_ear"
    assert default_title(["left_cochlea"]) == "left_ear"
    assert default_title(["left_cochlea", "right_cochlea"]) == "ears"
    assert default_title(["skull"]) == "skull"


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_names_of_the_files_are_known_beforehand(tmp_path, pair, file_format):
    paths = export_surfaces(pair, tmp_path, file_format=file_format)
    assert tuple(path.name for path in paths) == file_names([surface.name for surface in pair], file_format)


def test_magnified_models_stand_together_on_the_plate_and_the_way_back_is_noted(tmp_path, pair):
    *paths, sidecar = export_surfaces(pair, tmp_path, frame="plate", scale=10.0)

    loaded = [trimesh.load_mesh(path) for path in paths]
    low = np.min([mesh.bounds[0] for mesh in loaded], axis=0)
    high = np.max([mesh.bounds[1] for mesh in loaded], axis=0)
    np.testing.assert_allclose([*(low + high)[:2] / 2, low[2]], 0.0, atol=1e-4)
    record = read_sidecar(sidecar.read_bytes())
    assert (record.frame, record.scale) == ("plate", 10.0)
    assert b"plate mm x10" in paths[0].read_bytes()[:80]
    for mesh, surface, entry in zip(loaded, pair, record.surfaces, strict=True):
        assert mesh.volume == pytest.approx(1000 * surface.volume_mm3, rel=1e-4)
        back = np.c_[mesh.bounds, [1.0, 1.0]] @ np.array(entry.to_patient_lps).T
        np.testing.assert_allclose(back[:, :3], surface.bounds_lps_mm, atol=1e-4)


def test_a_scale_must_be_positive(tmp_path, ball):
    with pytest.raises(ValueError, match="positive"):
        export_surfaces([ball], tmp_path, scale=0.0)
