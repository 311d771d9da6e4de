"""IK13x: what an issue has to have."""

from issuekit.checks.structure import missing_section

ROOMS = (missing_section,)
