"""The parts of the pages that show figures."""
