"""What leaves this computer and comes to it, joined to the window: archives, and copies without names."""

from __future__ import annotations

from earseg_app.presenters.pacs import PacsPresenter
from earseg_app.presenters.privacy import PrivacyPresenter
from earseg_app.ui.pacs_dialog import PacsDialog
from earseg_app.ui.privacy_dialog import PrivacyDialog


def join_pacs(dialog: PacsDialog, presenter: PacsPresenter) -> None:
    """Archives."""
    dialog.search_requested.connect(presenter.search)
    dialog.study_requested.connect(presenter.look_into)
    dialog.retrieve_requested.connect(presenter.retrieve)
    dialog.send_requested.connect(presenter.send)
    dialog.test_requested.connect(presenter.test)
    dialog.nodes_changed.connect(presenter.keep_nodes)
    dialog.folder_chosen.connect(presenter.receive_into)
    dialog.cancel_requested.connect(presenter.cancel)


def join_privacy(dialog: PrivacyDialog, presenter: PrivacyPresenter) -> None:
    """Copies without names."""
    dialog.write_requested.connect(presenter.write)
    dialog.cancel_requested.connect(presenter.cancel)
