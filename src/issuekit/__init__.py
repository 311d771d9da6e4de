"""issuekit: the report-authoring toolkit for periodicals that score events."""

__version__ = "0.1.0"
