"""The only torch at run time: finding and segmenting the ears."""
