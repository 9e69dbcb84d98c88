"""`python -m tests.benchmarks`: times on this machine, as medians and as ratios within one run.

Each measure runs in a process of its own, so that its peak memory is its own. Needs a display for the window's part
(`make benchmark` brings a virtual one).
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from earseg_app.demo_cd import write_demo_cd
from earseg_app.domain.progress import Reporter
from tests.benchmarks import measures
from tests.benchmarks.memory import peak_memory_mib


def main() -> int:
    """Run every measure, or in the child process the one named, and print a table."""
    if len(sys.argv) == 3:
        rows = measures.ALL[sys.argv[1]](Path(sys.argv[2]))
        sys.stdout.write(json.dumps([*rows, ("peak memory", peak_memory_mib(), "MiB")]))
        return 0
    sys.stdout.write(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        disc = Path(folder) / "cd"
        write_demo_cd(disc, Reporter())
        for name in measures.ALL:
            _print(name, _run(name, disc))
    return 0


def _run(name: str, disc: Path) -> list[tuple[str, float, str]]:
    command = [sys.executable, "-m", "tests.benchmarks", name, str(disc)]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [(label, value, unit) for label, value, unit in json.loads(output)]


def _print(name: str, rows: list[tuple[str, float, str]]) -> None:
    sys.stdout.write(f"\n{name}\n")
    for label, value, unit in rows:
        sys.stdout.write(f"  {label:<58} {value:9.2f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
