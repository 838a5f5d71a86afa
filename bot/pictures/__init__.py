"""Pictures: checked before anybody sees them, cleaned of everything but the picture, and kept by their hash."""
