"""Pictures as arrays and scenes as functions of the state; no Qt."""
