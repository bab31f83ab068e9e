"""What a board is: its models, the YAML reader with its problem reports, the JSON Schema."""
