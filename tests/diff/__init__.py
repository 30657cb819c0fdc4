"""What a change to rules or code gains, loses and changes: `make diff`."""
