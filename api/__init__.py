"""The doors: command line, REST API and pages."""
