"""From a finished site to the one that readers see: its policy, the exchange, the way back."""
