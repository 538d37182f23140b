"""What people are told of a run: progress, reports, notifications, figures."""
