"""Reading a draft for words: rules in plain phrases, compiled once and searched in linear time."""
