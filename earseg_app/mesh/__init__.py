"""Closed surfaces from labels: make, check, write."""
