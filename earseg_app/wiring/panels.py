"""Panels joined to their presenters, wish by wish."""

from __future__ import annotations

from earseg_app.presenters.export import ExportPresenter
from earseg_app.presenters.parts import PartsPresenter
from earseg_app.ui.export_panel import ExportPanel
from earseg_app.ui.parts_panel import PartsPanel


def join_parts(panel: PartsPanel, presenter: PartsPresenter) -> None:
    """The list of parts."""
    panel.visibility_requested.connect(presenter.show_part)
    panel.ear_requested.connect(presenter.show_ear)
    panel.opacity_requested.connect(presenter.set_opacity)
    panel.overlay_requested.connect(presenter.set_overlay)
    panel.unsure_requested.connect(presenter.show_uncertainty)


def join_export(panel: ExportPanel, presenter: ExportPresenter) -> None:
    """The step Export."""
    panel.choice_changed.connect(presenter.choose)
    panel.preview_requested.connect(presenter.preview)
    panel.repair_requested.connect(presenter.repair)
    panel.fit_requested.connect(presenter.fit)
    panel.look_requested.connect(presenter.look)
    panel.folder_requested.connect(presenter.choose_folder)
    panel.write_requested.connect(presenter.write)
    panel.drop_requested.connect(presenter.drop)
    panel.go_on_requested.connect(presenter.go_on)
    panel.cancel_requested.connect(presenter.cancel)
