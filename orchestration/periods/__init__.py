"""Which periods there are, and which are due."""
