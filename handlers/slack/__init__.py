"""Slack as a surface: payloads are translated for the front desk, and its parts are drawn. Nothing is decided here."""
