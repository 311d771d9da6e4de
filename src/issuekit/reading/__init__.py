"""From the bytes an editor saved to a typed issue, or to findings that say where and what to do."""
