"""The write side: one function per thing the office does."""
