"""Workbooks in and out, and merging."""
