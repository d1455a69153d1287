"""Rescue files: the key that phones seal them to, and how the desk takes one in."""
