"""Findings and totals as people and programs read them: text, JSON, SARIF, annotations, CSV."""
