"""How much memory this process holds and ever held."""

from __future__ import annotations

import resource
from pathlib import Path

import psutil


def peak_memory_mib() -> float:
    """The largest resident size this process ever had, MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent held when it started this process
        return next(int(line.split()[1]) / 1024.0 for line in status.open() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def resident_mib() -> float:
    """The resident size of this process now, MiB."""
    return float(psutil.Process().memory_info().rss) / (1 << 20)
