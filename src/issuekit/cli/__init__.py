"""The commands: thin layers of click over the pipeline, one file each."""
