"""街道展望: sub-district work plans read into tables and shown as a briefing."""

from dashboard.compiled.build import use_build

__version__ = "0.1.0"

use_build()
