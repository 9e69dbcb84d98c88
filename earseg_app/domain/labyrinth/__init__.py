"""The labyrinth: its parts, its canals, its mean shape and what departs from it."""
