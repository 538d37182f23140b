"""Which periods there are, which are due, and what a period run makes."""
