"""The process that holds the model: a text a line comes in, what it reads like goes out, until nobody asks."""

import json
import sys

from bot.policy.likeness.model import Model
from bot.policy.likeness.read import alike

if __name__ == "__main__":
    model = Model()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(alike(model, *json.loads(line))) + "\n")
        sys.stdout.flush()
