"""``python -m dashboard.compiled.translate OUT``: modules to C, and that to libraries below OUT.

Run by ``compile`` in a copy of the sources, for it leaves many files behind.
"""

import sys

from mypyc.build import mypycify
from setuptools import setup

from dashboard.compiled.modules import GROUP, MODULES

OPTIMISATION = "1"
"""2 takes the C compiler twice as long, and makes reading faster by one hundredth."""


def translate(out: str) -> None:
    """Build the modules of the package in the working directory. What is wrong is printed; raises SystemExit then."""
    sources = [f"{name.replace('.', '/')}.py" for name in MODULES]
    setup(
        name=GROUP, packages=[], script_args=["build_ext", "--build-lib", out, "--build-temp", "objects"],
        ext_modules=mypycify(
            ["--ignore-missing-imports", *sources], group_name=GROUP, opt_level=OPTIMISATION, debug_level="0"
        ),
    )  # fmt: skip


if __name__ == "__main__":
    translate(sys.argv[1])
