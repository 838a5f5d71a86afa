"""The Web API: a table of methods, each with the token and the scope it needs."""

from handlers.sandbox.web_api.door import WebApi

__all__ = ["WebApi"]
