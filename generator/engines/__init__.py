"""Engines that turn BUILD/docs into HTML, in parts: what must be made again, and by whom."""
