"""The languages of the window, and how it comes to speak one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from earseg_app.language.languages import ENGLISH, LANGUAGES


def language_of(choice: str, locale: QLocale | None = None) -> str:
    """The language of a choice in the settings; "system" is that of the computer if it is known here, else English."""
    if choice in LANGUAGES:
        return choice
    of_system = (locale or QLocale.system()).name()[:2]
    return of_system if of_system in LANGUAGES else ENGLISH


def speak(app: QCoreApplication, language: str, catalogues: Path) -> None:
    """Let the window speak a language, to be called before it is built; Qt's own dialogs follow."""
    if language == ENGLISH:
        return
    from earseg_app.ui.catalogue import Catalogue  # reads XML, which English does without

    own = QTranslator(app)
    if own.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
    app.installTranslator(Catalogue(catalogues / f"earseg_{language}.qm", app))
