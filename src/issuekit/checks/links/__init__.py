"""IK4xx: addresses, and references inside the issue."""

ROOMS = ()
