"""From the bytes of a PDF to what stands on its pages."""
