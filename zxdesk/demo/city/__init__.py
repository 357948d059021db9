"""A fictional city with ten counties over ten years, to try the program with many rows."""
