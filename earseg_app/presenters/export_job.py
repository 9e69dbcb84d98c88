"""One export that was asked for, with all it needs: what is chosen afterwards does not change it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.presenters.wording import count


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

    def question(self, warnings: tuple[str, ...], is_chosen: bool) -> tuple[str, str]:
        """What is asked before it is written, and the answer that goes on; "" when there is nothing to ask.

        `is_chosen`: whether the panel still shows this choice, so that it need not be named.
        """
        existing = self.existing()
        sentences = list(warnings)
        if existing:
            verb = "exists" if existing == 1 else "exist"
            sentences.append(f"{count(existing, 'file')} of these names already {verb} in the folder.")
        if sentences and not is_chosen:
            sentences.insert(0, f"{self.title}:")
        return "\n".join(sentences), "Replace" if existing else "Write anyway"

    def existing(self) -> int:
        """How many files of these names lie in the folder."""
        return sum((self.folder / name).exists() for name in self.files)
