"""Training of encoders. Needs the extra ``train``; nothing here is imported on the default path."""
