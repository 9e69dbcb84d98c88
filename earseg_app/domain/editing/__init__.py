"""Correcting labels: pure functions from labels to a small block of new ones."""
