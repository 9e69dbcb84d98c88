"""The cochlea: its landmarks, its size, its lateral wall, its lengths and its tones."""
