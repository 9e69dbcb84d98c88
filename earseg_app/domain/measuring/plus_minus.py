"""What the ± beside a measure means; apart from `uncertainty`, so that a window can say it without the optimiser."""

DEFINITION = (
    "± is meant to hold the true value in 95 of 100 ears: twice the standard deviation of the value when the ear is "
    "measured again with its walls moved at random, within a voxel's rounding and the layer in which the network is "
    "unsure, together with the method's own error in phantoms of known truth, true labels and the network's. Landmarks "
    "placed by hand are taken as they stand; how far experts differ is told apart. In simulated scans that were kept "
    "aside it held the truth in 95 to 100 of 100 values of each measure with the network's labels "
    "(docs/reference/accuracy.md); in real scans no truth is known."
)
