"""Whether this machine has a browser that can draw pictures; looked for without loading what draws them."""

import os
from pathlib import Path

MISSING = (
    "没有找到 Chrome、Chromium 或 Edge，无法生成图片。请安装其中一种浏览器，或用环境变量 BROWSER_PATH 写明它的位置。"
)
"""What to tell people where there is no browser."""


def browser_found() -> Path | None:
    """Return the Chrome, Chromium or Edge that would draw; ``BROWSER_PATH`` names another. None without one."""
    from choreographer.browsers.chromium import Chromium

    named = os.environ.get("BROWSER_PATH")
    found = named or Chromium.find_browser(skip_local=False)
    return Path(found) if found and Path(found).is_file() else None
