"""Actions of cases, pauses of their reminders, and whom nobody has reached for long."""
