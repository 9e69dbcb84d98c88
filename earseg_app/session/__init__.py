"""The one observable state of the program and the verbs that change it; no Qt."""
