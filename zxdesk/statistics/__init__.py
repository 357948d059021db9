"""Figures, what they count, and the records behind them."""
