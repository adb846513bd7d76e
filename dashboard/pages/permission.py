"""Who may add and remove documents: everyone who can open the app, where the server was started for editing.

On a shared screen visitors only look, so that editing is off by default. Whatever changes documents asks here on the
server, however it was reached; a page only hides what would be refused.
"""

import os

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

EDIT_VARIABLE = "JIEDAO_EDIT"
EDIT_VALUE = "1"
UPLOADS = "/_stcore/upload_file/"
"""Where Streamlit takes files from browsers, on whatever page they are."""
READING_METHODS = ("OPTIONS", "GET", "HEAD")


def may_edit() -> bool:
    """Return whether documents may be added and removed here."""
    return os.environ.get(EDIT_VARIABLE) == EDIT_VALUE


def require_edit() -> None:
    """Raise PermissionError where documents may not be changed."""
    if not may_edit():
        raise PermissionError(f"this server only shows; start it with {EDIT_VARIABLE}={EDIT_VALUE} for editing")


class UploadGate:
    """Refuses files from browsers where documents may not be changed, before any of them is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but uploads without permission."""
        is_upload = scope["type"] == "http" and UPLOADS in scope["path"] and scope["method"] not in READING_METHODS
        answer = PlainTextResponse("editing is off", 403) if is_upload and not may_edit() else self.app
        await answer(scope, receive, send)


GATE = Middleware(UploadGate)
