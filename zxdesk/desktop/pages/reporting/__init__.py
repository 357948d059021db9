"""The way of the figures upward: closing, sending, receiving, rolling up."""
