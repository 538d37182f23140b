"""The embedded demo company: a simulator (`world`) and a server that answers as vendors do."""
