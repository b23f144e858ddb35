"""How a Chinese official document is built: from the lines of a source to a tree of sections."""
