"""The process that makes an index: it reads the phrases and their lists, writes the index, and ends."""

import pickle
import sys

from bot.policy.wording.apart import made_here

if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(made_here(pickle.load(sys.stdin.buffer))))  # noqa: S301 (our process asks)
