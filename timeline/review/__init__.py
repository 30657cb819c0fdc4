"""The reader's review: decisions about events, kept in a file and applied on every run."""
