"""The rules of the proof: one module a rule, or a group of rules that look at the same things."""
