"""The studies that this user opened or copied: an index in SQLite beside whole copies of the files."""
