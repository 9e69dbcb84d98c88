"""A parametric temporal bone with known truth, rendered through a CT model."""
