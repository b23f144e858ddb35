"""The built site against its sources."""
