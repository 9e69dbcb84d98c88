"""The sentences of the window and their translations: `python packaging/translations.py update|release|missing`.

`update` enters sentences of the program that a catalogue lacks, unfinished, to be translated in Qt Linguist
(`pyside6-linguist`); `release` compiles every catalogue; `missing` lists what is not translated. How to add a language:
docs/how-to/translate.md.
"""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "resources" / "translations"
CONTEXT = "EarSeg"
# Whose words reach the window or the report as they are written; of the other floors only errors and progress do.
SPEAKING = (
    *("ui", "presenters", "wiring", "adapters", "program.py"),
    *("render", "domain/anatomy.py", "domain/segmentation.py", "domain/part_colors.py", "domain/planes.py"),
    *("domain/cochlea", "domain/labyrinth", "domain/measuring", "domain/report", "domain/electrodes/insertion.py"),
    *("inference/quality.py", "inference/shape.py", "inference/ear_shape.py", "inference/sides.py"),
    *("mesh/words.py", "mesh/check.py", "mesh/repair.py", "mesh/printing", "mesh/ears.py", "mesh/ear_items.py"),
    *("session", "files"),
)
BELOW = ("domain", "dicom", "mesh", "inference", "session", "files")
SILENT = {
    *("style_sheet.py", "icons.py", "ports.py", "languages.py", "reports.py", "electrode_library.py"),
    *("record.py", "template_numbers.py", "case_record.py", "history_record.py", "nifti.py", "settings.py"),
}
# Calls whose text nobody sees, and internal errors of programmers.
UNSEEN = {
    "setObjectName",
    "property",
    "setProperty",
    "getLogger",
    "getattr",
    "error",
    "info",
    "warning",
    "exception",
    "ValueError",
    "TypeError",
    "KeyError",
    "QFont",
    "setStyle",
    "findChild",
    "tool_button_picture",
    "fromisoformat",
}
# Names, formats and keys that are the same in every language.
SAME = re.compile(
    r"EarSeg( \{0\}.*)?|[A-Z]{1,4}|#.*|\{\d\} (mm|s|HU)|± \{\d\} (HU|mm)|%Y.*|HU .*|[a-z_.]+|Ctrl.*|Esc|.*\.earseg|"
    r"Fusion|NIfTI \(\*.*|3D Slicer .*|MetaImage .*|DICOM segmentation .*|x 888.*|.*Python \{1\}.*|dict\[.*|Hz|Del|"
    r".*et al\.[^(]*|Alexiades.*|Koch|Erixon|.*<font.*|Facts|"
    r"\{0\} Drawn in the \{1\}\.|\{0\} to \{1\}|, first near LPS .*|\{0\} cm³|Greenwood 1990: F.*|"
    r"Shift\+F1|F\d+|\{0\} image|C-(GET|MOVE)|Page (up|down)|"
    r"by hand \{0\} \{1\}|\{0\}\{1\} mm|\{0\} mm   \{1\}|\{0\} ear"
)


def words_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every sentence or word of a speaking module; f-strings with {0}, {1}, … for their values."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen = _docstrings(tree) | _inside_unseen(tree)
    for node in ast.walk(tree):
        if id(node) not in unseen and isinstance(node, ast.JoinedStr | ast.Constant):
            text = _text(node)
            if text and _is_wordy(text):
                yield node.lineno, text.strip()


