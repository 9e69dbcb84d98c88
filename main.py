"""Start EarSeg from a source tree: `python main.py`."""

from earseg_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
