"""The shape model finds pose, shape and parts of a labyrinth it has not seen."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from training.shapes import ShapeModel, fit, load_model, parts_of_voxels, surface_points


def lopsided(stretch: float) -> np.ndarray:
    """(900, 3) mm points on a bent tube that is no mirror image of itself; stretched along x."""
    t = np.linspace(0, 1, 45)
    line = np.stack([9 * t * stretch, 4 * np.sin(4 * t), 3 * t**3 + 2 * np.cos(7 * t)], axis=1)
    angle = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    ring = np.stack([0 * angle, np.cos(angle), np.sin(angle)], axis=1) * 0.7
    return (line[:, None] + ring[None]).reshape(-1, 3)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ShapeModel:
    path: Path = tmp_path_factory.mktemp("shapes") / "shapes.npz"
    shapes = np.stack([lopsided(s) for s in np.linspace(0.8, 1.2, 8)])
    shapes[3] *= [-1, 1, 1]
    part = np.repeat([1, 2, 6], 300).astype(np.uint8)
    side = np.array(["R", "R", "R", "L", "R", "R", "R", "R"])
    np.savez(path, vertices_lps_mm=shapes, triangles=np.zeros((1, 3), np.int32), vertex_part=part, side=side)
    return load_model(path, modes=3)


def test_the_first_mode_is_what_varied_and_the_common_crus_counts_as_superior_canal(model: ShapeModel) -> None:
    spread = np.sqrt((model.modes_mm**2).sum(axis=(1, 2)))
    assert spread[0] > 20 * spread[1]
    assert set(np.unique(model.part)) == {1, 2, 3}


def test_a_turned_and_stretched_shape_is_found_with_its_parts(model: ShapeModel) -> None:
    truth = lopsided(1.1)
    turn = Rotation.from_euler("xyz", [70, -40, 110], degrees=True)
    target = turn.apply(truth) + np.array([3.0, -8.0, 20.0])
    found = fit(model, target, seed=1, starts=40)
    assert found.residual_mm < 0.2
    parts = parts_of_voxels(model, found, target)
    assert (parts == np.repeat([1, 2, 3], 300)).mean() > 0.93


def test_surface_points_of_a_ball_lie_on_the_ball() -> None:
    spacing = np.array([0.4, 0.2, 0.25])
    center = np.array([6.0, 5.0, 5.0])
    distance = np.linalg.norm(np.stack(np.indices((30, 50, 40)), axis=-1) * spacing - center, axis=-1)
    surface, voxels = surface_points(distance < 3.0, spacing)
    np.testing.assert_allclose(np.linalg.norm(surface - center, axis=1), 3.0, atol=0.2)
    np.testing.assert_allclose(voxels.mean(axis=0), center, atol=0.05)
