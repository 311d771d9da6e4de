"""IK1xx: what an issue has to have."""
