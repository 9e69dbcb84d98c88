"""What the ± beside a measure means; apart from `uncertainty`, so that a window can say it without the optimiser."""

DEFINITION = (
    "± is meant to hold the true value in 95 of 100 ears: twice the standard deviation of the value when the ear is "
    "measured again with its walls moved at random, within a voxel's rounding and the layer in which the network is "
    "unsure, together with the method's own error in phantoms of known truth. Landmarks placed by hand are taken as "
    "they stand; how far experts differ is told apart. With true labels of phantoms it holds; with the network's "
    "labels, B was off by more in up to a third of few phantoms (docs/reference/accuracy.md)."
)
