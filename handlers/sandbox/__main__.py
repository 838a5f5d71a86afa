"""The sandbox alone, for a bot in another process: `python -m handlers.sandbox --port 8765`."""

import argparse
import asyncio
import json
from pathlib import Path

from handlers.sandbox.server import Sandbox
from handlers.sandbox.workspace import Json

APP_TOKEN = "xapp-sandbox"  # noqa: S105 - opens nothing but this sandbox
BOT_TOKEN = "xoxb-sandbox"  # noqa: S105


async def serve(port: int, manifest: Json | None) -> None:
    """Run until interrupted, and say where the page and the doors are."""
    async with Sandbox(port=port, manifest=manifest, app_token=APP_TOKEN, bot_token=BOT_TOKEN) as sandbox:
        lines = {
            "Page": sandbox.url,
            "SLACK_API_URL": sandbox.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
        }
        print("\n".join(f"{name}: {value}" for name, value in lines.items()), flush=True)  # noqa: T201
        await asyncio.Event().wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m handlers.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="the port on 127.0.0.1 (0 takes a free one)")
    parser.add_argument("--manifest", type=Path, help="an app manifest as JSON; without one everything is allowed")
    chosen = parser.parse_args()
    manifest = json.loads(chosen.manifest.read_text(encoding="utf-8")) if chosen.manifest else None
    try:
        asyncio.run(serve(chosen.port, manifest))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
