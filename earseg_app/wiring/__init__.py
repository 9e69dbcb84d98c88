"""The joints between window, presenters and session: one room for each thing the program does."""
