"""A site in a real browser: a page of every kind, walked through."""
