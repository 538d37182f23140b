"""`accord forget`: remove a person from all that Accord keeps, and keep them out."""
