"""Rating venues."""
