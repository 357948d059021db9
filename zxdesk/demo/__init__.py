"""A fictional county with two years of work, to try the program with."""
