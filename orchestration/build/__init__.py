"""What makes a build safe to publish: the lock, the gate, what is skipped, checks, publication."""
