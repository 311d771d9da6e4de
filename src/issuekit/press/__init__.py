"""An issue to HTML, to pages, to one PDF. The only package that knows the page engine."""
