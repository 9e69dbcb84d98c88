"""What each view shows and what each wish of the user does; no Qt, no torch, no VTK."""
