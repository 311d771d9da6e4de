"""What can be wrong in an issue that reads well: one room a rule, gone through by :mod:`.run`."""
