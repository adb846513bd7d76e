"""``python -m benchmarks``: print every figure as a ratio to its yardstick and write ``results.json`` beside this."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import map_speed
from benchmarks.comparison import Comparison

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    comparisons = map_speed.measure()
    print("\n".join(line for comparison in comparisons for line in lines(comparison)))
    RESULTS.write_text(json.dumps(results(comparisons), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def lines(comparison: Comparison) -> list[str]:
    """Return a comparison as lines of text: its own speed, and how many times as fast as each yardstick it is."""
    speeds = comparison.characters_per_second()
    head = f"{comparison.text} ({comparison.characters:,} characters)"
    own = f"  {comparison.judged}: {speeds[comparison.judged]:,.0f} characters a second"
    return [head, own] + [
        f"  {ratio:.2f} × {name} ({speeds[name]:,.0f} characters a second)"
        for name, ratio in comparison.ratios().items()
    ]


def results(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """Return what is kept of a run: its day, the machine, and the figures."""
    return {
        "date": date.today().isoformat(),
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()},
        "map_speed": [
            {
                "text": comparison.text,
                "characters": comparison.characters,
                "characters_per_second": {n: round(s) for n, s in comparison.characters_per_second().items()},
                "ratio_to": {name: round(ratio, 3) for name, ratio in comparison.ratios().items()},
            }
            for comparison in comparisons
        ],
    }


if __name__ == "__main__":
    main()
