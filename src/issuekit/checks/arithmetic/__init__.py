"""IK2xx: the numbers that are printed, against the catalogue that they come from."""
