"""Where records live: the record store (the truth), indexes, and the sources that feed them."""
