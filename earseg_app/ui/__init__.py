"""The only PySide6: widgets that show display states and say what the user wants."""
