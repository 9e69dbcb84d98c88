"""The house itself: what an import may load, and what the repository may hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000


@pytest.mark.parametrize("root", ["earseg_app.app", "earseg_app.cli.main", "earseg_app.__main__"])
def test_starting_the_program_loads_neither_torch_nor_highdicom(root: str) -> None:
    code = f"import sys, {root}; print([m for m in ('torch', 'highdicom', 'openvino') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == "[]"


HEAVY = (
    "scipy.ndimage",
    "scipy.sparse",
    "scipy.spatial",
    "scipy.optimize",
    "scipy.interpolate",
    "scipy.special",
    "skimage.measure",
    "SimpleITK",
    "pydicom",
    "pyvista",
    "vtkmodules",
    "matplotlib",
    "sqlite3",
    "trimesh",
)


def test_the_window_stands_before_what_a_scan_needs_is_loaded() -> None:
    code = f"import sys, earseg_app.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == "[]"


def test_listing_the_library_at_the_start_reads_no_dicom() -> None:
    code = (
        "import sys, earseg_app.dicom.library.shelf; print([m for m in ('pydicom', 'SimpleITK') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == "[]"


def test_the_command_line_loads_no_qt() -> None:
    code = "import sys, earseg_app.cli.main; print('PySide6' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == "False"


def _tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT)
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def test_only_model_weights_are_larger_than_a_megabyte() -> None:
    large = [path for path in _tracked_files() if path.is_file() and path.stat().st_size > MEGABYTE]
    assert [path for path in large if path.suffix != ".safetensors"] == []


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    modules = [path for path in _tracked_files() if path.suffix == ".py" and "tests" not in path.parts]
    assert [str(path) for path in modules if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_broad_excepts_stand_only_at_the_threads_edge_and_the_excepthook() -> None:
    broad = [
        path.name
        for path in (ROOT / "earseg_app").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("except Exception", "except BaseException", "except:"))
    ]
    assert sorted(set(broad) - {"task_runner.py", "app.py", "error_dialog.py"}) == []
    assert len(broad) <= 2
