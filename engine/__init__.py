"""Who fits what, and why: the domain model, needs and offers, points, conditions, explanation."""
