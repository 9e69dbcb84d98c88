"""English sentences in the user's language, without Qt: for the window, the report and the command line."""
