"""How people talk to Countersign: each surface translates, none decides."""
