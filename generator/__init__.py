"""Yandu 研读: turns a folder of Chinese official study documents into a static study site."""

__version__ = "0.1.0"