def said_by(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of what the errors and the progress of a module say."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ("EarsegError", "UnreadableInput", "UnsupportedVolume", "ExportError"):
            texts = node.args
        elif name == "step":
            texts = node.args[1:]
        else:
            continue
        for each in texts:
            text = _text(each)
            if text and _is_wordy(text):
                yield each.lineno, text.strip()


def sentences() -> dict[str, str]:
    """Everything that can be read in the window → where it stands first."""
    found: dict[str, str] = {}
    for rooms, reader in ((SPEAKING, words_of), (BELOW, said_by)):
        for path in sorted(_modules(rooms)):
            for line, text in reader(path):
                found.setdefault(text, f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


def known(catalogue: Path) -> dict[str, str]:
    """Sentence → translation, of a .ts file; "" where it is unfinished."""
    made = {}
    for message in ET.parse(catalogue).getroot().iter("message"):
        translation = message.find("translation")
        done = translation is not None and translation.get("type") != "unfinished"
        made[message.findtext("source", "")] = (translation.text or "") if done and translation is not None else ""
    return made


def missing(catalogue: Path) -> list[tuple[str, str]]:
    """(sentence, where) of what a catalogue does not translate."""
    there = {source.strip() for source, translation in known(catalogue).items() if translation}
    return [(text, place) for text, place in sentences().items() if text not in there]


def write(catalogue: Path, language: str, entries: dict[str, str]) -> None:
    """Write a .ts file, sentences in the order of the alphabet."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source in sorted(entries, key=str.casefold):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = entries[source] or None
        if not entries[source]:
            translation.set("type", "unfinished")
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    catalogue.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def compiled(catalogue: Path, target: Path) -> None:
    """Compile a .ts file with Qt's own tool, so that Qt reads it quickly."""
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([tool, "-silent", "-nounfinished", catalogue, "-qm", target], check=True)


def main() -> int:
    """Do what the command line says."""
    verb = sys.argv[1] if len(sys.argv) == 2 else ""
    for catalogue in sorted(CATALOGUES.glob("*.ts")):
        if verb == "release":
            compiled(catalogue, catalogue.with_suffix(".qm"))
        elif verb in ("update", "missing"):
            lacking = missing(catalogue)
            sys.stdout.writelines(f"{catalogue.name}  {place}  {text}\n" for text, place in lacking)
            if verb == "update":
                language = ET.parse(catalogue).getroot().get("language", "")
                write(catalogue, language, {text: "" for text, _ in lacking} | known(catalogue))
        else:
            sys.stderr.write(f"{__doc__}\n")
            return 1
    return 0


def _modules(rooms: tuple[str, ...]) -> Iterator[Path]:
    for room in rooms:
        place = ROOT / "earseg_app" / room
        found = [place] if place.suffix else place.rglob("*.py")
        yield from (path for path in found if path.name not in SILENT)


def _docstrings(tree: ast.AST) -> set[int]:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds) and node.body]
    return {id(each.value) for body in bodies for each in body if isinstance(each, ast.Expr)}


def _inside_unseen(tree: ast.AST) -> set[int]:
    """What stands inside f-strings, keys of mappings, annotations, and calls whose text nobody sees."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hidden |= {id(each) for each in ast.walk(node) if each is not node and isinstance(each, ast.Constant)}
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in UNSEEN:
                hidden |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "__all__" for t in node.targets):
            hidden |= {id(each) for each in ast.walk(node)}
    return hidden


def _text(node: ast.expr | ast.AST) -> str:
    if isinstance(node, ast.Constant):
        numbers = itertools.count()
        # What `str.format` fills is a gap too.
        found = node.value if isinstance(node.value, str) else ""
        return re.sub(r"\{[a-z_]+(:[^}]*)?\}", lambda _name: f"{{{next(numbers)}}}", found)
    if isinstance(node, ast.BinOp):
        return ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    number, parts = 0, []
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{number}}}")
            number += 1
    return "".join(parts)


def _is_wordy(text: str) -> bool:
    plain = re.sub(r"\{\d+\}", "", text)
    if not re.search("[A-Za-z]{2}", plain) or SAME.fullmatch(text.strip()):
        return False
    return bool(re.search(r"[a-z…,.:)}°] [a-zA-Z({]", text) or re.match(r"[A-Z][a-z]+[a-z…:.]*$", text.strip()))


if __name__ == "__main__":
    raise SystemExit(main())
