"""Errors to plant: where they can go, and of which kinds they are."""
