"""IK6xx: between chapters, and from one issue to the next."""

ROOMS = ()
