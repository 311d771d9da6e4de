"""IK3xx: dates that can't be, or that contradict each other."""

ROOMS = ()
