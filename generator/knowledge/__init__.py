"""What the documents speak of: topics, and why a section has them."""
