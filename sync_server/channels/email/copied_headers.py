# SPDX-License-Identifier: Apache-2.0
"""The headers that a mail program writes as lines over what it quotes or forwards.

They are in the language of its user.
"""

import re
from typing import Final

_FIELDS: Final = {
    "from": ("from", "von", "de", "da", "van", "från", "fra", "od", "lähettäjä", "差出人",
             "送信者", "发件人"),
    "subject": ("subject", "sujet", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto",
                "ämne", "emne", "temat", "aihe", "件名", "主题"),
    "other": ("sent", "date", "to", "cc", "reply-to", "gesendet", "datum", "an", "envoyé", "à",
              "copie", "pour", "enviado", "enviado el", "fecha", "para", "inviato", "data", "a",
              "verzonden", "aan", "enviada", "enviada em", "skickat", "till", "sendt", "dato",
              "til", "wysłano", "do", "lähetetty", "vastaanottaja", "antwort an", "répondre à",
              "送信日時", "日時", "日付", "宛先", "发送时间", "收件人"),
}  # fmt: skip
_FIELD_OF: Final = {word: field for field, words in _FIELDS.items() for word in words}
_COLON: Final = re.compile("[:\uff1a]")


def copied_header(line: str) -> tuple[str | None, str]:
    """Which header a line copies, and its value."""
    name, *value = _COLON.split(line, maxsplit=1)
    if not value:
        return None, ""
    field = _FIELD_OF.get(name.strip("> *\t\u00a0\u3000").casefold())
    return field, value[0].removeprefix("*").removeprefix("*").strip()
