"""The sandbox server: answers as the vendors' APIs do, from a simulated world as at `as_of`."""
