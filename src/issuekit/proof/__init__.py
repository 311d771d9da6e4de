"""The finished PDF read back by another way than it was made, and held against the issue."""
