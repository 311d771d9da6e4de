"""From numbers to charts: the same totals give the same SVG, byte for byte."""
