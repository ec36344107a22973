# SPDX-License-Identifier: Apache-2.0
"""What a desk has on its first day, in German: by the English names of `first_content`."""

from typing import Final

CATEGORIES: Final[dict[str, str]] = {
    "Question": "Frage",
    "Problem": "Problem",
    "Order": "Bestellung",
    "Delivery": "Lieferung",
    "Return or exchange": "Rückgabe oder Umtausch",
    "Invoice or payment": "Rechnung oder Zahlung",
    "Account and sign-in": "Konto und Anmeldung",
    "Cancellation": "Kündigung",
    "Complaint": "Beschwerde",
    "Idea or praise": "Idee oder Lob",
}

CALENDAR: Final = "Arbeitszeit"

ACKNOWLEDGEMENT: Final = (
    "Vielen Dank für Ihre Nachricht. Sie ist angekommen, und wir antworten Ihnen so bald wie "
    "möglich.\n\nWenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail."
)

NAMES: Final[dict[str, str]] = {
    "Looking into it": "Wird geprüft",
    "More details, please": "Bitte genauer",
    "Screenshot, please": "Bitte ein Bildschirmfoto",
    "Order number, please": "Bitte die Bestellnummer",
    "Known problem": "Bekanntes Problem",
    "Passed on to a colleague": "Weitergegeben",
    "Money sent back": "Geld zurück",
    "Cannot sign in": "Anmeldung geht nicht",
    "Does it work now?": "Geht es jetzt?",
    "Closing without an answer": "Ohne Antwort geschlossen",
}
"""Of the replies."""

CANNED: Final[dict[str, str]] = {
    "Looking into it": (
        "Guten Tag {{customer.name}},\n\nvielen Dank für Ihre Nachricht. Ich gehe der Sache nach "
        "und melde mich, sobald ich mehr weiß.\n\n{{agent.name}}"
    ),
    "More details, please": (
        "Guten Tag {{customer.name}},\n\nvielen Dank für Ihre Nachricht. Damit ich helfen kann, "
        "brauche ich noch etwas mehr:\n\n- Was haben Sie Schritt für Schritt getan?\n- Was haben "
        "Sie erwartet?\n- Was ist stattdessen geschehen, und seit wann?\n\n{{agent.name}}"
    ),
    "Screenshot, please": (
        "Guten Tag {{customer.name}},\n\nkönnten Sie ein Bild von dem schicken, was Sie sehen? "
        "Antworten Sie auf diese E-Mail und hängen Sie es an. Bitte decken Sie Passwörter und "
        "Kartennummern vorher ab.\n\n{{agent.name}}"
    ),
    "Order number, please": (
        "Guten Tag {{customer.name}},\n\num welche Bestellung geht es? Die Nummer steht in der "
        "E-Mail, mit der sie bestätigt wurde. Damit kann ich sofort nachsehen.\n\n{{agent.name}}"
    ),
    "Known problem": (
        "Guten Tag {{customer.name}},\n\nSie haben recht, und Sie sind nicht allein: Wir kennen "
        "dieses Problem und arbeiten daran. Ich habe Sie unter #{{ticket.number}} vorgemerkt und "
        "schreibe Ihnen, sobald es gelöst ist.\n\n{{agent.name}}"
    ),
    "Passed on to a colleague": (
        "Guten Tag {{customer.name}},\n\njemand aus dem Team, der sich damit besser auskennt, hat "
        "Ihre Anfrage übernommen. Sie müssen nichts tun: Die Antwort kommt an diese Adresse, unter "
        "#{{ticket.number}}.\n\n{{agent.name}}"
    ),
    "Money sent back": (
        "Guten Tag {{customer.name}},\n\nwir haben den Betrag auf dem Weg zurückgezahlt, auf dem "
        "Sie bezahlt haben. Je nach Bank ist er in bis zu fünf Werktagen da.\n\n{{agent.name}}"
    ),
    "Cannot sign in": (
        "Guten Tag {{customer.name}},\n\nbitte wählen Sie auf der Anmeldeseite „Passwort "
        "vergessen“ und geben Sie {{customer.email}} ein. Wenn in zehn Minuten keine E-Mail kommt, "
        "sehen Sie im Spam-Ordner nach, und sagen Sie mir dann Bescheid.\n\n{{agent.name}}"
    ),
    "Does it work now?": (
        "Guten Tag {{customer.name}},\n\nfunktioniert jetzt alles? Dann müssen Sie nicht "
        "antworten. Wenn nicht, schreiben Sie mir, was Sie sehen, und ich sehe noch einmal "
        "nach.\n\n{{agent.name}}"
    ),
    "Closing without an answer": (
        "Guten Tag {{customer.name}},\n\nda wir nichts mehr von Ihnen gehört haben, schließe ich "
        "„{{ticket.subject}}“. Antworten Sie einfach auf diese E-Mail, wenn noch etwas ist: Dann "
        "öffnet sich Ihre Anfrage wieder.\n\n{{agent.name}}"
    ),
}
