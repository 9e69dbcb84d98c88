"""`earseg`: a verb runs on the command line, anything else opens the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `earseg` with these words (those of the process by default); returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if (words and not words[0].startswith("-")) or words[:1] in (["--version"], ["-h"], ["--help"]):
        from earseg_app.cli import main as cli  # imports every verb, which the window does without

        if cli.is_for_terminal(words):
            return cli.main(words)
    gc.disable()  # what is made at the start stays: the window looks for garbage once it stands
    from earseg_app import app  # imports Qt, which a terminal command does without

    return app.main(words)


if __name__ == "__main__":
    raise SystemExit(main())
