"""Label maps that come from elsewhere or go there."""
