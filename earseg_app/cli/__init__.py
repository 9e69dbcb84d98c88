"""The composition root without a window: one file for each verb, `main.py` picks it."""
