"""Ordeals: what a save must come through. Tests make each a short one, ``make torture`` a long."""
