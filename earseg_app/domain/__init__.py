"""What the program knows about images and inner ears; numpy and scipy only, no input or output."""
