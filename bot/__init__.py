"""What the organisation has decided: rules, states, use cases and words. Knows no chat platform and no SQL."""
