"""``python -m dashboard.compiled.translate OUT``: modules to C, and that to libraries below OUT.

Run by ``compile`` in a copy of the sources, for it leaves many files behind.
"""

import sys

from mypyc.build import mypycify
from setuptools import setup

from dashboard.compiled.modules import GROUP, MODULES

OPTIMISATION = "2"
"""1 would take the C compiler a third less time, 3 gain nothing."""

LINUX_COMPILER = ("-fno-plt", "-fno-semantic-interposition", "-fvisibility=hidden")
LINUX_LINKER = ("-Wl,-z,now", "-Wl,-Bsymbolic")
"""With them a call into Python's library is one jump, not two: reading takes one hundredth less time."""


def translate(out: str) -> None:
    """Build the modules of the package in the working directory. What is wrong is printed; raises SystemExit then."""
    sources = [f"{name.replace('.', '/')}.py" for name in MODULES]
    extensions = mypycify(
        ["--ignore-missing-imports", *sources], group_name=GROUP, opt_level=OPTIMISATION, debug_level="0"
    )
    if sys.platform.startswith("linux"):
        for extension in extensions:
            extension.extra_compile_args = [*extension.extra_compile_args, *LINUX_COMPILER]
            extension.extra_link_args = [*extension.extra_link_args, *LINUX_LINKER]
    setup(
        name=GROUP, packages=[], script_args=["build_ext", "--build-lib", out, "--build-temp", "objects"],
        ext_modules=extensions,
    )  # fmt: skip


if __name__ == "__main__":
    translate(sys.argv[1])
