"""A decision told otherwise: as a web page, as one page on the workflow, as a few lines for a team."""
