"""街道展望: sub-district work plans read into tables and shown as a briefing."""

__version__ = "0.1.0"
