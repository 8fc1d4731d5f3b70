"""Tables, plots and pages of an evaluation, all made from its results.

Import each form from its own module: plots need matplotlib, which the base install lacks.
"""
