"""IK53x: spaces, dashes, signs, quotation marks, scripts, lists and capitals."""

ROOMS = ()
