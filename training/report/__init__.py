"""The evaluation report: `python -m training.report`."""
