"""What is looked at when something is amiss: the folder, the games, the program's own faults."""
