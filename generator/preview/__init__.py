"""`yandu serve`: the site while it is written at, a draft of what changed first."""
