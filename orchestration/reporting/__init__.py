"""What people see of a run: progress, reports, notifications, figures."""
