"""The home page over the two years that the figures are tried on."""

from tests.desktop.figures.conftest import context, home_page, statistics, two_years, year

__all__ = ["context", "home_page", "statistics", "two_years", "year"]
