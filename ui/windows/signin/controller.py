# SPDX-License-Identifier: Apache-2.0
"""What the sign-in window does: checks the way to the desk, signs in, opens what is locked."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.client import Client, Held
from app.errors import (
    BadJoinCode,
    ClientError,
    SignInRefused,
    Unreachable,
    WrongPassphrase,
)
from app.link.check import Check
from sync_server.contract import joincode
from sync_server.contract.refusals import Code, Refusal
from ui.faults import Faults
from ui.models.fingerprints import fingerprint_words
from ui.models.told_below import refusal_sentence
from ui.models.words import translate
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.windows.agent.troubles import trouble_words
from ui.windows.signin.checks import (
    NOT_YET,
    advice_title,
    advice_words,
    failed,
    failure_words,
    report_text,
)
from ui.windows.signin.offline import ended_words, offer_offline
from ui.windows.signin.window import SignInWindow

CHECK_PAUSE_MS: Final = 400
RETRY_MS: Final = 15_000
"""A server that does not answer is looked for again after this time."""

Mode = Literal["join", "known", "locked"]

_UNREACHABLE: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "No computer has this name.")),
    "port": str(QT_TRANSLATE_NOOP("signin", "The server does not answer.")),
    "certificate": str(
        QT_TRANSLATE_NOOP("signin", "This is not the server that the join code names.")
    ),
    "network": str(QT_TRANSLATE_NOOP("signin", "The server does not answer.")),
}
_JOIN_CODES: Final = {
    "shape": str(QT_TRANSLATE_NOOP("signin", "This is not a join code. Copy all of it.")),
    "typo": str(
        QT_TRANSLATE_NOOP("signin", "There is a mistake in this join code. Copy it again.")
    ),
}


class SignInController(QObject):
    """One sign-in window and one client.

    Emits `closed()` when the person closes the window, and `settled()` when signing in or
    unlocking came to its end. While it is `busy` the window must stay: closing it gives up.
    """

    closed = Signal()
    settled = Signal()

    def __init__(self, client: Client, theme: Theme, *, faults: Faults) -> None:
        super().__init__()
        self._client = client
        self._spawn = Spawner(faults)
        self._mode: Mode = "join"
        self._checks: Sequence[Check] = NOT_YET
        self._busy = False
        self._tries = 0
        self._held: Held | None = None
        self.window = SignInWindow(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._on_again_clicked)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_next)
        self._connect()
        self._say("")

    def close(self) -> None:
        """Let the window go."""
        self._pause.stop()
        self._retry.stop()
        self._second.stop()
        self._spawn.cancel()
        self.window.close()
        self.window.deleteLater()

    @property
    def busy(self) -> bool:
        """Whether signing in or unlocking is under way."""
        return self._busy

    def refresh(self) -> None:
        """Look at the client again: it may be locked, or know its desk already."""
        state = self._client.state
        locked = self._client.vault.kind == "locked"
        self._show_mode("locked" if locked else self._mode if self._mode != "locked" else "join")
        if not self._busy and state.reason == Code.SIGN_IN:
            self._say(ended_words(state.to_send), wrong=False)
        elif not self._busy and state.reason in {code.value for code in Code}:
            self._say(refusal_sentence(Refusal(code=state.reason)))
        if state.reason == "no_contact":
            self._say(
                translate(
                    "signin",
                    "This computer had no contact with the server for too long. It opens again"
                    " as soon as the server is reached.",
                )
            )
        elif not locked:
            self._spawn(self._look_for_desk(), name="look for the desk")

    # -- what is shown -------------------------------------------------------------------------

    def _show_mode(self, mode: Mode) -> None:
        self._mode = mode
        window = self.window
        window.join_code.setVisible(mode == "join")
        window.email.setVisible(mode != "locked")
        window.password.setVisible(mode != "locked")
        keyless = self._client.vault.kind == "memory"
        window.stays.setVisible(mode != "locked" and not keyless)
        window.passphrase.setVisible(mode == "locked" or keyless)
        if mode == "locked":
            window.title.setText(translate("signin", "Deskbell is locked"))
            window.subtitle.setText(
                translate("signin", "Your passphrase opens what is kept on this computer.")
            )
            window.primary.set_label(translate("signin", "Unlock"))
        else:
            window.title.setText(translate("signin", "Sign in to Deskbell"))
            window.primary.set_label(translate("signin", "Sign in"))
            self._show_server()
        window.server.setVisible(mode != "locked" and bool(window.server.text()))
        if keyless:
            window.passphrase.set_hint(
                translate(
                    "signin",
                    "No secure storage found. Set a passphrase, or leave this empty and work"
                    " online only.",
                )
            )
        self._show_advice()

    def _show_server(self) -> None:
        """Where the desk is and whose it is, as far as that is known."""
        window, code, desk = self.window, self._read_code(), self._checks[-1].desk
        if self._mode == "known":
            desk = desk or self._client.desk
        known = "" if self._mode == "locked" else self._client.server_name
        name = f"{code.host}:{code.port}" if code is not None else known
        window.server.setVisible(bool(name) and self._mode != "locked")
        window.server.set_text(name)
        wrong = failed(self._checks)
        window.server.input.setReadOnly(True)
        if wrong is not None:
            window.server.set_error(failure_words(wrong, self._port()))
        elif self._checks[2].ok:
            told = translate("signin", "Encrypted, certificate trusted")
            window.server.set_hint(told, icon="lock", ink="green_text")
        else:
            window.server.set_hint("")
        if desk:
            told = translate("signin", "This server belongs to {desk}").format(desk=desk)
        elif self._mode == "known":
            told = translate("signin", "This computer knows its desk.")
        else:
            told = translate("signin", "Your join code says where your desk is.")
        window.subtitle.setText(told)

    def _show_checks(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        if checks is not NOT_YET:
            self._tries = self._tries + 1 if failed(checks) is not None else 0
        if failed(checks) is not None:
            self._retry.start()
            self._second.start()
        if self._mode != "locked":
            self._show_server()
        self.window.checks.show_checks(checks, self._port(), tries=self._tries)
        self._show_next()
        self._show_advice()

    def _port(self) -> str:
        return self.window.server.text().rpartition(":")[2]

    def _show_next(self) -> None:
        """In how many seconds the server is looked for again."""
        left_ms = self._retry.remainingTime() if self._retry.isActive() else 0
        self.window.checks.show_next(-(-left_ms // 1000))
        if not left_ms:
            self._second.stop()

    def _show_advice(self) -> None:
        window, wrong = self.window, failed(self._checks)
        window.report.setVisible(wrong is not None)
        window.again.setVisible(wrong is not None)
        window.checks_title.setText(
            translate("signin", "Connection")
            if wrong is None
            else translate("signin", "What we tried")
        )
        known = self._mode == "known" and wrong is not None
        offer_offline(window, self._held if known else None)
        if wrong is None:
            window.advice_title.setText(translate("signin", "First time here?"))
            window.advice.setText(
                translate(
                    "signin",
                    "Ask your admin for a join code. It names the server and proves that it is"
                    " the right one.",
                )
            )
        else:
            window.advice_title.setText(advice_title(wrong, self._port()))
            told = advice_words(wrong, self._port())
            seen = fingerprint_words(expected=wrong.expected, found=wrong.found)
            if wrong.step == "certificate" and (seen or wrong.detail):
                told = f"{told}\n\n{seen or wrong.detail}"
            window.advice.setText(told)

    def _say(self, sentence: str, *, wrong: bool = True) -> None:
        self.window.trouble.set_ink("red_text" if wrong else "text2")
        self.window.trouble.setText(sentence)
        self.window.trouble.setVisible(bool(sentence))

    # -- checking ------------------------------------------------------------------------------

    async def _look_for_desk(self) -> None:
        """A profile that knows its desk needs no join code."""
        self._held = await self._client.held()
        if self._held is not None and not self.window.email.text():
            self.window.email.set_text(self._held.email)
            self.window.password.input.setFocus()
        try:
            checks = await self._client.check_connection()
        except ValueError:
            return
        if self._mode == "join" and not self.window.join_code.text():
            self._show_mode("known")
        self._show_checks(checks)

    def _on_code_edited(self, text: str) -> None:
        code = self._read_code()
        self._tries = 0
        self._show_server()
        invited = code is not None and bool(code.token)
        if code is not None:
            self.window.join_code.input.setCursorPosition(0)  # whose it is stands at its beginning
        told = translate("signin", "new here? choose it now")
        self.window.password.set_aside(told if invited else "")
        self._pause.start()

    def _read_code(self) -> joincode.JoinCode | None:
        try:
            return joincode.decode_join_code(self.window.join_code.text())
        except joincode.BadJoinCode:
            return None

    def _check(self) -> None:
        if self._read_code() is not None:
            self._spawn(self._check_code(self.window.join_code.text()), name="check the connection")
        else:
            self._show_checks(NOT_YET)

    async def _check_code(self, text: str) -> None:
        self._show_checks(NOT_YET)
        checks = await self._client.check_connection(join_code=text)
        if text == self.window.join_code.text():
            self._show_checks(checks)

    # -- signing in ----------------------------------------------------------------------------

    def _on_submitted(self) -> None:
        if self._busy:
            return
        if self._mode == "locked":
            self._spawn(self._unlock(self.window.passphrase.text()), name="unlock")
        elif self._is_complete():
            self._spawn(self._sign_in(), name="sign in")

    def _is_complete(self) -> bool:
        """Whether everything needed is there; says below each field what is not."""
        window = self.window
        needed = [(window.email, translate("signin", "Your address is needed."))]
        needed.append((window.password, translate("signin", "Your password is needed.")))
        if self._mode == "join" and not self._client.server_name:
            needed.insert(0, (window.join_code, translate("signin", "A join code is needed.")))
        missing = [(field, words) for field, words in needed if not field.text().strip()]
        for field, words in missing:
            field.set_error(words)
        if missing:
            missing[0][0].input.setFocus()
        return not missing

    async def _sign_in(self) -> None:
        window = self.window
        self._wait(True)
        self._say("")
        try:
            if self._client.vault.kind == "memory" and window.passphrase.text():
                await self._client.protect(passphrase=window.passphrase.text())
            await self._client.sign_in(
                join_code=window.join_code.text().strip() or None,
                email=window.email.text().strip(),
                password=window.password.text(),
                stays=window.stays.isChecked(),
            )
        except BadJoinCode as error:
            words = _JOIN_CODES.get(str(error), _JOIN_CODES["shape"])
            window.join_code.set_error(translate("signin", words))
        except SignInRefused as error:
            window.password.set_error(refusal_sentence(error.refusal))
        except Unreachable as error:
            self._say(translate("signin", _UNREACHABLE.get(error.reason, _UNREACHABLE["network"])))
            self._check()
        except ClientError as error:
            self._say(trouble_words(error))
        finally:
            self._wait(False)

    async def _unlock(self, passphrase: str) -> None:
        self._wait(True)
        try:
            await self._client.unlock(passphrase=passphrase)
        except WrongPassphrase:
            told = translate("signin", "This is not the passphrase of this computer.")
            self.window.passphrase.set_error(told)
        finally:
            self._wait(False)

    def _wait(self, waiting: bool) -> None:
        self._busy = waiting
        self.window.primary.set_waiting(waiting)
        if not waiting:
            self.settled.emit()

    # -- wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        window = self.window
        window.join_code.edited.connect(self._on_code_edited)
        for field in window.fields:
            field.submitted.connect(self._on_submitted)
        window.primary.clicked.connect(self._on_submitted)
        window.offline.clicked.connect(self._client.work_offline)
        window.forgotten.clicked.connect(self._on_forgotten_clicked)
        window.change.clicked.connect(self._on_change_clicked)
        window.report.clicked.connect(self._on_report_clicked)
        window.again.clicked.connect(self._on_again_clicked)
        window.closed.connect(self.closed)

    def _on_change_clicked(self) -> None:
        """A join code names a server: another server needs another code."""
        self._open_code()
        self.window.join_code.set_text("")
        self._on_code_edited("")

    def _open_code(self) -> None:
        """Left empty, the known server stays the one to sign in to."""
        self._show_mode("join")
        self.window.join_code.input.setFocus()

    def _on_forgotten_clicked(self) -> None:
        """Nobody is told whether an address is known: the way is the same for everybody."""
        self._open_code()
        self._say("")
        self.window.password.set_hint(
            translate(
                "signin",
                "Ask your admin for a join code that resets your password. Paste it above, and"
                " choose a new password here.",
            )
        )

    def _on_again_clicked(self) -> None:
        self._retry.stop()
        self._show_next()
        if self._mode == "known":
            self._spawn(self._look_for_desk(), name="look for the desk")
        else:
            self._check()

    def _on_report_clicked(self) -> None:
        text = report_text(self._checks, self.window.server.text())
        QGuiApplication.clipboard().setText(text)
