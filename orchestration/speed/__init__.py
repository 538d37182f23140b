"""What makes a run cheaper and changes nothing else; each has a switch in `switches.py`."""
