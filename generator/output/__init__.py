"""Writes BUILD: the Markdown pages, the files beside them, the maps of the site."""
