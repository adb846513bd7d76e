"""Compiling is optional: rows are the same with and without, and a build serves exactly the sources it was made from.

One test builds, in a copy of the project; that takes most of a minute.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated_corpus import generated_texts
from dashboard.cli import main
from dashboard.compiled.build import BUILDS, SWITCH, build_name
from dashboard.compiled.modules import LIBRARY, MODULES
from dashboard.paths import LEXICON, PACKAGE, PROJECT, SEEDS
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.read import load_source, read_document
from dashboard.tables.schemas import STORED

COMPILER = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "").split()[:1]
HAS_COMPILER = bool(COMPILER) and shutil.which(COMPILER[0]) is not None


def needs_compiler(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that uses the build: one process makes it, and runs all of them."""
    marked = pytest.mark.skipif(not HAS_COMPILER, reason="no C compiler")(test)
    return pytest.mark.xdist_group("compiled")(marked)


REPORT = """打浦桥街道推进旧改　2020-12-28 10:30
12月28日，记者从黄浦区打浦桥街道获悉，街道今年以来完成加装电梯52台，同比增长30.5%。
街道党工委书记李明说：“明年上半年，我们将在每个居民区建设2至3个‘乐活空间’，每月举办一次义诊。”
据介绍，截至11月底，街道已为1,302户居民解决了停车难题。到2025年底，还将新增养老床位不少于200张。
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a command needs, with a build."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("dashboard", "tests"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    translate = folder / "dashboard" / "compiled" / "translate.py"
    hurried, times = re.subn(r'^OPTIMISATION = ".*"$', 'OPTIMISATION = "0"', translate.read_text("utf-8"), flags=re.M)
    assert times == 1
    translate.write_text(hurried, "utf-8")  # takes half of the time, and rows do not depend on it
    done = command(folder, "dashboard", "compile")
    assert done.returncode == 0, done.stderr
    assert "compiled into" in done.stdout
    return folder


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article in seeds/, documents made of its sentences, and a news report."""
    folder = tmp_path_factory.mktemp("documents")
    rules, seed = load_rules(LEXICON), load_source(SEEDS, seed_files(SEEDS)[0])
    texts = generated_texts(read_document(seed, rules.gazetteer, rules.reading), 20, seed=7)
    (folder / "文章.txt").write_bytes(seed.content)
    for number, text in enumerate([*texts, REPORT]):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def command(project: Path, module: str, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a project, with its build in use unless a variable says otherwise."""
    environment = {name: value for name, value in os.environ.items() if name != SWITCH} | variables
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)], cwd=project, env=environment, capture_output=True,
        text=True,
    )  # fmt: skip


def rows(project: Path, documents: Path, **variables: str) -> dict[str, Any]:
    done = command(project, "tests.compiled_rows", documents, **variables)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def changed(file: Path) -> Iterator[None]:
    """Let a source be another for a while, and then exactly what it was."""
    before, times = file.read_bytes(), file.stat()
    file.write_bytes(before + b"# changed\n")
    try:
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


@needs_compiler
def test_rows_are_the_same_compiled_and_not(project: Path, documents: Path) -> None:
    compiled, plain = rows(project, documents), rows(project, documents, **{SWITCH: "0"})
    assert compiled.pop("module").startswith(str(project / BUILDS.name))
    assert plain.pop("module") == str(project / "dashboard" / "extraction" / "clauses.py")
    assert compiled == plain
    assert plain["number"] > 5_000
    assert compiled["rules are sent"]
    assert compiled["documents are sent"]


@needs_compiler
def test_tables_are_the_same_byte_for_byte(project: Path, documents: Path, tmp_path: Path) -> None:
    for out, variables in (("compiled", {}), ("plain", {SWITCH: "0"})):
        done = command(
            project, "dashboard", "preprocess", "--seeds", documents, "--out", tmp_path / out, "--workers", "2",
            **variables,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    for table in STORED:
        made, expected = (tmp_path / out / f"{table}.parquet" for out in ("compiled", "plain"))
        assert made.read_bytes() == expected.read_bytes(), table


@needs_compiler
@pytest.mark.parametrize("source", ["extraction/clauses.py", "extraction/date_rules.py", "reading/rules.py"])
def test_a_build_is_not_used_once_a_source_is_another(project: Path, documents: Path, source: str) -> None:
    with changed(project / "dashboard" / source):
        assert rows(project, documents)["module"].endswith("clauses.py")
    assert not rows(project, documents)["module"].endswith("clauses.py")


@needs_compiler
def test_the_folder_of_builds_holds_the_current_one_alone(project: Path) -> None:
    builds = [folder for folder in (project / BUILDS.name).iterdir() if folder.is_dir()]
    assert len(builds) == 1
    built = {file.name.split(".")[0] for file in builds[0].rglob("*") if file.is_file()}
    assert built == {LIBRARY, *(name.rsplit(".", 1)[1] for name in MODULES)}
    again = command(project, "dashboard", "compile")
    assert (again.returncode, again.stdout) == (0, "the compiled modules are up to date\n")


@needs_compiler
def test_an_error_in_compiled_code_names_file_and_function(project: Path) -> None:
    code = "from dashboard.extraction.clauses import split_clauses; split_clauses('完成五件事', None)"
    environment = {name: value for name, value in os.environ.items() if name != SWITCH}
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, capture_output=True, text=True)
    assert 'dashboard/extraction/clauses.py", line' in done.stderr
    assert "in split_clauses" in done.stderr
    assert "CommitmentRules object expected; got None" in done.stderr


def test_without_a_compiler_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler -pthread")
    assert main(["compile"]) == 2
    said = capsys.readouterr().err
    assert "compile needs a C compiler, and no-such-compiler is not there; all works without, but slower" in said


def test_without_mypy_the_command_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dashboard.compiled.compile.find_spec", lambda name: None)
    assert main(["compile"]) == 2
    assert 'compile needs mypy: pip install "jiedao-outlook[compile]"' in capsys.readouterr().err


def test_a_name_stands_for_sources_and_python() -> None:
    assert build_name() == build_name()
    assert build_name().endswith(sys.implementation.cache_tag or "")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_that_is_compiled_is_there(module: str) -> None:
    assert PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py").is_file()
