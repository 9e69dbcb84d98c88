"""Another language: its catalogue is whole, compiled from its source, and finds sentences with names and numbers."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from earseg_app import paths
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.structures import COMMON
from earseg_app.language.languages import LANGUAGES
from earseg_app.ui.catalogue import Catalogue
from earseg_app.ui.languages import language_of
from earseg_app.ui.words import CONTEXT, say

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((paths.resources() / "translations").glob("*.ts"))
GAP = re.compile(r"\{(\d+)[=#]?\}")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def german() -> Catalogue:
    return Catalogue(paths.resources() / "translations" / "earseg_de.qm")


def test_every_language_but_english_has_its_catalogue() -> None:
    assert {path.stem for path in CATALOGUES} == {f"earseg_{key}" for key in LANGUAGES if key != "en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_sentences_of_the_program_are_translated(tool: ModuleType, path: Path) -> None:
    every = tool.sentences()
    assert len(every) > 600
    lacking = tool.missing(path)
    assert not lacking, "\n".join(f"{place}: {text}" for text, place in lacking)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_loses_or_invents_a_value(tool: ModuleType, path: Path) -> None:
    said_without = re.compile(r"already \{\d\}|already exist")  # a verb that English bends and others need not
    for source, translation in tool.known(path).items():
        if translation and not said_without.search(source):
            assert set(GAP.findall(source)) == set(GAP.findall(translation)), source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_is_shipped_was_compiled_from_what_is_edited(tool: ModuleType, path: Path, tmp_path: Path) -> None:
    tool.compiled(path, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == path.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("Undone: Smooth, superior canal (right).", "Rückgängig: Glätten, oberer Bogengang (rechts)."),
        ("312 images · 0.4 × 0.4 × 0.4 mm · Br64", "312 Bilder · 0.4 × 0.4 × 0.4 mm · Br64"),
        ("The superior canal is interrupted.", "Unterbrochen: oberer Bogengang."),
        ("Saved in Smooth.earseg.", "Gespeichert in Smooth.earseg."),
        ("The disk is full, so nothing was written.", "Das Laufwerk ist voll, darum wurde nichts geschrieben."),
        ("Move round window (left)", "rundes Fenster verschoben (links)"),
        ("Never heard of it.", None),
        ("4.2 mm", None),
        ("", None),
    ],
)
def test_a_sentence_is_found_by_its_pattern(german: Catalogue, english: str, wanted: str | None) -> None:
    assert german.translate(CONTEXT, english) == wanted


def test_other_contexts_are_left_to_qt(german: Catalogue) -> None:
    assert german.translate("QPlatformTheme", "Undo") is None


def test_without_a_catalogue_the_window_speaks_english(qapp: QCoreApplication) -> None:
    assert say("Undo") == "Undo" and say("") == ""


@pytest.mark.parametrize(
    ("choice", "locale", "wanted"),
    [
        ("de", "en_US", "de"),
        ("system", "de_AT", "de"),
        ("system", "fr_FR", "en"),
        ("system", "C", "en"),
        ("en", "de", "en"),
    ],
)
def test_the_language_follows_the_choice_or_the_computer(choice: str, locale: str, wanted: str) -> None:
    assert language_of(choice, QLocale(locale)) == wanted


@pytest.mark.parametrize("side, word", [(Side.RIGHT, "rechts"), (Side.LEFT, "links")])
@pytest.mark.parametrize("part", list(Part))
def test_a_part_is_called_the_same_with_its_side_as_without(
    german: Catalogue, part: Part, side: Side, word: str
) -> None:
    """The status line once called the superior canal the posterior one."""
    alone = german.translate(CONTEXT, part.title)
    assert german.translate(CONTEXT, f"{part.title} ({side.word})") == f"{alone or part.title} ({word})"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_common_structure_has_its_name(tool: ModuleType, path: Path) -> None:
    known = tool.known(path)
    names = [common.name for common in COMMON]
    assert not [name for name in (*names, *map(str.lower, names)) if not known.get(name)]
    assert len({known[name] for name in names}) == len(names)


def test_structures_are_named_in_steps_and_titles(german: Catalogue) -> None:
    assert german.translate(CONTEXT, "Facial nerve (right)") == "Gesichtsnerv (rechts)"
    assert german.translate(CONTEXT, "Brush, facial nerve (left)") == "Pinsel, Gesichtsnerv (links)"
    assert german.translate(CONTEXT, "Add facial nerve (left)") == "Hinzufügen: Gesichtsnerv (links)"
