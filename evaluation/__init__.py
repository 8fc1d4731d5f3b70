"""Is it any good: data sets, runs and measures."""
