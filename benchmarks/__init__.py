"""Measurements: quality on the labelled sets of the shared folder, speed and memory. Never run by `make test`."""
