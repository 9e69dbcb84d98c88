"""What to look for in a PACS: the fields of a search, and its button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from earseg_app.domain.exchange.pacs import PacsQuery
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_S
from earseg_app.ui.words import say


class PacsQueryFields(QWidget):
    """Says what the fields hold, as it was typed; whether a date is one is not judged here."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.patient = QLineEdit(placeholderText=say("Doe, Jane or Do*"))
        self.number = QLineEdit(placeholderText=say("Patient number"))
        self.accession = QLineEdit(placeholderText=say("Of the order"))
        self.date_from = QLineEdit(placeholderText=say("YYYY-MM-DD"))
        self.date_to = QLineEdit(placeholderText=say("YYYY-MM-DD"))
        self.only_ct = QCheckBox(say("CT only"))
        self.search_button = push_button("Search", picture="search")
        self.only_ct.setChecked(True)
        self._arrange()

    def query(self) -> PacsQuery:
        """What the fields say."""
        modality = "CT" if self.only_ct.isChecked() else ""
        who = (self.patient.text(), self.number.text(), self.accession.text())
        return PacsQuery(*who, self.date_from.text(), self.date_to.text(), modality)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        named = {
            "Name": self.patient,
            "Number": self.number,
            "Accession": self.accession,
            "From": self.date_from,
            "To": self.date_to,
        }
        for place, (words, field) in enumerate(named.items()):
            field.setAccessibleName(say(words))
            field.textChanged.connect(self.changed)
            grid.addWidget(label(words, tone="muted", size="caption"), 0, place)
            grid.addWidget(field, 1, place)
        grid.addWidget(self.only_ct, 1, len(named))
        grid.addWidget(self.search_button, 1, len(named) + 1)
        grid.setColumnStretch(0, 2)
