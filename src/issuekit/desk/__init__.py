"""What an editor does around writing: correcting, and later starting, importing, comparing issues."""
