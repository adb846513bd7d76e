"""The settings under which LibreOffice opens files of unknown origin: no macros, no links, no network."""

from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

SETTINGS = MappingProxyType({
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",  # very high: signed macros of trusted folders only, and there are none
        "DisableMacrosExecution": "true",
        "DisablePythonRuntime": "true",
        "DisableOLEAutomation": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",  # pictures and sections linked from elsewhere stay unread
        "CheckDocumentEvents": "true",
    },
    "/org.openoffice.Office.Common/Security/LoadDocument": {"DisableUntrustedLinks": "true"},
    "/org.openoffice.Office.Common/Load": {"UpdateDocMode": "0"},
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    "/org.openoffice.Office.Calc/Formula/Load": {"OOXMLRecalcMode": "1", "ODFRecalcMode": "1"},  # never
    "/org.openoffice.Office.Common/Misc": {"UseOpenCL": "false", "FirstRun": "false", "CrashReport": "false"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": "127.0.0.1",
        "ooInetFTPProxyPort": "9",
        "ooInetNoProxy": "",
    },
})
"""Path in LibreOffice's registry → its properties. A version that does not know one ignores it."""


def write_profile(folder: Path) -> None:
    """Make ``folder`` the profile of a LibreOffice that has never run and will run under ``SETTINGS``."""
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
        "</item>\n"
        for path, properties in SETTINGS.items()
        for name, value in properties.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
