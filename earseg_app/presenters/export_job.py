"""One export that was asked for, with all it needs: what is chosen afterwards does not change it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import ExportRequest


@dataclass(frozen=True, eq=False)
class ExportJob:
    """`files`: names of what will be written into `folder`; `writes`: False for a preview."""

    request: ExportRequest
    labels: Segmentation
    volume: Volume
    folder: Path
    files: tuple[str, ...]
    writes: bool = True

    @property
    def title(self) -> str:
        """`right_inner_ear.stl and 1 more, to prints`."""
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{self.files[0]}{more}, to {self.folder.name}"

    def existing(self) -> int:
        """How many files of these names lie in the folder."""
        return sum((self.folder / name).exists() for name in self.files)
