"""What the room sees: the app, its screens, widgets and themes."""
