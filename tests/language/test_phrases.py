"""Sentences in another language: finished ones, patterns with gaps, and several of them in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from earseg_app import paths
from earseg_app.language.phrases import Phrases, messages_of, phrases_of

MESSAGES = {
    "Smooth": "Glätten",
    "cochlea": "Cochlea",
    "axial": "axial",
    "Undone: {0}.": "Rückgängig: {0}.",
    "Saved in {0}.": "Gespeichert in {0=}.",
    "{0} images": "{0#} Bilder",
    "The {0} was not found.": "Nicht gefunden: {0}.",
    "Draw in the {0} view, where it is seen best.": "Zeichnen Sie in der Ansicht {0}, wo es am besten zu sehen ist.",
    "{0} view": "Ansicht {0}",
    "One thing. And another.": "Eines. Und ein anderes.",
    "Done.": "Fertig.",
    "Drag in the {0} view, where it is best. Then let go.": "Ziehen Sie in der Ansicht {0}. Dann lassen Sie los.",
    "is not watertight: {0} edges are open": "ist nicht wasserdicht: {0=} Kanten sind offen",
    "{0} From the border: {1} mm.": "{0} Zur Grenze: {1=} mm.",
    "{0} {1}.": "{0} {1}.",
    "{0}, {1}": "{0}, {1}",
    "mean {0}": "Mittel {0#}",
    "Never": "",
}


@pytest.fixture
def phrases() -> Phrases:
    return Phrases(MESSAGES)


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("Smooth", "Glätten"),
        ("Undone: Smooth.", "Rückgängig: Glätten."),
        ("Saved in Smooth.", "Gespeichert in Smooth."),
        ("312 images", "312 Bilder"),
        ("Many images", "Many images"),
        ("The cochlea was not found.\nDone.", "Nicht gefunden: Cochlea.\nFertig."),
        ("12.5 mm", "12.5 mm"),
        ("Never", "Never"),
        (
            "Done. Drag in the axial view, where it is best. Then let go.",
            "Fertig. Ziehen Sie in der Ansicht axial. Dann lassen Sie los.",
        ),
        (
            "Right cochlea is not watertight: 3 edges are open.",
            "Right cochlea ist nicht wasserdicht: 3 Kanten sind offen.",
        ),
        ("Done. Done. From the border: 0.1 mm.", "Fertig. Fertig. Zur Grenze: 0.1 mm."),
        ("mean 3.2, mean 4.", "Mittel 3.2, Mittel 4."),
        ("", ""),
    ],
)
def test_what_is_known_is_said_in_the_language_and_the_rest_stays(phrases: Phrases, english: str, wanted: str) -> None:
    assert phrases.say(english) == wanted


def test_a_gap_never_reaches_from_one_sentence_into_the_next(phrases: Phrases) -> None:
    said = phrases.say("Done. Draw in the axial view, where it is seen best.")
    assert said == "Fertig. Zeichnen Sie in der Ansicht axial, wo es am besten zu sehen ist."


def test_sentences_known_as_one_are_found_among_others(phrases: Phrases) -> None:
    assert phrases.say("Done. One thing. And another. Done.") == "Fertig. Eines. Und ein anderes. Fertig."


def test_a_language_can_be_read_without_qt(tmp_path: Path) -> None:
    file = tmp_path / "earseg_xx.ts"
    file.write_text(
        "<TS><context><name>EarSeg</name>"
        "<message><source>Done.</source><translation>Klaar.</translation></message>"
        '<message><source>Later.</source><translation type="unfinished" /></message>'
        "</context></TS>"
    )
    assert messages_of(file) == {"Done.": "Klaar."}
    assert phrases_of(file).say("Done. Later.") == "Klaar. Later."


def test_the_shipped_catalogue_speaks() -> None:
    german = phrases_of(paths.resources() / "translations" / "earseg_de.ts")
    assert (
        german.say("The disk is full, so nothing was written.")
        == "Das Laufwerk ist voll, darum wurde nichts geschrieben."
    )
