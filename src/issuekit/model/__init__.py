"""What an issue is: frozen, typed data in which every value knows its place in the editor's files."""
