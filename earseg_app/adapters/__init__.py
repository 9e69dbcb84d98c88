"""What presenters reach through ports, loaded when first used: importing these loads no torch, no pydicom, no VTK."""
