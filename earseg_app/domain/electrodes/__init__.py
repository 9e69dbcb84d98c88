"""Electrode arrays and how deep each goes into a measured cochlea."""
