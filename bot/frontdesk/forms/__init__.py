"""The forms there are: each draws itself and reads itself."""
