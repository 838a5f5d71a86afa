"""The record: an append-only log as a Merkle tree, and commitments to text that can be erased."""
