"""EarSeg: inner-ear segmentation, cochlear measurement and printable models from temporal-bone CT."""
