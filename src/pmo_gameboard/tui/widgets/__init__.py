"""The parts that screens are made of. A widget shows what it is given and reports intent."""
