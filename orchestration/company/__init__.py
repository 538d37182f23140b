"""What every step must know: settings, company, clock, credentials, the demo company."""
