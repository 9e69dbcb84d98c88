"""`earseg model`: the ear models one can choose from, and how others become one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app import paths
from earseg_app.cli.console import say
from earseg_app.domain.errors import ModelError

if TYPE_CHECKING:
    from earseg_app.inference.bundle import Manifest

SUMMARY = "List, check, add or convert the models that segment."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("list", help="the shipped and the added models").set_defaults(act=_list)
    check = actions.add_parser("check", help="say whether a model file can be used")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(act=_check)
    add = actions.add_parser("add", help="check a model file and keep a copy for the window")
    add.add_argument("file", type=Path, metavar="FILE")
    add.set_defaults(act=_add)
    convert = actions.add_parser("convert", help="make a model file of an nnU-Net v2 result folder or a state_dict")
    _convert_options(convert)


def run(options: argparse.Namespace) -> None:
    """Do the chosen action."""
    options.act(options)


def _convert_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="SOURCE", help="nnU-Net result folder, or a state_dict (.pt)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.safetensors")
    parser.add_argument("--manifest", type=Path, metavar="FILE.json", help="what the network of a state_dict is")
    parser.add_argument("--fold", default="0", metavar="N", help="which fold of the nnU-Net, 0 by default")
    parser.add_argument(
        "--label", action="append", default=[], metavar="NAME=PART", help="what a label of the nnU-Net stands for"
    )
    parser.add_argument("--name", default="", help="name of the model, by default that of the nnU-Net's data set")
    parser.add_argument("--licence", default="", help="under which the weights may be used")
    parser.set_defaults(act=_convert)


def _list(_options: argparse.Namespace) -> None:
    from earseg_app.inference.model_store import ModelStore

    for model in ModelStore(paths.ear_model(), paths.added_models()).models():
        if model.manifest is None:
            say(f"{model.path.name}: {model.trouble}")
        else:
            say(f"{model.path.name}{' (shipped)' if model.is_shipped else ''}: {_words(model.manifest)}")


def _check(options: argparse.Namespace) -> None:
    from earseg_app.inference.model_store import check_model

    say(f"{options.file.name} can be used: {_words(check_model(options.file))}")


def _add(options: argparse.Namespace) -> None:
    from earseg_app.inference.model_store import ModelStore

    added = ModelStore(paths.ear_model(), paths.added_models()).add(options.file)
    say(f"Added as {added.path}. Choose it in the window's step Segment, or with --model.")


def _convert(options: argparse.Namespace) -> None:
    from earseg_app.inference.bundle import write_bundle
    from earseg_app.inference.foreign import read_state_dict
    from earseg_app.inference.model_store import check_model
    from earseg_app.inference.nnunet import read_nnunet

    if options.source.is_dir():
        meanings = dict(_meaning(words) for words in options.label)
        manifest, weights = read_nnunet(options.source, options.fold, meanings, options.name, options.licence)
    elif options.manifest:
        manifest, weights = read_state_dict(options.source, options.manifest)
    else:
        raise ModelError("A state_dict says nothing about its network.", "Name its manifest with --manifest.")
    write_bundle(options.output, manifest, weights)
    try:
        check_model(options.output)
    except ModelError:
        options.output.unlink()
        raise
    say(f"{options.output.name} can be used: {_words(manifest)}")


def _meaning(words: str) -> tuple[str, str]:
    name, separator, part = words.rpartition("=")
    if not separator:
        raise ModelError(f"“{words}” does not say what a label stands for.", "Write --label NAME=PART.")
    return name, part


def _words(manifest: Manifest) -> str:
    knows = "five parts" if manifest.names_parts else "the whole labyrinth"
    made = manifest.provenance or "Its makers do not say what it was trained on."
    return f"{manifest.name} {manifest.version}, {knows}, {manifest.spacing_mm:g} mm. {made}"
