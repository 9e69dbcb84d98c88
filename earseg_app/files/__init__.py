"""Files appear whole or not at all, and what the disk refuses is said in words; known to every room above."""
