"""Everything that is measured on an ear, with its uncertainty and its normal range."""
