"""How the office works, as pure functions: no file, clock or database."""
