"""The steps of the walk, one a file; a stage never imports a stage."""
