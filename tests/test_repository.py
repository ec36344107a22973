# SPDX-License-Identifier: Apache-2.0
"""What holds for the repository as a whole: its layout, its licence, its seams and its pins."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from PySide6.QtCore import QObject, Signal

from sync_server.contract.commands import COMMANDS
from tests.support.source import PACKAGES, ROOT, dotted, files, modules, tree

LICENCE_LINE = "# SPDX-License-Identifier: Apache-2.0"
PURE = ("sync_server/contract", "sync_server/domain")
COMMAND_NAMES = {command.__name__ for command in COMMANDS.values()}

# --- Layout ------------------------------------------------------------------------------------


def test_the_packaging_folder_never_hides_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    spec = importlib.util.find_spec("packaging")
    assert spec is not None
    assert spec.origin is not None
    assert "site-packages" in spec.origin


def test_the_tests_are_no_package_and_no_library_hides_them():
    assert [path for path in modules("tests") if path.name == "__init__.py"] == []
    spec = importlib.util.find_spec("tests")
    assert spec is not None
    assert list(spec.submodule_search_locations or ()) == [str(ROOT / "tests")]


def test_the_contract_says_nothing_as_a_whole():
    assert (ROOT / "sync_server/contract/__init__.py").read_bytes() == b""


def test_every_folder_of_modules_is_a_package():
    migrations = Path("sync_server/store/migrations")  # the migration tool reads these by path
    folders = {module.parent for module in modules(*PACKAGES)}
    packages = {module.parent for module in modules(*PACKAGES) if module.name == "__init__.py"}
    outside = {folder for folder in folders if not folder.is_relative_to(migrations)}
    assert outside - packages == set()


def test_every_test_module_is_named_after_what_it_tests():
    mirrored = [
        test.relative_to("tests")
        for test in modules("tests")
        if test.name.startswith("test_") and test.parts[1] in PACKAGES
    ]
    orphans = [
        str(test)
        for test in mirrored
        for subject in [ROOT / test.parent / test.name.removeprefix("test_")]
        if not any(subject.with_suffix(end).exists() for end in (".py", ".md", ""))
    ]
    assert orphans == []


def test_every_pure_module_has_its_test_module():
    untested = [
        str(module)
        for module in modules(*PURE)
        if module.name != "__init__.py"
        and not (ROOT / "tests" / module.parent / f"test_{module.name}").exists()
    ]
    assert untested == []


# --- Licence and traces ------------------------------------------------------------------------


def test_every_module_names_its_licence_first():
    texts = {
        str(module): (ROOT / module).read_text(encoding="utf-8")
        for module in modules(*PACKAGES, "tests", "packaging")
    }
    unlicensed = [
        name for name, text in texts.items() if text and text.splitlines()[0] != LICENCE_LINE
    ]
    assert unlicensed == []


def test_every_module_says_first_what_it_owns():
    docstrings = {str(module): ast.get_docstring(tree(module)) for module in modules(*PACKAGES)}
    silent = {name for name, docstring in docstrings.items() if not docstring}
    assert silent == {"sync_server/contract/__init__.py"}


@pytest.mark.parametrize(
    "script",
    [
        ".ci/run",
        "Makefile",
        "packaging/system-packages.sh",
        "packaging/register-links.sh",
        "packaging/linux/deskbell.desktop",
    ],
)
def test_every_script_names_its_licence(script):
    assert LICENCE_LINE in (ROOT / script).read_text(encoding="utf-8").splitlines()[:2]


def test_no_file_names_a_machine_or_a_registry():
    # The brackets keep the pattern from finding itself.
    trace = re.compile(
        rb"(?<![\w.$}])/(home|root|work|Users)/\w"
        rb"|py[p]i\.org|python[h]osted\.org|npm[j]s\.(org|com)"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files()
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if trace.search(line)
    ]
    assert found == []


# --- Seams: time, chance, identity and sockets come from the environment -------------------------

SEAMS = {"sync_server/environment.py", "app/environment.py"}
AMBIENT_MODULES = {"time", "random", "secrets", "socket"}
AMBIENT_CALLS = re.compile(
    r"(^|\.)("
    r"(datetime|date)\.(now|utcnow|today)"
    r"|asyncio\.(sleep|to_thread)"
    r"|uuid[1-8]"
    r"|os\.urandom"
    r")$"
)

# Modules that reach past the seam, and for what. The list only ever gets shorter: each entry names
# something that the module still does.
REACHES_PAST = {
    # The error of a failed look-up has no other name; the module opens the wire anyway.
    "app/link/websocket.py": {"socket"},
    # The port is bound before its server starts, so that it is known and its failure is raised.
    "sync_server/channels/http_port.py": {"socket"},
}


def ambient_uses(module: Path) -> set[str]:
    uses = set()
    nodes = list(ast.walk(tree(module)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    harmless = {node.func for node in calls if ast.unparse(node) == "asyncio.sleep(0)"}
    for node in nodes:
        if isinstance(node, ast.Import):
            uses |= {name.name for name in node.names} & AMBIENT_MODULES
        elif isinstance(node, ast.ImportFrom):
            uses |= {node.module or ""} & AMBIENT_MODULES
            spelled = {f"{node.module}.{name.name}" for name in node.names}
            uses |= {name for name in spelled if AMBIENT_CALLS.search(name)}
        elif (
            isinstance(node, ast.Attribute)
            and node not in harmless
            and AMBIENT_CALLS.search(dotted(node))
        ):
            uses.add(dotted(node))
    return uses


def seamless() -> list[Path]:
    return [
        module
        for module in modules("app", "ui", "sync_server")
        if module.as_posix() not in SEAMS and "sync_server/security/" not in module.as_posix()
    ]


def test_time_chance_and_sockets_come_from_the_environment():
    found = {module.as_posix(): uses for module in seamless() if (uses := ambient_uses(module))}
    assert found == REACHES_PAST


def command_names(module: Path) -> set[str]:
    """How a module can spell the commands that it imports."""
    names = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                known = name.asname or name.name
                if node.module == "sync_server.contract.commands" and name.name in COMMAND_NAMES:
                    names.add(known)
                if f"{node.module}.{name.name}" == "sync_server.contract.commands":
                    names |= {f"{known}.{command}" for command in COMMAND_NAMES}
    return names


def test_only_intents_make_commands_for_the_window():
    made = [
        f"{module}:{call.lineno} {dotted(call.func)}"
        for module in modules("ui")
        for names in [command_names(module)]
        for call in ast.walk(tree(module))
        if isinstance(call, ast.Call) and dotted(call.func) in names
    ]
    assert made == []


def test_no_coroutine_runs_a_nested_event_loop():
    nested = [
        f"{module}:{call.lineno}"
        for module in modules("ui")
        for function in ast.walk(tree(module))
        if isinstance(function, ast.AsyncFunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"exec", "exec_"}
    ]
    assert nested == []


# --- Tests: one path, no waiting, no way out -----------------------------------------------------

WAYS_OUT = re.compile(r"(^|\.)(skip|skipif|importorskip|xfail|time\.sleep)$|(^|\.)mock(\.|$)")


def spelled_names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name for name in node.names}
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{name.name}" for name in node.names}
    if isinstance(node, ast.Attribute):
        return {dotted(node)}
    return set()


def test_no_test_sleeps_skips_or_mocks():
    found = [
        f"{module}:{getattr(node, 'lineno', 0)}: {name}"
        for module in modules("tests")
        for node in ast.walk(tree(module))
        for name in spelled_names(node)
        if WAYS_OUT.search(name)
    ]
    assert found == []


def test_no_test_branches():
    branching = [
        f"{module}:{node.lineno}"
        for module in modules("tests")
        for test in ast.walk(tree(module))
        if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef)
        if test.name.startswith("test_")
        for node in ast.walk(test)
        if isinstance(node, ast.If | ast.Match)
    ]
    assert branching == []


# --- Pins --------------------------------------------------------------------------------------


def test_sqlite_is_free_of_the_race_that_loses_committed_pages():
    version = tuple(int(part) for part in sqlcipher3.dbapi2.sqlite_version.split("."))
    assert version >= (3, 51, 3)


def test_a_signal_takes_no_reference_from_true_or_none():
    class Bell(QObject):
        rung = Signal(bool)

    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(200):
        bell.rung.emit(True)
        bell.setObjectName("bell")
    heard.clear()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert after[0] > before[0] - 20
    assert after[1] > before[1] - 20


def test_the_lock_pins_every_release_by_its_hash():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9-]+==.*(?:\n +--hash.*)*", lock, re.MULTILINE)
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
