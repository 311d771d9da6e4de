"""From points to numbers: totals, bands, history, and the claims that prose makes about them."""
