"""Adding judgements to a collection: pool, grade, compare judges."""
