"""IK50x: names, terms, spelling and abbreviations."""

ROOMS = ()
