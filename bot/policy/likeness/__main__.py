"""The process that holds the models: a text a line comes in, what it reads like goes out, until nobody asks."""

import json
import sys

from bot.policy.likeness.advised import Advised
from bot.policy.likeness.model import FIRST, SECOND, Model
from bot.policy.likeness.read import alike

if __name__ == "__main__":
    model = Advised(Model(FIRST), lambda: Model(SECOND))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(alike(model, *json.loads(line))) + "\n")
        sys.stdout.flush()
