"""What words mean: concepts, relations between them, and finding them in Dutch text."""
