<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>CallStrip</name>
    <message>
        <source>End call</source>
        <translation>Anruf beenden</translation>
    </message>
    <message>
        <source>In conversation</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>Am Telefon</translation>
    </message>
    <message>
        <source>{on}, {more}</source>
        <translation>{on}, {more}</translation>
    </message>
    <message>
        <source>End visit</source>
        <translation>Besuch beenden</translation>
    </message>
</context>
<context>
    <name>ChoiceButton</name>
    <message>
        <source>Set</source>
        <translation>Wählen</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Addresses, one a line</source>
        <translation>Adressen, je Zeile eine</translation>
    </message>
    <message>
        <source>Replies go to the first.</source>
        <translation>Antworten gehen an die erste.</translation>
    </message>
    <message>
        <source>Phone numbers, one a line</source>
        <translation>Telefonnummern, je Zeile eine</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CustomerPicker</name>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Name, address, phone or company</source>
        <translation>Name, Adresse, Telefon oder Firma</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Neuer Kunde</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>Jemanden finden</translation>
    </message>
    <message>
        <source>Found customers</source>
        <translation>Gefundene Kunden</translation>
    </message>
</context>
<context>
    <name>CustomerProfile</name>
    <message>
        <source>Last tickets</source>
        <translation>Letzte Tickets</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Older changes</source>
        <translation>Ältere Änderungen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every field</source>
        <translation>Alle Felder</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>MergePreview</name>
    <message>
        <source>Keep the other one</source>
        <translation>Den anderen behalten</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>SharingForm</name>
    <message>
        <source>Who waits is served</source>
        <translation>Wartende kommen dran</translation>
    </message>
    <message>
        <source>Off shift, open tickets go to others</source>
        <translation>Nach Dienstschluss gehen offene Tickets an andere</translation>
    </message>
    <message>
        <source>Same agent when a customer writes again</source>
        <translation>Dieselbe Person, wenn ein Kunde wieder schreibt</translation>
    </message>
    <message>
        <source>Seconds to accept an offer</source>
        <translation>Sekunden zum Annehmen</translation>
    </message>
    <message>
        <source>0: it is assigned at once.</source>
        <translation>0: es wird sofort zugewiesen.</translation>
    </message>
    <message>
        <source>New tickets a minute</source>
        <translation>Neue Tickets pro Minute</translation>
    </message>
    <message>
        <source>For each agent. 0: no limit.</source>
        <translation>Je Agent. 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Minutes per extra skill</source>
        <translation>Minuten je Zusatzkenntnis</translation>
    </message>
    <message>
        <source>After so long one less is asked for. 0: never.</source>
        <translation>Nach dieser Zeit wird eine weniger verlangt. 0: nie.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TicketHeader</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>WaitingForm</name>
    <message>
        <source>Status after Send</source>
        <translation>Status nach dem Senden</translation>
    </message>
    <message>
        <source>Working days are those of</source>
        <translation>Arbeitstage sind die von</translation>
    </message>
    <message>
        <source>Working days in Pending</source>
        <translation>Arbeitstage in „Wartend“</translation>
    </message>
    <message>
        <source>Working days in On hold</source>
        <translation>Arbeitstage in „Angehalten“</translation>
    </message>
    <message>
        <source>Reminder to the customer</source>
        <translation>Erinnerung an den Kunden</translation>
    </message>
    <message>
        <source>Goes out once to somebody who has not answered, when the ticket would come back from Pending. The ticket then waits as many days again. Empty: no reminder.</source>
        <translation>Geht einmal an jemanden, der nicht geantwortet hat, wenn das Ticket aus „Wartend“ zurückkäme. Das Ticket wartet dann noch einmal so viele Tage. Leer: keine Erinnerung.</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
</context>
<context>
    <name>_PickedCard</name>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
</context>
<context>
    <name>absences</name>
    <message>
        <source>Nobody stands in</source>
        <translation>Niemand vertritt</translation>
    </message>
    <message>
        <source>the absence from {day}</source>
        <translation>die Abwesenheit ab {day}</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Who stands in</source>
        <translation>Wer vertritt</translation>
    </message>
    <message>
        <source>Type a day as year, month, day: 2026-12-24</source>
        <translation>Geben Sie einen Tag als Jahr, Monat, Tag ein: 2026-12-24</translation>
    </message>
    <message>
        <source>Type the last day too</source>
        <translation>Geben Sie auch den letzten Tag ein</translation>
    </message>
    <message>
        <source>The last day is before the first one</source>
        <translation>Der letzte Tag liegt vor dem ersten</translation>
    </message>
    <message>
        <source>This is over already: type a day that comes</source>
        <translation>Das ist schon vorbei: Geben Sie einen künftigen Tag ein</translation>
    </message>
    <message>
        <source>Another absence is planned within these days</source>
        <translation>In diesen Tagen ist schon eine Abwesenheit geplant</translation>
    </message>
    <message>
        <source>Plan an absence</source>
        <translation>Abwesenheit planen</translation>
    </message>
    <message>
        <source>Who is absent gets no tickets; a substitute may stand in. Days look like 2026-12-24.</source>
        <translation>Abwesende bekommen keine Tickets; eine Vertretung kann einspringen. Tage schreibt man 2026-12-24.</translation>
    </message>
</context>
<context>
    <name>admin</name>
    <message>
        <source>SLA policies</source>
        <translation>SLA-Richtlinien</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalte</translation>
    </message>
    <message>
        <source>Calendars</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Agents and skills</source>
        <translation>Agenten und Kenntnisse</translation>
    </message>
</context>
<context>
    <name>agents</name>
    <message>
        <source>{skill} (off)</source>
        <translation>{skill} (aus)</translation>
    </message>
    <message>
        <source>Type a number from 0 to {most}</source>
        <translation>Geben Sie eine Zahl von 0 bis {most} ein</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Skill {name} saved</source>
        <translation>Kenntnis {name} gespeichert</translation>
    </message>
    <message>
        <source>Skill {name} added</source>
        <translation>Kenntnis {name} hinzugefügt</translation>
    </message>
    <message>
        <source>Find agent or skill</source>
        <translation>Agent oder Kenntnis finden</translation>
    </message>
    <message>
        <source>Gets at most {} tickets</source>
        <translation>Bekommt höchstens {} Tickets</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Kenntnis</translation>
    </message>
    <message>
        <source>New skill</source>
        <translation>Neue Kenntnis</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>If nobody fits</source>
        <translation>Wenn niemand passt</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>{load} of {limit}</source>
        <translation>{load} von {limit}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Nearest deadline first</source>
        <translation>Nächste Frist zuerst</translation>
    </message>
    <message>
        <source>Highest priority first, then the oldest</source>
        <translation>Höchste Priorität zuerst, dann das älteste</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Those of high and urgent priority</source>
        <translation>Die mit hoher und dringender Priorität</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>More of the extra skills asked for</source>
        <translation>Mehr der gewünschten Zusatzkenntnisse</translation>
    </message>
    <message>
        <source>Lower load against the limit</source>
        <translation>Geringere Auslastung im Verhältnis zur Grenze</translation>
    </message>
    <message>
        <source>Longest without a new ticket</source>
        <translation>Am längsten ohne neues Ticket</translation>
    </message>
    <message>
        <source>Somebody of the team takes a ticket, or is given it</source>
        <translation>Jemand aus dem Team nimmt ein Ticket oder bekommt es</translation>
    </message>
    <message>
        <source>The ticket stays in the queue and says why</source>
        <translation>Das Ticket bleibt in der Warteschlange und sagt, warum</translation>
    </message>
    <message>
        <source>W on the ticket tells who was asked and what kept them</source>
        <translation>W auf dem Ticket zeigt, wer gefragt wurde und was dagegen sprach</translation>
    </message>
    <message>
        <source>It is tried again at once</source>
        <translation>Es wird sofort wieder versucht</translation>
    </message>
    <message>
        <source>when someone comes online, has room or gains the skill</source>
        <translation>wenn jemand online kommt, Platz hat oder die Kenntnis erwirbt</translation>
    </message>
    <message>
        <source>After {minutes} min one extra skill less is asked for</source>
        <translation>Nach {minutes} min wird eine Zusatzkenntnis weniger verlangt</translation>
    </message>
    <message>
        <source>Extra skills count for as long as it waits</source>
        <translation>Zusatzkenntnisse zählen, solange es wartet</translation>
    </message>
    <message>
        <source>required skills stay required</source>
        <translation>nötige Kenntnisse bleiben nötig</translation>
    </message>
    <message>
        <source>Nobody is asked twice in one round</source>
        <translation>Niemand wird in einer Runde zweimal gefragt</translation>
    </message>
    <message>
        <source>after a full round it says that everybody has been asked</source>
        <translation>nach einer vollen Runde sagt es, dass alle gefragt wurden</translation>
    </message>
    <message>
        <source>{team} queue: who gets a ticket</source>
        <translation>{team}: wer ein Ticket bekommt</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Auslastung</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <source>{metric} was due {moment}</source>
        <translation>{metric} war fällig {moment}</translation>
    </message>
    <message>
        <source>Unassigned. {metric} due {moment}</source>
        <translation>Nicht zugewiesen. {metric} fällig {moment}</translation>
    </message>
    <message>
        <source>{metric} due {moment}</source>
        <translation>{metric} fällig {moment}</translation>
    </message>
    <message>
        <source>Mark all as seen</source>
        <translation>Alle als gesehen markieren</translation>
    </message>
    <message>
        <source>{alerts}, some late</source>
        <translation>{alerts}, davon verspätet</translation>
    </message>
    <message>
        <source>No alerts. Nothing is due soon.</source>
        <translation>Keine Hinweise. Nichts ist bald fällig.</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
</context>
<context>
    <name>asking</name>
    <message>
        <source>The server knows this. It is shown when the connection is back.</source>
        <translation>Das weiß der Server. Es wird gezeigt, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>The server did not show this: you may not see it, or it is gone.</source>
        <translation>Der Server hat es nicht gezeigt: Sie dürfen es nicht sehen, oder es ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>assignment</name>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Nothing waits to be shared out.</source>
        <translation>Nichts wartet darauf, verteilt zu werden.</translation>
    </message>
    <message>
        <source>It is shared out now</source>
        <translation>Es wird gerade verteilt</translation>
    </message>
    <message>
        <source>{number} has no team, so the router leaves it alone.</source>
        <translation>{number} hat kein Team, darum verteilt es niemand.</translation>
    </message>
    <message>
        <source>{number} {subject}: {name} has it; as if nobody had it</source>
        <translation>{number} {subject}: {name} hat es; so, als hätte es niemand</translation>
    </message>
    <message>
        <source>Type the number of a ticket, or choose one that waits. Nothing is changed by it.</source>
        <translation>Geben Sie die Nummer eines Tickets ein, oder wählen Sie eines, das wartet. Es ändert nichts.</translation>
    </message>
    <message>
        <source>There is no ticket {number} here. Type another number.</source>
        <translation>Hier gibt es kein Ticket {number}. Geben Sie eine andere Nummer ein.</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>Zuteilung</translation>
    </message>
    <message>
        <source>Each team says who gets its tickets.</source>
        <translation>Jedes Team sagt, wer seine Tickets bekommt.</translation>
    </message>
    <message>
        <source>Waits now</source>
        <translation>Wartet jetzt</translation>
    </message>
    <message>
        <source>Try it: who would get this ticket, and why</source>
        <translation>Ausprobieren: wer dieses Ticket bekäme, und warum</translation>
    </message>
</context>
<context>
    <name>bulk</name>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Change all</source>
        <translation>Alle ändern</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message>
        <source>Assign to</source>
        <translation>Zuweisen an</translation>
    </message>
    <message>
        <source>Move to a team</source>
        <translation>An ein Team geben</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>You have answered {answered} of them.</source>
        <translation>Davon schon beantwortet: {answered}.</translation>
    </message>
    <message>
        <source>Select all in this list</source>
        <translation>Alle in dieser Liste auswählen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Keine auswählen</translation>
    </message>
</context>
<context>
    <name>calendars</name>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>Stunden der Woche</translation>
    </message>
    <message>
        <source>Hours of one day</source>
        <translation>Stunden eines Tages</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feiertage</translation>
    </message>
    <message>
        <source>Import iCal</source>
        <translation>iCal importieren</translation>
    </message>
    <message>
        <source>Days that differ</source>
        <translation>Abweichende Tage</translation>
    </message>
    <message>
        <source>Add a day</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>Public holidays</source>
        <translation>Gesetzliche Feiertage</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Drag to set hours</source>
        <translation>Ziehen, um Stunden zu setzen</translation>
    </message>
    <message>
        <source>Hours of {day}</source>
        <translation>Stunden am {day}</translation>
    </message>
    <message>
        <source>Past midnight, type them so: 22:00-06:00</source>
        <translation>Über Mitternacht hinaus so: 22:00-06:00</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Part of it</source>
        <translation>Landesteil</translation>
    </message>
    <message>
        <source>Add to draft</source>
        <translation>Zum Entwurf hinzufügen</translation>
    </message>
    <message>
        <source>Calendar: {name}</source>
        <translation>Kalender: {name}</translation>
    </message>
    <message>
        <source>Open around the clock: no hours and no holidays count.</source>
        <translation>Rund um die Uhr geöffnet: Stunden und Feiertage zählen nicht.</translation>
    </message>
    <message>
        <source>No day differs.</source>
        <translation>Kein Tag weicht ab.</translation>
    </message>
    <message>
        <source>Type hours like 08:00-12:00, 22:00-06:00</source>
        <translation>Geben Sie Stunden wie 08:00-12:00, 22:00-06:00 ein</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>closed {hours}</source>
        <translation>geschlossen {hours}</translation>
    </message>
    <message>
        <source>open {hours}</source>
        <translation>geöffnet {hours}</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Closed for some hours</source>
        <translation>Einige Stunden geschlossen</translation>
    </message>
    <message>
        <source>Open at other hours</source>
        <translation>Zu anderen Zeiten geöffnet</translation>
    </message>
    <message>
        <source>In this calendar, 2 h from {start} ends {end}.</source>
        <translation>In diesem Kalender enden 2 h ab {start} am {end}.</translation>
    </message>
    <message>
        <source>for {policies}</source>
        <translation>für {policies}</translation>
    </message>
    <message>
        <source>Clocks of {policies} run by it. Give those another calendar first.</source>
        <translation>Uhren von {policies} laufen nach ihm. Geben Sie diesen zuerst einen anderen Kalender.</translation>
    </message>
    <message>
        <source>New calendar</source>
        <translation>Neuer Kalender</translation>
    </message>
    <message>
        <source>No calendar yet</source>
        <translation>Noch kein Kalender</translation>
    </message>
    <message>
        <source>A calendar says when clocks run.</source>
        <translation>Ein Kalender sagt, wann Uhren laufen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Open around the clock, every day</source>
        <translation>Jeden Tag rund um die Uhr geöffnet</translation>
    </message>
    <message>
        <source>Public holidays need the connection.</source>
        <translation>Gesetzliche Feiertage gibt es nur mit Verbindung.</translation>
    </message>
    <message>
        <source>The whole country</source>
        <translation>Das ganze Land</translation>
    </message>
    <message>
        <source>Calendars (*.ics)</source>
        <translation>Kalender (*.ics)</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}</source>
        <translation>Die Datei lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>The file is larger than {size} MB. Export fewer years, or the holidays alone.</source>
        <translation>Die Datei ist größer als {size} MB. Exportieren Sie weniger Jahre oder nur die Feiertage.</translation>
    </message>
    <message>
        <source>There are too many events in the file. Export fewer years, or the holidays alone.</source>
        <translation>Die Datei enthält zu viele Termine. Exportieren Sie weniger Jahre oder nur die Feiertage.</translation>
    </message>
    <message>
        <source>Nothing was added: it needs the connection.</source>
        <translation>Nichts wurde hinzugefügt: dazu braucht es die Verbindung.</translation>
    </message>
    <message>
        <source>Nothing was added: {reason}</source>
        <translation>Nichts wurde hinzugefügt: {reason}</translation>
    </message>
</context>
<context>
    <name>call</name>
    <message>
        <source>Incoming</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Persönlich</translation>
    </message>
    <message>
        <source>Spoke to the customer</source>
        <translation>Kunden gesprochen</translation>
    </message>
    <message>
        <source>Left a voicemail</source>
        <translation>Mailbox besprochen</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Niemand erreicht</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Start the timer</source>
        <translation>Zeit messen</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>eingehend</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>ausgehend</translation>
    </message>
    <message>
        <source>in person</source>
        <translation>persönlich</translation>
    </message>
    <message>
        <source>Enter whole minutes, up to {most}.</source>
        <translation>Geben Sie ganze Minuten ein, höchstens {most}.</translation>
    </message>
    <message>
        <source>{minutes} m {seconds}</source>
        <translation>{minutes} min {seconds}</translation>
    </message>
    <message>
        <source>since {time}, {direction}</source>
        <translation>seit {time}, {direction}</translation>
    </message>
</context>
<context>
    <name>categories</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Under</source>
        <translation>Unter</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Angeboten</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>Ganz oben</translation>
    </message>
    <message>
        <source>the new category</source>
        <translation>die neue Kategorie</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>What a ticket is about. One that is off is not offered.</source>
        <translation>Worum es in einem Ticket geht. Eine ausgeschaltete wird nicht angeboten.</translation>
    </message>
    <message>
        <source>Add a category</source>
        <translation>Kategorie hinzufügen</translation>
    </message>
</context>
<context>
    <name>clocks</name>
    <message>
        <source>First reply</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Next reply</source>
        <translation>Nächste Antwort</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Zwischenstand</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>Agent work</source>
        <translation>Arbeit des Teams</translation>
    </message>
    <message>
        <source>Customer wait</source>
        <translation>Wartezeit des Kunden</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>{metric} in time, after {time}</source>
        <translation>{metric}: rechtzeitig, gedauert hat es {time}</translation>
    </message>
    <message>
        <source>{metric} too late, after {time}</source>
        <translation>{metric}: zu spät, gedauert hat es {time}</translation>
    </message>
    <message>
        <source>{metric} {time} late</source>
        <translation>{metric}: {time} zu spät</translation>
    </message>
    <message>
        <source>{metric} paused with {time} left</source>
        <translation>{metric}: pausiert, noch {time}</translation>
    </message>
    <message>
        <source>{metric} due in {time}</source>
        <translation>{metric}: noch {time}</translation>
    </message>
    <message>
        <source>In time, {taken}</source>
        <translation>Rechtzeitig, {taken}</translation>
    </message>
    <message>
        <source>Too late, {taken}</source>
        <translation>Zu spät, {taken}</translation>
    </message>
    <message>
        <source>{time} of {target}</source>
        <translation>{time} von {target}</translation>
    </message>
    <message>
        <source>Paused while {status}</source>
        <translation>Pausiert, solange {status}</translation>
    </message>
    <message>
        <source>Paused until {moment}</source>
        <translation>Pausiert bis {moment}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Due {moment}</source>
        <translation>Fällig {moment}</translation>
    </message>
    <message>
        <source>Was due {moment}</source>
        <translation>War fällig {moment}</translation>
    </message>
    <message>
        <source>late by {time}</source>
        <translation>{time} zu spät</translation>
    </message>
    <message>
        <source>late by {time} of working time</source>
        <translation>{time} Arbeitszeit zu spät</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{time} of working time left</source>
        <translation>noch {time} Arbeitszeit</translation>
    </message>
    <message>
        <source>{moment} {place} time ({mine} for you)</source>
        <translation>{moment} Zeit in {place} ({mine} bei Ihnen)</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{minutes} m {seconds}</source>
        <translation>{minutes} m {seconds}</translation>
    </message>
    <message>
        <source>{minutes} m {seconds} s</source>
        <translation>{minutes} m {seconds} s</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{minutes} m</source>
        <translation>{minutes} m</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes}</source>
        <translation>{hours} h {minutes}</translation>
    </message>
    <message>
        <source>target extended by {time}: {reason}</source>
        <translation>Ziel um {time} verlängert: {reason}</translation>
    </message>
    <message>
        <source>target changed from {before} to {after}</source>
        <translation>Ziel von {before} auf {after} geändert</translation>
    </message>
    <message>
        <source>{point} % of the target used</source>
        <translation>{point} % des Ziels verbraucht</translation>
    </message>
    <message>
        <source>breached</source>
        <translation>überschritten</translation>
    </message>
    <message>
        <source>alert seen</source>
        <translation>Hinweis gesehen</translation>
    </message>
    <message>
        <source>met in {time}</source>
        <translation>eingehalten in {time}</translation>
    </message>
    <message>
        <source>ended late, after {time}</source>
        <translation>zu spät, nach {time}</translation>
    </message>
    <message>
        <source>paused while {status}</source>
        <translation>pausiert, solange {status}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>läuft weiter</translation>
    </message>
    <message>
        <source>started, target {time}</source>
        <translation>begonnen, Ziel {time}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>target {time}</source>
        <translation>Ziel {time}</translation>
    </message>
    <message>
        <source>{status} or {other}</source>
        <translation>{status} oder {other}</translation>
    </message>
    <message>
        <source>pauses while {status}</source>
        <translation>pausiert, solange {status}</translation>
    </message>
    <message>
        <source>More time: {metric}</source>
        <translation>Mehr Zeit: {metric}</translation>
    </message>
    <message>
        <source>{metric}: {time} more</source>
        <translation>{metric}: {time} mehr</translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Prepared replies</source>
        <translation>Vorbereitete Antworten</translation>
    </message>
    <message>
        <source>Write a note for your team</source>
        <translation>Schreiben Sie eine Notiz für Ihr Team</translation>
    </message>
    <message>
        <source>Write to somebody who is not the customer</source>
        <translation>Schreiben Sie an jemanden, der nicht der Kunde ist</translation>
    </message>
    <message>
        <source>Write a reply, or type / for a prepared one</source>
        <translation>Antwort schreiben oder / für eine vorbereitete</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Forward to {name}</source>
        <translation>Weiterleiten an {name}</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reply to {name}</source>
        <translation>Antwort an {name}</translation>
    </message>
    <message>
        <source>Add internal note</source>
        <translation>Interne Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send when online</source>
        <translation>Senden, sobald online</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Send, and set the status</source>
        <translation>Senden und den Status setzen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>Bcc</translation>
    </message>
    <message>
        <source>{address} is not an address.</source>
        <translation>{address} ist keine Adresse.</translation>
    </message>
    <message>
        <source>Add somebody to send this to.</source>
        <translation>Fügen Sie jemanden hinzu, an den dies geht.</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Status after sending: {status}</source>
        <translation>Status nach dem Senden: {status}</translation>
    </message>
    <message>
        <source>Remove {address}</source>
        <translation>{address} entfernen</translation>
    </message>
    <message>
        <source>Remove {address}, not written to before</source>
        <translation>{address} entfernen, bisher nie angeschrieben</translation>
    </message>
    <message>
        <source>Remove {address}, this is no address</source>
        <translation>{address} entfernen, das ist keine Adresse</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Recipients, open</source>
        <translation>Empfänger, offen</translation>
    </message>
    <message>
        <source>Recipients, Enter opens them</source>
        <translation>Empfänger, Enter öffnet sie</translation>
    </message>
    <message>
        <source>{name} is on another computer of yours. Attach it here too, or remove it.</source>
        <translation>{name} liegt auf einem anderen Ihrer Computer. Hängen Sie die Datei auch hier an, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Screenshot {time}</source>
        <translation>Bildschirmfoto {time}</translation>
    </message>
    <message>
        <source>Drop to attach, up to {limit} a file</source>
        <translation>Zum Anhängen loslassen, je Datei bis {limit}</translation>
    </message>
    <message>
        <source>Attach a file, up to {limit}</source>
        <translation>Datei anhängen, bis {limit}</translation>
    </message>
    <message>
        <source>{name} is {size}. The limit is {limit}. Share a link instead.</source>
        <translation>{name} hat {size}. Erlaubt sind {limit}. Teilen Sie stattdessen einen Link.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>There is no room for {name}. It needs {size} on this disk.</source>
        <translation>Für {name} ist kein Platz. Es braucht {size} auf diesem Datenträger.</translation>
    </message>
    <message>
        <source>There is no room for {name}.</source>
        <translation>Für {name} ist kein Platz.</translation>
    </message>
    <message>
        <source>On hold until {day}</source>
        <translation>Angehalten bis {day}</translation>
    </message>
    <message>
        <source>Pending until {day}</source>
        <translation>Wartend bis {day}</translation>
    </message>
    <message>
        <source>Status as it is</source>
        <translation>Status unverändert</translation>
    </message>
    <message>
        <source>Forwards</source>
        <translation>Leitet weiter</translation>
    </message>
    <message>
        <source>Forwards {what}</source>
        <translation>Leitet weiter: {what}</translation>
    </message>
    <message>
        <source>Forward what</source>
        <translation>Was weiterleiten</translation>
    </message>
    <message>
        <source>Quote last message</source>
        <translation>Letzte Nachricht zitieren</translation>
    </message>
    <message>
        <source>Send from</source>
        <translation>Senden von</translation>
    </message>
    <message>
        <source>From {address}</source>
        <translation>Von {address}</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}, {time}</translation>
    </message>
    <message>
        <source>The whole ticket, without notes</source>
        <translation>Das ganze Ticket, ohne Notizen</translation>
    </message>
    <message>
        <source>Manage prepared replies…</source>
        <translation>Vorbereitete Antworten verwalten…</translation>
    </message>
    <message>
        <source>{name}: {words}</source>
        <translation>{name}: {words}</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>This text has {count} characters, and a message has {limit} at the most. Attach it as a file instead.</source>
        <translation>Dieser Text hat {count} Zeichen, eine Nachricht höchstens {limit}. Hängen Sie ihn stattdessen als Datei an.</translation>
    </message>
    <message>
        <source>This picture is too large, or cannot be read. Attach it as a file.</source>
        <translation>Dieses Bild ist zu groß oder lässt sich nicht lesen. Hängen Sie es als Datei an.</translation>
    </message>
</context>
<context>
    <name>conditions</name>
    <message>
        <source>{field} is {value}</source>
        <translation>{field} ist {value}</translation>
    </message>
    <message>
        <source>{field} is not {value}</source>
        <translation>{field} ist nicht {value}</translation>
    </message>
    <message>
        <source>{field} contains {value}</source>
        <translation>{field} enthält {value}</translation>
    </message>
    <message>
        <source>{field} has {value}</source>
        <translation>{field} hat {value}</translation>
    </message>
    <message>
        <source>{field} has not {value}</source>
        <translation>{field} hat nicht {value}</translation>
    </message>
    <message>
        <source>{field} is at least {value}</source>
        <translation>{field} ist mindestens {value}</translation>
    </message>
    <message>
        <source>{field} is at most {value}</source>
        <translation>{field} ist höchstens {value}</translation>
    </message>
    <message>
        <source>{field} matches {value}</source>
        <translation>{field} passt auf {value}</translation>
    </message>
    <message>
        <source>{field} is before {value}</source>
        <translation>{field} liegt vor {value}</translation>
    </message>
    <message>
        <source>{field} is after {value}</source>
        <translation>{field} liegt nach {value}</translation>
    </message>
    <message>
        <source>{field} is older than {value} s</source>
        <translation>{field} ist älter als {value} s</translation>
    </message>
    <message>
        <source>{field} is newer than {value} s</source>
        <translation>{field} ist jünger als {value} s</translation>
    </message>
    <message>
        <source>conditions that are not understood</source>
        <translation>Bedingungen, die nicht verstanden werden</translation>
    </message>
    <message>
        <source>not {condition}</source>
        <translation>nicht {condition}</translation>
    </message>
    <message>
        <source>{field} is set</source>
        <translation>{field} ist gesetzt</translation>
    </message>
    <message>
        <source>{field} is not set</source>
        <translation>{field} ist nicht gesetzt</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
</context>
<context>
    <name>connection</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Syncing {step} of {of}</source>
        <translation>Abgleich {step} von {of}</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet wieder</translation>
    </message>
    <message>
        <source>Behind by {seconds} s</source>
        <translation>{seconds} s im Rückstand</translation>
    </message>
    <message>
        <source>Syncing {count}</source>
        <translation>Abgleich {count}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{state}, {count} to send</source>
        <translation>{state}, {count} zu senden</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>no computer has this name</source>
        <translation>kein Computer heißt so</translation>
    </message>
    <message>
        <source>the port is closed</source>
        <translation>der Port ist geschlossen</translation>
    </message>
    <message>
        <source>another certificate</source>
        <translation>ein anderes Zertifikat</translation>
    </message>
    <message>
        <source>the network is gone</source>
        <translation>das Netz ist weg</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>too long without the server</source>
        <translation>zu lange ohne den Server</translation>
    </message>
    <message>
        <source>the session has ended</source>
        <translation>die Sitzung ist abgelaufen</translation>
    </message>
    <message>
        <source>this device was signed out</source>
        <translation>dieses Gerät wurde abgemeldet</translation>
    </message>
    <message>
        <source>{count} to send</source>
        <translation>{count} zu senden</translation>
    </message>
</context>
<context>
    <name>contact</name>
    <message>
        <source>Enter a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>{text} is no address like a@b.example.</source>
        <translation>{text} ist keine Adresse wie a@b.example.</translation>
    </message>
    <message>
        <source>{address} belongs to {name}.</source>
        <translation>{address} gehört {name}.</translation>
    </message>
    <message>
        <source>{most} are the most.</source>
        <translation>Höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>This is too long for a phone number.</source>
        <translation>Das ist zu lang für eine Telefonnummer.</translation>
    </message>
    <message>
        <source>The name of the company is too long.</source>
        <translation>Der Name der Firma ist zu lang.</translation>
    </message>
    <message>
        <source>These notes are too long.</source>
        <translation>Diese Notizen sind zu lang.</translation>
    </message>
    <message>
        <source>Whose ticket is it? Name, address, phone or company</source>
        <translation>Wessen Ticket? Name, Adresse, Telefon oder Firma</translation>
    </message>
    <message>
        <source>Who is the same person?</source>
        <translation>Wer ist dieselbe Person?</translation>
    </message>
    <message>
        <source>No company</source>
        <translation>Keine Firma</translation>
    </message>
    <message>
        <source>Somebody changed this meanwhile. Save again to set yours.</source>
        <translation>Das hat inzwischen jemand geändert. Speichern Sie erneut, um Ihres zu setzen.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>Kunden wählen</translation>
    </message>
    <message>
        <source>Another customer</source>
        <translation>Anderer Kunde</translation>
    </message>
    <message>
        <source>Who gets copies…</source>
        <translation>Wer Kopien bekommt…</translation>
    </message>
    <message>
        <source>Make {other} and {name} one customer?</source>
        <translation>{other} und {name} zu einem Kunden machen?</translation>
    </message>
    <message>
        <source>{name} is one customer now</source>
        <translation>{name} ist jetzt ein Kunde</translation>
    </message>
    <message>
        <source>Notes are joined.</source>
        <translation>Die Notizen werden verbunden.</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>Das lässt sich nicht zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>conversation</name>
    <message>
        <source>Cc {count}</source>
        <translation>Cc {count}</translation>
    </message>
    <message>
        <source>opened {age}</source>
        <translation>eröffnet {age}</translation>
    </message>
    <message>
        <source>{author}: {words}</source>
        <translation>{author}: {words}</translation>
    </message>
    <message>
        <source>New since {time}</source>
        <translation>Neu seit {time}</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Goes out in a few seconds</source>
        <translation>Geht in wenigen Sekunden hinaus</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>took a reply back</source>
        <translation>hat eine Antwort zurückgenommen</translation>
    </message>
    <message>
        <source>took a reply back, waiting to sync</source>
        <translation>hat eine Antwort zurückgenommen, wartet auf den Abgleich</translation>
    </message>
    <message>
        <source>Waits for the server to confirm it</source>
        <translation>Wartet auf die Bestätigung des Servers</translation>
    </message>
    <message>
        <source>Not confirmed yet, waits for the connection</source>
        <translation>Noch nicht bestätigt, wartet auf die Verbindung</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>took a reply back before it went out</source>
        <translation>hat eine Antwort zurückgenommen, bevor sie hinausging</translation>
    </message>
    <message>
        <source>The whole message</source>
        <translation>Die ganze Nachricht</translation>
    </message>
    <message>
        <source>from {address}, not verified</source>
        <translation>von {address}, nicht bestätigt</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>an {name}</translation>
    </message>
    <message>
        <source>entered by {name}</source>
        <translation>eingetragen von {name}</translation>
    </message>
    <message>
        <source>automatic answer</source>
        <translation>automatische Antwort</translation>
    </message>
    <message>
        <source>replied to {name}</source>
        <translation>hat {name} geantwortet</translation>
    </message>
    <message>
        <source>from {domain}, not the customer</source>
        <translation>von {domain}, nicht der Kunde</translation>
    </message>
    <message>
        <source>not the customer</source>
        <translation>nicht der Kunde</translation>
    </message>
    <message>
        <source>{told}, not verified</source>
        <translation>{told}, nicht bestätigt</translation>
    </message>
    <message>
        <source>forwarded to {address}</source>
        <translation>an {address} weitergeleitet</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Besuch</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>niemand erreicht</translation>
    </message>
    <message>
        <source>from the customer</source>
        <translation>vom Kunden</translation>
    </message>
    <message>
        <source>to the customer</source>
        <translation>zum Kunden</translation>
    </message>
    <message>
        <source>Kept on this computer, waiting to sync</source>
        <translation>Auf diesem Computer gespeichert, wartet auf den Abgleich</translation>
    </message>
    <message>
        <source>Waits for the server, then sends</source>
        <translation>Wartet auf den Server, wird dann gesendet</translation>
    </message>
    <message>
        <source>Waits for the connection, then sends</source>
        <translation>Wartet auf die Verbindung, wird dann gesendet</translation>
    </message>
    <message>
        <source>Go to a message</source>
        <translation>Zu einer Nachricht springen</translation>
    </message>
    <message>
        <source>Nothing on this computer opens links.</source>
        <translation>Auf diesem Computer öffnet nichts Links.</translation>
    </message>
    <message>
        <source>You see this ticket without its messages.</source>
        <translation>Sie sehen dieses Ticket ohne seine Nachrichten.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show or fold the rest</source>
        <translation>Den Rest zeigen oder einklappen</translation>
    </message>
    <message>
        <source>The messages are in the other ticket now.</source>
        <translation>Die Nachrichten sind jetzt im anderen Ticket.</translation>
    </message>
    <message>
        <source>In this message</source>
        <translation>In dieser Nachricht</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>New message from {name}: {text}</source>
        <translation>Neue Nachricht von {name}: {text}</translation>
    </message>
    <message>
        <source>New internal note from {name}: {text}</source>
        <translation>Neue interne Notiz von {name}: {text}</translation>
    </message>
    <message>
        <source>New message from {name}, not the customer: {text}</source>
        <translation>Neue Nachricht von {name}, nicht vom Kunden: {text}</translation>
    </message>
    <message>
        <source>{name}: {time}</source>
        <translation>{name}: {time}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Bcc {count}</source>
        <translation>Bcc {count}</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>Waiting to send to {addresses}</source>
        <translation>Wartet auf das Senden an {addresses}</translation>
    </message>
    <message>
        <source>{waiting}, it is tried again. {reason}</source>
        <translation>{waiting}, es wird erneut versucht. {reason}</translation>
    </message>
    <message>
        <source>Accepted {time}</source>
        <translation>Angenommen {time}</translation>
    </message>
    <message>
        <source>Accepted by {server} {time}</source>
        <translation>Angenommen von {server} {time}</translation>
    </message>
    <message>
        <source>{accepted}. Not delivered to {addresses}</source>
        <translation>{accepted}. Nicht zugestellt an {addresses}</translation>
    </message>
    <message>
        <source>{accepted}. Not delivered to {addresses}: {reason}</source>
        <translation>{accepted}. Nicht zugestellt an {addresses}: {reason}</translation>
    </message>
    <message>
        <source>Not delivered.</source>
        <translation>Nicht zugestellt.</translation>
    </message>
    <message>
        <source>Not delivered: {reason}.</source>
        <translation>Nicht zugestellt: {reason}.</translation>
    </message>
</context>
<context>
    <name>course</name>
    <message>
        <source>Number of a ticket</source>
        <translation>Nummer eines Tickets</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>There is no ticket {number} here.</source>
        <translation>Ein Ticket {number} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>No ticket here has a clock of this policy.</source>
        <translation>Kein Ticket hier hat eine Uhr dieser Richtlinie.</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
    <message>
        <source>How the clock ran needs the connection.</source>
        <translation>Wie die Uhr lief, zeigt sich nur mit Verbindung.</translation>
    </message>
    <message>
        <source>No clock has run on this ticket.</source>
        <translation>Auf diesem Ticket ist keine Uhr gelaufen.</translation>
    </message>
    <message>
        <source>No policy</source>
        <translation>Keine Richtlinie</translation>
    </message>
    <message>
        <source>{policy}: how the clock ran</source>
        <translation>{policy}: wie die Uhr lief</translation>
    </message>
    <message>
        <source>{policy}: how the clock ran on {number}</source>
        <translation>{policy}: wie die Uhr auf {number} lief</translation>
    </message>
    <message>
        <source>{place} time, {day}</source>
        <translation>Zeit in {place}, {day}</translation>
    </message>
    <message>
        <source>ran for {time}</source>
        <translation>lief {time}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>{time} of {target}</source>
        <translation>{time} von {target}</translation>
    </message>
    <message>
        <source>met in {time}</source>
        <translation>erfüllt in {time}</translation>
    </message>
    <message>
        <source>late by {time}</source>
        <translation>{time} zu spät</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>was due {moment}</source>
        <translation>war fällig {moment}</translation>
    </message>
    <message>
        <source>due {moment}</source>
        <translation>fällig {moment}</translation>
    </message>
    <message>
        <source>{start} to {end}: {words}</source>
        <translation>{start} bis {end}: {words}</translation>
    </message>
    <message>
        <source>paused while {status}</source>
        <translation>pausiert, solange {status}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
</context>
<context>
    <name>days</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>On this day</source>
        <translation>An diesem Tag</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Closed for some hours</source>
        <translation>Einige Stunden geschlossen</translation>
    </message>
    <message>
        <source>Open at other hours</source>
        <translation>Zu anderen Zeiten geöffnet</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Keep in draft</source>
        <translation>In den Entwurf</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Type a date like 2026-12-24</source>
        <translation>Geben Sie ein Datum wie 2026-12-24 ein</translation>
    </message>
    <message>
        <source>Type hours like 08:00-12:00, 13:00-15:00</source>
        <translation>Geben Sie Stunden wie 08:00-12:00, 13:00-15:00 ein</translation>
    </message>
</context>
<context>
    <name>diagnostics</name>
    <message>
        <source>Turn {last} ms, 95 % within {late} ms</source>
        <translation>Durchlauf {last} ms, 95 % in {late} ms</translation>
    </message>
    <message>
        <source>Slowest {ms} ms {name}</source>
        <translation>Am langsamsten {ms} ms {name}</translation>
    </message>
    <message>
        <source>{count} to send</source>
        <translation>{count} zu senden</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>{problem}; did you mean {nearest}?</source>
        <translation>{problem}; meinten Sie {nearest}?</translation>
    </message>
    <message>
        <source>This has {count} letters, and there is room for {limit}.</source>
        <translation>Das hat {count} Zeichen, und Platz ist für {limit}.</translation>
    </message>
</context>
<context>
    <name>drafts</name>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Noch ist nichts geschrieben.</translation>
    </message>
    <message>
        <source>A look at a draft needs the connection.</source>
        <translation>Entwürfe sind nur mit Verbindung zu sehen.</translation>
    </message>
    <message>
        <source>You cannot see drafts of this ticket.</source>
        <translation>Entwürfe zu diesem Ticket sind für Sie nicht sichtbar.</translation>
    </message>
    <message>
        <source>What is being written is on its way.</source>
        <translation>Was gerade geschrieben wird, ist unterwegs.</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} schreibt</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>Stand {time}</translation>
    </message>
</context>
<context>
    <name>empty</name>
    <message>
        <source>Good evening, {name}</source>
        <translation>Guten Abend, {name}</translation>
    </message>
    <message>
        <source>Good morning, {name}</source>
        <translation>Guten Morgen, {name}</translation>
    </message>
    <message>
        <source>Good afternoon, {name}</source>
        <translation>Guten Tag, {name}</translation>
    </message>
    <message>
        <source>{name}, {subject}</source>
        <translation>{name}, {subject}</translation>
    </message>
    <message>
        <source>To {name}, written {time}</source>
        <translation>An {name}, geschrieben {time}</translation>
    </message>
    <message>
        <source>Note on {name}, written {time}</source>
        <translation>Notiz zu {name}, geschrieben {time}</translation>
    </message>
    <message>
        <source>Unassigned tickets</source>
        <translation>Nicht zugewiesene Tickets</translation>
    </message>
</context>
<context>
    <name>first_run</name>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>{begins} to {ends}</source>
        <translation>{begins} bis {ends}</translation>
    </message>
    <message>
        <source>Name customers see</source>
        <translation>Name, den Kunden sehen</translation>
    </message>
    <message>
        <source>set by your admin</source>
        <translation>vom Admin</translation>
    </message>
    <message>
        <source>from this computer</source>
        <translation>von diesem Computer</translation>
    </message>
    <message>
        <source>No break</source>
        <translation>Keine Pause</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>under every reply</source>
        <translation>unter jeder Antwort</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Arbeitszeiten</translation>
    </message>
    <message>
        <source>{place}, now {clock}</source>
        <translation>{place}, jetzt {clock}</translation>
    </message>
    <message>
        <source>Next and previous</source>
        <translation>Nächstes und vorheriges</translation>
    </message>
    <message>
        <source>Assign to someone</source>
        <translation>Jemandem zuweisen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Practice: a printer that prints only cats</source>
        <translation>Übung: ein Drucker, der nur Katzen druckt</translation>
    </message>
    <message>
        <source>Practice: an invoice from next year</source>
        <translation>Übung: eine Rechnung aus dem nächsten Jahr</translation>
    </message>
    <message>
        <source>Practice: a password that nobody set</source>
        <translation>Übung: ein Passwort, das niemand gesetzt hat</translation>
    </message>
    <message>
        <source>You write a reply. Ctrl Enter sends it.</source>
        <translation>Sie schreiben eine Antwort. Strg Enter sendet sie.</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>Ihnen zugewiesen</translation>
    </message>
    <message>
        <source>Sent, to nobody</source>
        <translation>Gesendet, an niemanden</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Practice tickets</source>
        <translation>Übungstickets</translation>
    </message>
    <message>
        <source>Five keys, on practice tickets</source>
        <translation>Fünf Tasten, an Übungstickets</translation>
    </message>
    <message>
        <source>Next: five keys, on practice tickets</source>
        <translation>Weiter: fünf Tasten zum Üben</translation>
    </message>
    <message>
        <source>Try each of them once</source>
        <translation>Probieren Sie jede einmal</translation>
    </message>
    <message>
        <source>Nothing there reaches a customer.</source>
        <translation>Nichts davon erreicht einen Kunden.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Step {step} of {count}</source>
        <translation>Schritt {step} von {count}</translation>
    </message>
    <message>
        <source>Five keys that do most of the work</source>
        <translation>Fünf Tasten, die das meiste tun</translation>
    </message>
    <message>
        <source>How should customers see you, and when do you work?</source>
        <translation>Wie sehen Kunden Sie, und wann arbeiten Sie?</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Next: five keys</source>
        <translation>Weiter: fünf Tasten</translation>
    </message>
    <message>
        <source>Welcome to Deskbell</source>
        <translation>Willkommen bei Deskbell</translation>
    </message>
    <message>
        <source>Welcome, {name}</source>
        <translation>Willkommen, {name}</translation>
    </message>
    <message>
        <source>You can change all of this in Settings.</source>
        <translation>Alles davon können Sie in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Über Sie</translation>
    </message>
    <message>
        <source>Five keys</source>
        <translation>Fünf Tasten</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Ctrl Space completes names</source>
        <translation>Strg Leertaste ergänzt Namen</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Add group (any of)</source>
        <translation>Gruppe hinzufügen (eine von)</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>If</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>How many have to be true</source>
        <translation>Wie viele zutreffen müssen</translation>
    </message>
    <message>
        <source>all of these are true</source>
        <translation>alle davon zutreffen</translation>
    </message>
    <message>
        <source>any of these is true</source>
        <translation>eine davon zutrifft</translation>
    </message>
    <message>
        <source>none of these is true</source>
        <translation>keine davon zutrifft</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>gates</name>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>asks for nothing</source>
        <translation>verlangt nichts</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>What {name} asks for</source>
        <translation>Was {name} verlangt</translation>
    </message>
    <message>
        <source>Administrators set this</source>
        <translation>Das legen Administratoren fest</translation>
    </message>
    <message>
        <source>the new item</source>
        <translation>der neue Punkt</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Has to be done</source>
        <translation>Muss erledigt sein</translation>
    </message>
    <message>
        <source>This item is on the list already.</source>
        <translation>Dieser Punkt steht schon auf der Liste.</translation>
    </message>
    <message>
        <source>An item has at most {most} characters.</source>
        <translation>Ein Punkt hat höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>An item has a text. Remove it if it is not needed.</source>
        <translation>Ein Punkt hat einen Text. Entfernen Sie ihn, wenn er nicht gebraucht wird.</translation>
    </message>
    <message>
        <source>Resolution checklists</source>
        <translation>Checklisten zum Lösen</translation>
    </message>
    <message>
        <source>Teams and categories</source>
        <translation>Teams und Kategorien</translation>
    </message>
    <message>
        <source>No team and no category yet</source>
        <translation>Noch kein Team und keine Kategorie</translation>
    </message>
    <message>
        <source>Each says what comes before its tickets are solved.</source>
        <translation>Jedes sagt, was vor dem Lösen seiner Tickets kommt.</translation>
    </message>
    <message>
        <source>Before a ticket is solved, ask for</source>
        <translation>Vor dem Lösen eines Tickets verlangen</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>What has to be done blocks Solve; the rest reminds. What is under a category takes its list, unless it has one.</source>
        <translation>Was erledigt sein muss, hält das Lösen auf; der Rest erinnert. Was unter einer Kategorie steht, übernimmt deren Liste, wenn es keine eigene hat.</translation>
    </message>
    <message>
        <source>Add an item</source>
        <translation>Punkt hinzufügen</translation>
    </message>
    <message>
        <source>What solved it, in a sentence</source>
        <translation>Was die Lösung war, in einem Satz</translation>
    </message>
    <message>
        <source>A category</source>
        <translation>Eine Kategorie</translation>
    </message>
    <message>
        <source>The address of an article</source>
        <translation>Die Adresse eines Artikels</translation>
    </message>
    <message>
        <source>Every item of its checklist</source>
        <translation>Jeden Punkt der Checkliste</translation>
    </message>
</context>
<context>
    <name>gestures</name>
    <message>
        <source>Taken</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Tagged {tag}</source>
        <translation>Mit {tag} verschlagwortet</translation>
    </message>
    <message>
        <source>Tag {tag} removed</source>
        <translation>Schlagwort {tag} entfernt</translation>
    </message>
    <message>
        <source>You no longer follow this ticket</source>
        <translation>Sie folgen diesem Ticket nicht mehr</translation>
    </message>
    <message>
        <source>You follow this ticket</source>
        <translation>Sie folgen diesem Ticket</translation>
    </message>
    <message>
        <source>Marked unread</source>
        <translation>Als ungelesen markiert</translation>
    </message>
    <message>
        <source>Priority {priority}</source>
        <translation>Priorität {priority}</translation>
    </message>
    <message>
        <source>Given back to the team</source>
        <translation>An das Team zurückgegeben</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>{name} zugewiesen</translation>
    </message>
    <message>
        <source>Category removed</source>
        <translation>Kategorie entfernt</translation>
    </message>
    <message>
        <source>{field} changed</source>
        <translation>{field} geändert</translation>
    </message>
    <message>
        <source>The customer is {value} now</source>
        <translation>Der Kunde ist jetzt {value}</translation>
    </message>
    <message>
        <source>Moved to {value}</source>
        <translation>Nach {value} verschoben</translation>
    </message>
    <message>
        <source>Go to the queue of a team to take what is next there</source>
        <translation>Öffnen Sie die Warteschlange eines Teams, um dort das nächste zu nehmen</translation>
    </message>
    <message>
        <source>Taking what is next in {team}</source>
        <translation>Das nächste in {team} wird genommen</translation>
    </message>
</context>
<context>
    <name>held</name>
    <message>
        <source>Spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>In Quarantäne</translation>
    </message>
    <message>
        <source>Held because the sender is blocked</source>
        <translation>Zurückgehalten, weil der Absender gesperrt ist</translation>
    </message>
    <message>
        <source>Held because the sender could not be verified</source>
        <translation>Zurückgehalten, weil der Absender nicht bestätigt werden konnte</translation>
    </message>
    <message>
        <source>Held because a mail loop was stopped</source>
        <translation>Zurückgehalten, weil eine E-Mail-Schleife angehalten wurde</translation>
    </message>
    <message>
        <source>Held because too much came at once</source>
        <translation>Zurückgehalten, weil zu viel auf einmal kam</translation>
    </message>
    <message>
        <source>Held because it could not be read</source>
        <translation>Zurückgehalten, weil sie nicht gelesen werden konnte</translation>
    </message>
    <message>
        <source>Held because it may do harm</source>
        <translation>Zurückgehalten, weil sie schaden könnte</translation>
    </message>
    <message>
        <source>Held because another team has it</source>
        <translation>Zurückgehalten, weil ein anderes Team sie hat</translation>
    </message>
    <message>
        <source>The sender is blocked</source>
        <translation>Der Absender ist gesperrt</translation>
    </message>
    <message>
        <source>The sender could not be verified</source>
        <translation>Der Absender konnte nicht bestätigt werden</translation>
    </message>
    <message>
        <source>A mail loop was stopped</source>
        <translation>Eine E-Mail-Schleife wurde angehalten</translation>
    </message>
    <message>
        <source>Too much came at once</source>
        <translation>Zu viel kam auf einmal</translation>
    </message>
    <message>
        <source>It could not be read</source>
        <translation>Sie konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>It may do harm</source>
        <translation>Sie könnte schaden</translation>
    </message>
    <message>
        <source>Another team has it</source>
        <translation>Ein anderes Team hat sie</translation>
    </message>
    <message>
        <source>Held mail</source>
        <translation>Zurückgehaltene E-Mails</translation>
    </message>
    <message>
        <source>Names {number}, sender is not on it</source>
        <translation>Nennt {number}, der Absender gehört nicht dazu</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>What the mail says</source>
        <translation>Was in der E-Mail steht</translation>
    </message>
    <message>
        <source>Open ticket</source>
        <translation>Ticket öffnen</translation>
    </message>
    <message>
        <source>Release as new ticket</source>
        <translation>Als neues Ticket freigeben</translation>
    </message>
    <message>
        <source>Other ways to release it</source>
        <translation>Anders freigeben</translation>
    </message>
    <message>
        <source>Block sender</source>
        <translation>Absender sperren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Plain text, nothing was loaded</source>
        <translation>Reiner Text, nichts wurde geladen</translation>
    </message>
    <message>
        <source>Clocks start when the mail is released. Each release and block is in the audit log with its reason.</source>
        <translation>Fristen beginnen mit der Freigabe. Jede Freigabe und jede Sperre steht mit ihrem Grund im Protokoll.</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Added to the ticket as unverified</source>
        <translation>Als nicht bestätigt zum Ticket hinzugefügt</translation>
    </message>
    <message>
        <source>Block nobody</source>
        <translation>Niemanden sperren</translation>
    </message>
    <message>
        <source>Add to {number} as an unverified person</source>
        <translation>Zu {number} hinzufügen, als nicht bestätigte Person</translation>
    </message>
    <message>
        <source>How is it let in?</source>
        <translation>Wie wird sie freigegeben?</translation>
    </message>
    <message>
        <source>Whoever sent this is not on {number}. Add it all the same?</source>
        <translation>Wer das geschickt hat, gehört nicht zu {number}. Trotzdem hinzufügen?</translation>
    </message>
    <message>
        <source>Leave it here</source>
        <translation>Hier lassen</translation>
    </message>
    <message>
        <source>Add it, marked as unverified</source>
        <translation>Hinzufügen, als nicht bestätigt markiert</translation>
    </message>
    <message>
        <source>Everybody at {domain}</source>
        <translation>Alle bei {domain}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>{domain} belongs to {customer}. Block all of it?</source>
        <translation>{domain} gehört zu {customer}. Alles davon sperren?</translation>
    </message>
    <message>
        <source>Block it all the same</source>
        <translation>Trotzdem sperren</translation>
    </message>
    <message>
        <source>Blocked. Choose one to take their mail in again</source>
        <translation>Gesperrt. Wählen Sie, wessen E-Mails wieder ankommen</translation>
    </message>
    <message>
        <source>Nobody is blocked</source>
        <translation>Niemand ist gesperrt</translation>
    </message>
    <message>
        <source>Mail of {sender} comes in again</source>
        <translation>E-Mails von {sender} kommen wieder an</translation>
    </message>
    <message>
        <source>The text needs the connection.</source>
        <translation>Der Text ist nur mit Verbindung zu sehen.</translation>
    </message>
    <message>
        <source>You cannot see what this mail says.</source>
        <translation>Sie können diese E-Mail nicht lesen.</translation>
    </message>
    <message>
        <source>Blocked senders</source>
        <translation>Gesperrte Absender</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message>
        <source>No mail is held</source>
        <translation>Keine E-Mail wird zurückgehalten</translation>
    </message>
    <message>
        <source>What looks like spam, or is not certain, waits here.</source>
        <translation>Was nach Spam aussieht oder unsicher ist, wartet hier.</translation>
    </message>
    <message>
        <source>No mail is chosen</source>
        <translation>Keine E-Mail ist gewählt</translation>
    </message>
    <message>
        <source>J and K go through the list.</source>
        <translation>J und K gehen durch die Liste.</translation>
    </message>
    <message>
        <source>Nothing here was answered or sent on. It is deleted after 30 days.
Bounces and out-of-office replies are filed with their ticket, not here.</source>
        <translation>Nichts hier wurde beantwortet oder weitergeleitet. Nach 30 Tagen wird es gelöscht.
Unzustellbarkeits- und Abwesenheitsnachrichten liegen bei ihrem Ticket, nicht hier.</translation>
    </message>
    <message>
        <source>Adding it there asks once more, and marks it as unverified</source>
        <translation>Das Hinzufügen fragt noch einmal und markiert sie als nicht bestätigt</translation>
    </message>
    <message>
        <source>to {address}</source>
        <translation>an {address}</translation>
    </message>
    <message>
        <source>The mail is longer. Only its beginning is shown.</source>
        <translation>Die E-Mail ist länger. Nur ihr Anfang wird gezeigt.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>{count}, none was opened</source>
        <translation>{count}, nichts davon wurde geöffnet</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>this address has never written to you</source>
        <translation>diese Adresse hat Ihnen noch nie geschrieben</translation>
    </message>
    <message>
        <source>Mail so far</source>
        <translation>Bisherige E-Mails</translation>
    </message>
    <message>
        <source>{names}. None was opened</source>
        <translation>{names}. Nichts davon wurde geöffnet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Customer message</source>
        <translation>Nachricht des Kunden</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>The server&apos;s console</source>
        <translation>Die Konsole des Servers</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Deskbell</source>
        <translation>Deskbell</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>eröffnet</translation>
    </message>
    <message>
        <source>routed it to {after}</source>
        <translation>hat es {after} zugewiesen</translation>
    </message>
    <message>
        <source>heard no answer in time and moved {before} to {after}</source>
        <translation>hat rechtzeitig keine Antwort bekommen und {before} zu {after} geändert</translation>
    </message>
    <message>
        <source>waited long enough and moved {before} to {after}</source>
        <translation>hat lange genug gewartet und {before} zu {after} geändert</translation>
    </message>
    <message>
        <source>heard nothing since it was solved and moved {before} to {after}</source>
        <translation>hat nach der Lösung nichts mehr gehört und {before} zu {after} geändert</translation>
    </message>
    <message>
        <source>moved {before} to {after}</source>
        <translation>hat {before} zu {after} geändert</translation>
    </message>
    <message>
        <source>changed the subject to “{after}”</source>
        <translation>hat den Betreff in „{after}“ geändert</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>set {field} to {after}</source>
        <translation>hat {field} auf {after} gesetzt</translation>
    </message>
    <message>
        <source>added tag {tags}</source>
        <translation>hat Schlagwort {tags} hinzugefügt</translation>
    </message>
    <message>
        <source>removed tag {tags}</source>
        <translation>hat Schlagwort {tags} entfernt</translation>
    </message>
    <message>
        <source>{status} until {day}</source>
        <translation>{status} bis {day}</translation>
    </message>
    <message>
        <source>in another ticket</source>
        <translation>in einem anderen Ticket</translation>
    </message>
    <message>
        <source>{message}, from another ticket</source>
        <translation>{message}, aus einem anderen Ticket</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>set to {after}</source>
        <translation>auf {after} gesetzt</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>von {before} auf {after}</translation>
    </message>
    <message>
        <source>{tags} added</source>
        <translation>{tags} hinzugefügt</translation>
    </message>
    <message>
        <source>{tags} removed</source>
        <translation>{tags} entfernt</translation>
    </message>
    <message>
        <source>{change}, waiting to sync</source>
        <translation>{change}, wartet auf Abgleich</translation>
    </message>
    <message>
        <source>History of {number}</source>
        <translation>Verlauf von {number}</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Entry of the log</source>
        <translation>Eintrag im Protokoll</translation>
    </message>
    <message>
        <source>merged this into {ticket}</source>
        <translation>hat dies mit {ticket} zusammengeführt</translation>
    </message>
    <message>
        <source>took this out of {ticket} again</source>
        <translation>hat dies wieder von {ticket} getrennt</translation>
    </message>
    <message>
        <source>merged {ticket} into this one</source>
        <translation>hat {ticket} in dieses Ticket überführt</translation>
    </message>
    <message>
        <source>linked {ticket}: {what}</source>
        <translation>hat {ticket} verknüpft: {what}</translation>
    </message>
    <message>
        <source>took {ticket} out again</source>
        <translation>hat {ticket} wieder herausgelöst</translation>
    </message>
    <message>
        <source>unlinked {ticket}: {what}</source>
        <translation>hat die Verknüpfung mit {ticket} gelöst: {what}</translation>
    </message>
</context>
<context>
    <name>incidents</name>
    <message>
        <source>Reply to all incidents</source>
        <translation>Allen Vorfällen antworten</translation>
    </message>
    <message>
        <source>{customer}, {status}</source>
        <translation>{customer}, {status}</translation>
    </message>
    <message>
        <source>Choose a ticket</source>
        <translation>Wählen Sie ein Ticket</translation>
    </message>
    <message>
        <source>Write what happened</source>
        <translation>Schreiben Sie, was geschehen ist</translation>
    </message>
    <message>
        <source>The text is too long for one message</source>
        <translation>Der Text ist zu lang für eine Nachricht</translation>
    </message>
    <message>
        <source>They stay as they are.</source>
        <translation>Sie bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Some have gone out already.</source>
        <translation>Einige sind schon hinausgegangen.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Solve them too</source>
        <translation>Auch lösen</translation>
    </message>
</context>
<context>
    <name>keyboard</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>↓</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>←</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Press a line, then the key that it shall have, or Backspace for none</source>
        <translation>Wählen Sie eine Zeile und drücken Sie dann die Taste, die sie haben soll, oder die Rücktaste für keine</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>{key} is “{title}” already. Nothing was changed.</source>
        <translation>{key} ist schon „{title}“. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This cannot be a key. Nothing was changed.</source>
        <translation>Das kann keine Taste sein. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>{key}, then the second key</source>
        <translation>{key}, dann die zweite Taste</translation>
    </message>
    <message>
        <source>Press a key, Esc keeps it</source>
        <translation>Taste drücken, Esc behält sie</translation>
    </message>
    <message>
        <source>{title}, {key}, cannot be changed</source>
        <translation>{title}, {key}, nicht änderbar</translation>
    </message>
    <message>
        <source>This key cannot be changed</source>
        <translation>Diese Taste ist nicht änderbar</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>{place}, where you are</source>
        <translation>{place}, wo Sie gerade sind</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>My queue</source>
        <translation>Meine Tickets</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Recently solved</source>
        <translation>Kürzlich gelöst</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Go to a pane</source>
        <translation>Zu einem Bereich</translation>
    </message>
    <message>
        <source>Merge, link or split</source>
        <translation>Zusammenführen, verknüpfen, aufteilen</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Fold the navigation</source>
        <translation>Navigation einklappen</translation>
    </message>
    <message>
        <source>Fold the properties</source>
        <translation>Eigenschaften einklappen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Undo the last ticket action</source>
        <translation>Letzte Ticket-Aktion zurücknehmen</translation>
    </message>
    <message>
        <source>Next ticket</source>
        <translation>Nächstes Ticket</translation>
    </message>
    <message>
        <source>Previous ticket</source>
        <translation>Vorheriges Ticket</translation>
    </message>
    <message>
        <source>Go to the conversation</source>
        <translation>Zur Unterhaltung</translation>
    </message>
    <message>
        <source>Keys for this place</source>
        <translation>Tasten für diesen Ort</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Promised, not answered</source>
        <translation>Zugesagt, nicht beantwortet</translation>
    </message>
    <message>
        <source>Held mail</source>
        <translation>Zurückgehaltene E-Mails</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Take what is next</source>
        <translation>Das nächste nehmen</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>Anruf erfassen</translation>
    </message>
    <message>
        <source>Go to the navigation</source>
        <translation>Zur Navigation</translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation>Zur Liste</translation>
    </message>
    <message>
        <source>Go to the properties</source>
        <translation>Zu den Eigenschaften</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>In eigenem Fenster öffnen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Select the next one too</source>
        <translation>Auch das nächste auswählen</translation>
    </message>
    <message>
        <source>Select the previous one too</source>
        <translation>Auch das vorherige auswählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>Diese Liste filtern</translation>
    </message>
    <message>
        <source>Sort now</source>
        <translation>Jetzt sortieren</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reply to the sender only</source>
        <translation>Nur dem Absender antworten</translation>
    </message>
    <message>
        <source>Forward it</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Prepared replies</source>
        <translation>Vorbereitete Antworten</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Assign to</source>
        <translation>Zuweisen an</translation>
    </message>
    <message>
        <source>Move to a team</source>
        <translation>An ein Team geben</translation>
    </message>
    <message>
        <source>Whose ticket it is</source>
        <translation>Wessen Ticket es ist</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Solve, next</source>
        <translation>Lösen, weiter</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>See the other draft</source>
        <translation>Anderen Entwurf ansehen</translation>
    </message>
    <message>
        <source>Why is this here?</source>
        <translation>Warum ist das hier?</translation>
    </message>
    <message>
        <source>Follow, or stop</source>
        <translation>Folgen oder nicht mehr</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Zusammenführen mit</translation>
    </message>
    <message>
        <source>Link a ticket</source>
        <translation>Ticket verknüpfen</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilen</translation>
    </message>
    <message>
        <source>Mark unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Unfold the changes</source>
        <translation>Änderungen ausklappen</translation>
    </message>
    <message>
        <source>Quote what is selected</source>
        <translation>Auswahl zitieren</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Jump to a message</source>
        <translation>Zu einer Nachricht springen</translation>
    </message>
    <message>
        <source>Close the window of a ticket</source>
        <translation>Fenster eines Tickets schließen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Choose a status, then send</source>
        <translation>Status wählen, dann senden</translation>
    </message>
    <message>
        <source>Switch to reply</source>
        <translation>Zur Antwort wechseln</translation>
    </message>
    <message>
        <source>Switch to note</source>
        <translation>Zur Notiz wechseln</translation>
    </message>
    <message>
        <source>Change the recipients</source>
        <translation>Empfänger ändern</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>Nummerierte Liste</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Leave, the draft is kept</source>
        <translation>Verlassen, der Entwurf bleibt</translation>
    </message>
    <message>
        <source>Team queue {detail}</source>
        <translation>Warteschlange des Teams {detail}</translation>
    </message>
    <message>
        <source>Team queue</source>
        <translation>Warteschlange des Teams</translation>
    </message>
    <message>
        <source>Editing a text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Times of the window</source>
        <translation>Zeiten des Fensters</translation>
    </message>
    <message>
        <source>Previous or next ticket</source>
        <translation>Vorheriges oder nächstes Ticket</translation>
    </message>
    <message>
        <source>First or last ticket</source>
        <translation>Erstes oder letztes Ticket</translation>
    </message>
    <message>
        <source>A page of tickets</source>
        <translation>Eine Seite der Liste</translation>
    </message>
    <message>
        <source>Read on in the conversation</source>
        <translation>In der Unterhaltung weiterlesen</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Zurücklesen</translation>
    </message>
    <message>
        <source>Previous or next message</source>
        <translation>Vorherige oder nächste Nachricht</translation>
    </message>
    <message>
        <source>A page of the conversation</source>
        <translation>Eine Seite der Unterhaltung</translation>
    </message>
    <message>
        <source>Beginning or end</source>
        <translation>Anfang oder Ende</translation>
    </message>
    <message>
        <source>What a message offers</source>
        <translation>Was eine Nachricht bietet</translation>
    </message>
    <message>
        <source>Select text of a message</source>
        <translation>Text einer Nachricht auswählen</translation>
    </message>
    <message>
        <source>Select all of a message</source>
        <translation>Ganze Nachricht auswählen</translation>
    </message>
    <message>
        <source>Copy what is selected, or the message</source>
        <translation>Auswahl oder Nachricht kopieren</translation>
    </message>
    <message>
        <source>Prepared reply</source>
        <translation>Vorbereitete Antwort</translation>
    </message>
    <message>
        <source>Next gap of a prepared reply</source>
        <translation>Nächste Lücke einer vorbereiteten Antwort</translation>
    </message>
    <message>
        <source>Name a colleague</source>
        <translation>Kollegin oder Kollegen nennen</translation>
    </message>
    <message>
        <source>Name a ticket</source>
        <translation>Ein Ticket nennen</translation>
    </message>
    <message>
        <source>Mark as spam</source>
        <translation>Als Spam markieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>languages</name>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
</context>
<context>
    <name>links</name>
    <message>
        <source>Related</source>
        <translation>Verwandt</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Übergeordnet</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Untergeordnet</translation>
    </message>
    <message>
        <source>Duplicate of</source>
        <translation>Duplikat von</translation>
    </message>
    <message>
        <source>Has a duplicate</source>
        <translation>Hat als Duplikat</translation>
    </message>
    <message>
        <source>Caused by problem</source>
        <translation>Verursacht von Problem</translation>
    </message>
    <message>
        <source>Causes incident</source>
        <translation>Verursacht Störung</translation>
    </message>
    <message>
        <source>Follow-up of</source>
        <translation>Folge von</translation>
    </message>
    <message>
        <source>Followed up by</source>
        <translation>Fortgesetzt in</translation>
    </message>
    <message>
        <source>a ticket of others</source>
        <translation>ein Ticket anderer</translation>
    </message>
    <message>
        <source>Merged into {ticket}</source>
        <translation>In {ticket} überführt</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Bring the ticket back first</source>
        <translation>Holen Sie das Ticket zuerst zurück</translation>
    </message>
    <message>
        <source>Link to: number, subject or customer</source>
        <translation>Verknüpfen mit: Nummer, Betreff oder Kunde</translation>
    </message>
    <message>
        <source>Linked tickets</source>
        <translation>Verknüpfte Tickets</translation>
    </message>
    <message>
        <source>Solve it all the same</source>
        <translation>Trotzdem lösen</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>Überführt in</translation>
    </message>
    <message>
        <source>Link a ticket…</source>
        <translation>Ticket verknüpfen…</translation>
    </message>
    <message>
        <source>Reply to all incidents…</source>
        <translation>Allen Vorfällen antworten…</translation>
    </message>
    <message>
        <source>Take out again:</source>
        <translation>Wieder herauslösen:</translation>
    </message>
    <message>
        <source>Unlink:</source>
        <translation>Verknüpfung lösen:</translation>
    </message>
    <message>
        <source>That ticket is not yours to see</source>
        <translation>Dieses Ticket dürfen Sie nicht sehen</translation>
    </message>
    <message>
        <source>What is {ticket} to this one?</source>
        <translation>Was ist {ticket} für dieses Ticket?</translation>
    </message>
    <message>
        <source>Linked to {ticket}</source>
        <translation>Mit {ticket} verknüpft</translation>
    </message>
    <message>
        <source>No longer linked to {ticket}</source>
        <translation>Nicht mehr mit {ticket} verknüpft</translation>
    </message>
    <message>
        <source>Merged into this one:</source>
        <translation>In dieses überführt:</translation>
    </message>
</context>
<context>
    <name>list</name>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>By time left</source>
        <translation>Nach Restzeit</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>Nach Status</translation>
    </message>
    <message>
        <source>By team</source>
        <translation>Nach Team</translation>
    </message>
    <message>
        <source>By assignee</source>
        <translation>Nach Zuständigen</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>Nach Priorität</translation>
    </message>
    <message>
        <source>Least time left first</source>
        <translation>Kürzeste Restzeit zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Most urgent first</source>
        <translation>Dringendste zuerst</translation>
    </message>
    <message>
        <source>Longest wait first</source>
        <translation>Längste Wartezeit zuerst</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Kein Team</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anderes</translation>
    </message>
    <message>
        <source>No longer available to you</source>
        <translation>Für Sie nicht mehr verfügbar</translation>
    </message>
    <message>
        <source>No longer in this list</source>
        <translation>Nicht mehr in dieser Liste</translation>
    </message>
    <message>
        <source>{what} by you</source>
        <translation>{what} von Ihnen</translation>
    </message>
    <message>
        <source>Marked as spam</source>
        <translation>Als Spam markiert</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Taken out of its team</source>
        <translation>Aus dem Team genommen</translation>
    </message>
    <message>
        <source>Moved to {team}</source>
        <translation>Nach {team} verschoben</translation>
    </message>
    <message>
        <source>Given back to the team</source>
        <translation>An das Team zurückgegeben</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>{name} zugewiesen</translation>
    </message>
    <message>
        <source>Put off until {time}</source>
        <translation>Zurückgestellt bis {time}</translation>
    </message>
    <message>
        <source>Set to {status}</source>
        <translation>Auf {status} gesetzt</translation>
    </message>
    <message>
        <source>Filter by subject, customer, number or tag</source>
        <translation>Nach Betreff, Kunde, Nummer oder Schlagwort filtern</translation>
    </message>
    <message>
        <source>Subject, customer, number or tag</source>
        <translation>Betreff, Kunde, Nummer oder Schlagwort</translation>
    </message>
    <message>
        <source>Sort and group</source>
        <translation>Sortieren und gruppieren</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>Diese Liste filtern</translation>
    </message>
    <message>
        <source>Sort now</source>
        <translation>Jetzt sortieren</translation>
    </message>
    <message>
        <source>Tickets are on their way</source>
        <translation>Tickets sind unterwegs</translation>
    </message>
    <message>
        <source>Sorted by time left</source>
        <translation>Sortiert nach Restzeit</translation>
    </message>
    <message>
        <source>Sorted by how long the customer waits</source>
        <translation>Sortiert nach Wartezeit des Kunden</translation>
    </message>
    <message>
        <source>Sorted by last message</source>
        <translation>Sortiert nach letzter Nachricht</translation>
    </message>
    <message>
        <source>Oldest message first</source>
        <translation>Älteste Nachricht zuerst</translation>
    </message>
    <message>
        <source>Newest ticket first</source>
        <translation>Neuestes Ticket zuerst</translation>
    </message>
    <message>
        <source>Last changed first</source>
        <translation>Zuletzt geändert zuerst</translation>
    </message>
    <message>
        <source>Last solved first</source>
        <translation>Zuletzt gelöst zuerst</translation>
    </message>
    <message>
        <source>Sorted by priority</source>
        <translation>Sortiert nach Priorität</translation>
    </message>
    <message>
        <source>Kept for 30 days</source>
        <translation>30 Tage aufbewahrt</translation>
    </message>
    <message>
        <source>Sorted by when they wake</source>
        <translation>Nach der Zeit der Wiedervorlage</translation>
    </message>
    <message>
        <source>Longest back first</source>
        <translation>Am längsten zurück zuerst</translation>
    </message>
    <message>
        <source>Nothing here is open</source>
        <translation>Hier ist nichts offen</translation>
    </message>
    <message>
        <source>Nothing is at risk</source>
        <translation>Nichts ist gefährdet</translation>
    </message>
    <message>
        <source>Nobody has mentioned you</source>
        <translation>Niemand hat Sie erwähnt</translation>
    </message>
    <message>
        <source>Nothing is snoozed</source>
        <translation>Nichts ist zurückgestellt</translation>
    </message>
    <message>
        <source>Nobody waits for your word</source>
        <translation>Niemand wartet auf Ihre Zusage</translation>
    </message>
    <message>
        <source>Somebody has every ticket</source>
        <translation>Jedes Ticket ist zugewiesen</translation>
    </message>
    <message>
        <source>Nothing was solved lately</source>
        <translation>In letzter Zeit wurde nichts gelöst</translation>
    </message>
    <message>
        <source>Nothing is spam or deleted</source>
        <translation>Kein Spam, und nichts ist gelöscht</translation>
    </message>
    <message>
        <source>Open and pending</source>
        <translation>Offen und wartend</translation>
    </message>
    <message>
        <source>Your queue is clear</source>
        <translation>Bei Ihnen ist alles erledigt</translation>
    </message>
    <message>
        <source>Take the oldest</source>
        <translation>Das älteste übernehmen</translation>
    </message>
    <message>
        <source>Unsent texts, and changes that need you</source>
        <translation>Ungesendete Texte und Änderungen, die auf Sie warten</translation>
    </message>
    <message>
        <source>Nothing is unsent</source>
        <translation>Nichts ist ungesendet</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”</source>
        <translation>Nichts passt zu „{text}“</translation>
    </message>
    <message>
        <source>Did you mean {words}? Search also covers closed tickets.</source>
        <translation>Meinten Sie {words}? Die Suche umfasst auch geschlossene Tickets.</translation>
    </message>
    <message>
        <source>{keys} searches everywhere. Esc shows the whole list.</source>
        <translation>{keys} sucht überall. Esc zeigt die ganze Liste.</translation>
    </message>
    <message>
        <source>Search “{text}”</source>
        <translation>„{text}“ suchen</translation>
    </message>
    <message>
        <source>sort</source>
        <translation>sortieren</translation>
    </message>
    <message>
        <source>group</source>
        <translation>gruppieren</translation>
    </message>
    <message>
        <source>Next ticket arrives by itself.</source>
        <translation>Das nächste Ticket kommt von selbst.</translation>
    </message>
    <message>
        <source>{team} is private</source>
        <translation>{team} ist privat</translation>
    </message>
    <message>
        <source>Its members see its tickets.</source>
        <translation>Die Mitglieder sehen die Tickets.</translation>
    </message>
    <message>
        <source>Ask {name} for access.</source>
        <translation>Bitten Sie {name} um Zugang.</translation>
    </message>
</context>
<context>
    <name>lost</name>
    <message>
        <source>This ticket is no longer available to you</source>
        <translation>Dieses Ticket ist für Sie nicht mehr verfügbar</translation>
    </message>
    <message>
        <source>What you wrote</source>
        <translation>Was Sie geschrieben haben</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>What you wrote is kept on this computer until you discard it.</source>
        <translation>Was Sie geschrieben haben, bleibt auf diesem Computer, bis Sie es verwerfen.</translation>
    </message>
</context>
<context>
    <name>macros</name>
    <message>
        <source>team {value}</source>
        <translation>Team {value}</translation>
    </message>
    <message>
        <source>assign to {value}</source>
        <translation>zuweisen an {value}</translation>
    </message>
    <message>
        <source>skills {value}</source>
        <translation>Fähigkeiten {value}</translation>
    </message>
    <message>
        <source>priority {value}</source>
        <translation>Priorität {value}</translation>
    </message>
    <message>
        <source>status {value}</source>
        <translation>Status {value}</translation>
    </message>
    <message>
        <source>category {value}</source>
        <translation>Kategorie {value}</translation>
    </message>
    <message>
        <source>tags {value}</source>
        <translation>Schlagwörter {value}</translation>
    </message>
    <message>
        <source>fields {value}</source>
        <translation>Felder {value}</translation>
    </message>
    <message>
        <source>reply in {value}</source>
        <translation>Antwort in {value}</translation>
    </message>
    <message>
        <source>notify {value}</source>
        <translation>benachrichtigen: {value}</translation>
    </message>
    <message>
        <source>checklist {value}</source>
        <translation>Checkliste {value}</translation>
    </message>
    <message>
        <source>snooze {value}</source>
        <translation>zurückstellen um {value}</translation>
    </message>
    <message>
        <source>reply to look over</source>
        <translation>Antwort zum Durchsehen</translation>
    </message>
    <message>
        <source>reply, sent at once</source>
        <translation>Antwort, geht sofort hinaus</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>Makro</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>Für alle</translation>
    </message>
    <message>
        <source>For you alone</source>
        <translation>Nur für Sie</translation>
    </message>
    <message>
        <source>For {names}</source>
        <translation>Für {names}</translation>
    </message>
    <message>
        <source>Nothing here: its conditions do not hold</source>
        <translation>Hier nichts: Die Bedingungen treffen nicht zu</translation>
    </message>
    <message>
        <source>Nothing here: {left}</source>
        <translation>Hier nichts: {left}</translation>
    </message>
    <message>
        <source>{done}. Left: {left}</source>
        <translation>{done}. Bleibt: {left}</translation>
    </message>
    <message>
        <source>{what} is so already</source>
        <translation>{what}: ist schon so</translation>
    </message>
    <message>
        <source>{what} is not possible</source>
        <translation>{what}: geht nicht</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>Makros</translation>
    </message>
    <message>
        <source>Delete this macro?</source>
        <translation>Dieses Makro löschen?</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>everybody, unless somebody is named</source>
        <translation>alle, solange niemand genannt ist</translation>
    </message>
    <message>
        <source>All macros</source>
        <translation>Alle Makros</translation>
    </message>
    <message>
        <source>What it would do now, on the last 500 tickets</source>
        <translation>Was es jetzt täte, bei den letzten 500 Tickets</translation>
    </message>
    <message>
        <source>Delete this macro</source>
        <translation>Dieses Makro löschen</translation>
    </message>
    <message>
        <source>New macro</source>
        <translation>Neues Makro</translation>
    </message>
    <message>
        <source>Run by whoever asks for them</source>
        <translation>Laufen, wenn jemand sie aufruft</translation>
    </message>
    <message>
        <source>No macro yet</source>
        <translation>Noch kein Makro</translation>
    </message>
    <message>
        <source>A macro is a reply with all that goes with it, behind a / in the composer.</source>
        <translation>Ein Makro ist eine Antwort mit allem, was dazugehört, hinter einem / beim Verfassen.</translation>
    </message>
</context>
<context>
    <name>mailing</name>
    <message>
        <source>Gets copies. Type an address to add one</source>
        <translation>Bekommt Kopien. Adresse eingeben, um jemanden hinzuzufügen</translation>
    </message>
    <message>
        <source>{name} gets copies from now on</source>
        <translation>{name} bekommt ab jetzt Kopien</translation>
    </message>
    <message>
        <source>{name} no longer gets copies</source>
        <translation>{name} bekommt keine Kopien mehr</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Send again to</source>
        <translation>Erneut senden an</translation>
    </message>
    <message>
        <source>It is sent again</source>
        <translation>Wird erneut gesendet</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>Bcc</translation>
    </message>
    <message>
        <source>Was sent to</source>
        <translation>Ging an</translation>
    </message>
    <message>
        <source>Send again to {addresses}</source>
        <translation>Erneut senden an {addresses}</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Ticket</source>
        <translation>&amp;Ticket</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Sort and group this list</source>
        <translation>Diese Liste sortieren und gruppieren</translation>
    </message>
    <message>
        <source>Show only some of the conversation</source>
        <translation>Nur einen Teil der Unterhaltung zeigen</translation>
    </message>
    <message>
        <source>Minimize</source>
        <translation>Minimieren</translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation>Zusammenführung aufheben</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>Menüs</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>This one goes</source>
        <translation>Dieses geht auf</translation>
    </message>
    <message>
        <source>This one stays</source>
        <translation>Dieses bleibt</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>Another ticket</source>
        <translation>Anderes Ticket</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>Trotzdem zusammenführen</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>{count}, last {time}</source>
        <translation>{count}, zuletzt {time}</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Fristen</translation>
    </message>
    <message>
        <source>Those of {goes} stop and warn of nothing. Those of {stays} run on.</source>
        <translation>Die von {goes} halten an und warnen nicht mehr. Die von {stays} laufen weiter.</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>Außerhalb</translation>
    </message>
    <message>
        <source>Nobody is told anything.</source>
        <translation>Niemand erfährt etwas davon.</translation>
    </message>
    <message>
        <source>Way back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Undo, now or later. What comes after the merge stays in {stays} unless you choose it.</source>
        <translation>Rückgängig, jetzt oder später. Was nach dem Zusammenführen kommt, bleibt in {stays}, wenn Sie es nicht auswählen.</translation>
    </message>
    <message>
        <source>Merge {goes} into {stays}</source>
        <translation>{goes} in {stays} überführen</translation>
    </message>
    <message>
        <source>Merged into {ticket}</source>
        <translation>In {ticket} überführt</translation>
    </message>
    <message>
        <source>There are none to move.</source>
        <translation>Es gibt keine zu verschieben.</translation>
    </message>
    <message>
        <source>They are of different companies.</source>
        <translation>Sie sind von verschiedenen Firmen.</translation>
    </message>
    <message>
        <source>{goes} and {stays} are not the same. From now on each gets copies of what the other is answered.</source>
        <translation>{goes} und {stays} sind nicht dieselben. Von nun an bekommt jeder Kopien der Antworten an den anderen.</translation>
    </message>
    <message>
        <source>Merge into: number, subject or customer</source>
        <translation>Zusammenführen mit: Nummer, Betreff oder Kunde</translation>
    </message>
    <message>
        <source>One of the two has changed. Look again.</source>
        <translation>Eines der beiden hat sich geändert. Sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>These came after the merge. Choose what goes with {ticket}.</source>
        <translation>Diese kamen nach dem Zusammenführen. Wählen Sie, was mit {ticket} geht.</translation>
    </message>
    <message>
        <source>Take {ticket} out of {stays}</source>
        <translation>{ticket} aus {stays} herauslösen</translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation>Herauslösen</translation>
    </message>
    <message>
        <source>Those of {ticket} go on as if they had never stopped. Those of {stays} run on.</source>
        <translation>Die von {ticket} laufen, als hätten sie nie angehalten. Die von {stays} laufen weiter.</translation>
    </message>
    <message>
        <source>{ticket} is out of {stays} again</source>
        <translation>{ticket} ist aus {stays} herausgelöst</translation>
    </message>
    <message>
        <source>This ticket is merged already</source>
        <translation>Dieses Ticket ist schon zusammengeführt</translation>
    </message>
    <message>
        <source>{author}, {time}</source>
        <translation>{author}, {time}</translation>
    </message>
    <message>
        <source>{author}, {time}, internal note</source>
        <translation>{author}, {time}, interne Notiz</translation>
    </message>
</context>
<context>
    <name>navigation</name>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Choose teams</source>
        <translation>Teams auswählen</translation>
    </message>
    <message>
        <source>New view</source>
        <translation>Neue Ansicht</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Held mail</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Team queues</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>{count} mine, {others} in my teams</source>
        <translation>{count} von mir, {others} in meinen Teams</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>new_ticket</name>
    <message>
        <source>Ticket created</source>
        <translation>Ticket angelegt</translation>
    </message>
    <message>
        <source>Call added</source>
        <translation>Anruf hinzugefügt</translation>
    </message>
    <message>
        <source>Not created, because it was changed or closed before its files were ready. The draft is kept.</source>
        <translation>Nicht angelegt, weil etwas geändert oder geschlossen wurde, bevor die Dateien bereit waren. Der Entwurf bleibt erhalten.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Write to a customer</source>
        <translation>Einem Kunden schreiben</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>Anruf erfassen</translation>
    </message>
    <message>
        <source>For the team</source>
        <translation>Für das Team</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>This answers the customer</source>
        <translation>Damit ist dem Kunden geantwortet</translation>
    </message>
    <message>
        <source>Create ticket</source>
        <translation>Ticket anlegen</translation>
    </message>
    <message>
        <source>Create and solve</source>
        <translation>Anlegen und lösen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Draft is kept</source>
        <translation>Der Entwurf bleibt</translation>
    </message>
    <message>
        <source>New customer “{name}”</source>
        <translation>Neuer Kunde „{name}“</translation>
    </message>
    <message>
        <source>Add the call there</source>
        <translation>Anruf dort hinzufügen</translation>
    </message>
    <message>
        <source>Make a new ticket</source>
        <translation>Neues Ticket anlegen</translation>
    </message>
    <message>
        <source>The call is added to this ticket.</source>
        <translation>Der Anruf wird diesem Ticket hinzugefügt.</translation>
    </message>
    <message>
        <source>This ticket is open. Is the call about it?</source>
        <translation>Dieses Ticket ist offen. Geht es in dem Anruf darum?</translation>
    </message>
    <message>
        <source>Choose who the ticket is for.</source>
        <translation>Wählen Sie, für wen das Ticket ist.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>Enter an address like a@b.example.</source>
        <translation>Geben Sie eine Adresse wie a@b.example ein.</translation>
    </message>
    <message>
        <source>Enter a subject.</source>
        <translation>Geben Sie einen Betreff ein.</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>Schreiben Sie zuerst etwas.</translation>
    </message>
    <message>
        <source>This text is too long to be sent at once.</source>
        <translation>Dieser Text ist zu lang, um auf einmal gesendet zu werden.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Mail {name} this summary</source>
        <translation>Diese Zusammenfassung per E-Mail an {name}</translation>
    </message>
    <message>
        <source>Add the call</source>
        <translation>Anruf hinzufügen</translation>
    </message>
    <message>
        <source>Add and solve</source>
        <translation>Hinzufügen und lösen</translation>
    </message>
    <message>
        <source>Only your team sees this. Type @ to mention somebody</source>
        <translation>Nur Ihr Team sieht das. Mit @ erwähnen Sie jemanden</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was besprochen wurde</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Write to the customer, or type / for a prepared reply</source>
        <translation>Dem Kunden schreiben oder / für eine vorbereitete Antwort</translation>
    </message>
    <message>
        <source>Create anyway</source>
        <translation>Trotzdem anlegen</translation>
    </message>
    <message>
        <source>This mentions {name}, and the customer would read it.</source>
        <translation>Hier wird {name} erwähnt, und der Kunde würde es lesen.</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>The server was restored. What was done last may be missing.</source>
        <translation>Der Server wurde wiederhergestellt. Was zuletzt getan wurde, kann fehlen.</translation>
    </message>
    <message>
        <source>Rebuilding local data.</source>
        <translation>Die lokalen Daten werden neu aufgebaut.</translation>
    </message>
    <message>
        <source>The outbox on this computer was damaged and has been set aside. What was unsent in it is kept there, but cannot be read here.</source>
        <translation>Der Postausgang auf diesem Computer war beschädigt und wurde beiseitegelegt. Was darin nicht gesendet war, bleibt dort erhalten, kann hier aber nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The keyring does not answer: you will have to sign in again next time.</source>
        <translation>Der Schlüsselbund antwortet nicht: Beim nächsten Mal müssen Sie sich wieder anmelden.</translation>
    </message>
    <message>
        <source>This disk is full. What you type is kept, nothing new can be stored.</source>
        <translation>Dieser Datenträger ist voll. Was Sie schreiben, bleibt, Neues kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The server sent something that does not fit. That part is fetched again.</source>
        <translation>Der Server hat etwas gesendet, das nicht passt. Dieser Teil wird neu geholt.</translation>
    </message>
    <message>
        <source>At least {size} must become free.</source>
        <translation>Mindestens {size} müssen frei werden.</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>Offered to you</source>
        <translation>Ihnen angeboten</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>{count} s left</source>
        <translation>noch {count} s</translation>
    </message>
</context>
<context>
    <name>organisations</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>the new organisation</source>
        <translation>die neue Organisation</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>There is an organisation of this name already</source>
        <translation>Eine Organisation mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>{domain} is no domain: type one like example.com</source>
        <translation>{domain} ist keine Domain: Geben Sie eine wie example.com ein</translation>
    </message>
    <message>
        <source>{domain} belongs to {name}: take it away there first</source>
        <translation>{domain} gehört zu {name}: Nehmen Sie sie zuerst dort weg</translation>
    </message>
    <message>
        <source>No organisation has this name or domain.</source>
        <translation>Keine Organisation hat diesen Namen oder diese Domain.</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>The companies of customers. Who writes from one of its domains belongs to it.</source>
        <translation>Die Firmen der Kunden. Wer von einer ihrer Domains schreibt, gehört dazu.</translation>
    </message>
    <message>
        <source>Add an organisation</source>
        <translation>Organisation hinzufügen</translation>
    </message>
    <message>
        <source>Find name or domain</source>
        <translation>Name oder Domain suchen</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Manual|Documentation|Guide</source>
        <translation>Handbuch|Dokumentation|Anleitung</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Reassign to|Owner|Hand over</source>
        <translation>Neu zuweisen|Besitzer|Übergeben</translation>
    </message>
    <message>
        <source>Queue|Transfer</source>
        <translation>Warteschlange|Abgeben</translation>
    </message>
    <message>
        <source>Set status|Reopen|Pending|On hold|Close</source>
        <translation>Status setzen|Wieder öffnen|Wartend|Angehalten|Schließen</translation>
    </message>
    <message>
        <source>Set priority|Urgent|High|Low</source>
        <translation>Priorität setzen|Dringend|Hoch|Niedrig</translation>
    </message>
    <message>
        <source>Set category</source>
        <translation>Kategorie setzen</translation>
    </message>
    <message>
        <source>Requester|Change the customer|Contact</source>
        <translation>Anfragender|Kunden ändern|Kontakt</translation>
    </message>
    <message>
        <source>Remove tag|Add tag|Label</source>
        <translation>Schlagwort entfernen|Schlagwort hinzufügen|Etikett</translation>
    </message>
    <message>
        <source>Resolve|Close|Done</source>
        <translation>Erledigen|Schließen|Fertig</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Answer|Write</source>
        <translation>Beantworten|Schreiben</translation>
    </message>
    <message>
        <source>Macro|Template|Canned reply|Snippet</source>
        <translation>Makro|Vorlage|Textbaustein|Antwortvorlage</translation>
    </message>
    <message>
        <source>Phone|Telephone|Visit</source>
        <translation>Telefon|Telefonat|Besuch|Gespräch</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Junk|Unwanted</source>
        <translation>Müll|Unerwünscht</translation>
    </message>
    <message>
        <source>Remove|Bin</source>
        <translation>Entfernen|Papierkorb</translation>
    </message>
    <message>
        <source>Duplicate|Join|Combine</source>
        <translation>Duplikat|Vereinen|Verbinden</translation>
    </message>
    <message>
        <source>Move messages|Divide|Separate</source>
        <translation>Nachrichten verschieben|Teilen|Trennen</translation>
    </message>
    <message>
        <source>Parent|Child|Related|Problem|Follow-up|Duplicate</source>
        <translation>Übergeordnet|Untergeordnet|Verwandt|Problem|Folge|Duplikat</translation>
    </message>
    <message>
        <source>Keyboard|Shortcuts</source>
        <translation>Tastatur|Kürzel</translation>
    </message>
    <message>
        <source>Set yourself {state}</source>
        <translation>Sich auf {state} setzen</translation>
    </message>
    <message>
        <source>as you are now</source>
        <translation>so ist es jetzt</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>view</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>team queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Reassign to…</source>
        <translation>Neu zuweisen an…</translation>
    </message>
    <message>
        <source>Add or remove tag…</source>
        <translation>Schlagwort hinzufügen oder entfernen…</translation>
    </message>
    <message>
        <source>now {value}</source>
        <translation>jetzt {value}</translation>
    </message>
    <message>
        <source>Nobody else is writing a reply</source>
        <translation>Niemand sonst schreibt eine Antwort</translation>
    </message>
    <message>
        <source>Restore the ticket first</source>
        <translation>Zuerst das Ticket wiederherstellen</translation>
    </message>
    <message>
        <source>You have this ticket already</source>
        <translation>Sie haben dieses Ticket schon</translation>
    </message>
    <message>
        <source>It is solved already</source>
        <translation>Es ist schon gelöst</translation>
    </message>
    <message>
        <source>Unmerge the ticket first</source>
        <translation>Heben Sie zuerst die Zusammenführung auf</translation>
    </message>
    <message>
        <source>You read tickets and write notes</source>
        <translation>Sie lesen Tickets und schreiben Notizen</translation>
    </message>
    <message>
        <source>You read {team}, others work in it</source>
        <translation>Sie lesen {team}, andere arbeiten darin</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>Tickets and people</source>
        <translation>Tickets und Personen</translation>
    </message>
    <message>
        <source>Lately open</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>This ticket</source>
        <translation>Dieses Ticket</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Dieses Fenster</translation>
    </message>
    <message>
        <source>Search tickets for “{text}”</source>
        <translation>Tickets nach „{text}“ durchsuchen</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>Alle Ergebnisse</translation>
    </message>
    <message>
        <source>Type a command, a ticket or a name</source>
        <translation>Befehl, Ticket oder Namen eingeben</translation>
    </message>
    <message>
        <source>Search tickets and people</source>
        <translation>Tickets und Personen suchen</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>all results</source>
        <translation>alle Ergebnisse</translation>
    </message>
    <message>
        <source>narrow to tickets, people</source>
        <translation>auf Tickets, Personen eingrenzen</translation>
    </message>
    <message>
        <source>run</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>run and keep open</source>
        <translation>ausführen und offen lassen</translation>
    </message>
    <message>
        <source>narrow to tickets, people, commands</source>
        <translation>eingrenzen</translation>
    </message>
    <message>
        <source>company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>A note goes to colleagues only</source>
        <translation>Eine Notiz geht nur an das Team</translation>
    </message>
    <message>
        <source>There is nobody to write to</source>
        <translation>Es gibt keinen Empfänger</translation>
    </message>
    <message>
        <source>There is no mailbox to send from</source>
        <translation>Es gibt kein Postfach, von dem gesendet werden kann</translation>
    </message>
    <message>
        <source>There is nothing to take back</source>
        <translation>Es gibt nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>This ticket is short</source>
        <translation>Dieses Ticket ist kurz</translation>
    </message>
    <message>
        <source>Nothing is folded here</source>
        <translation>Hier ist nichts eingeklappt</translation>
    </message>
    <message>
        <source>There is nothing to quote</source>
        <translation>Es gibt nichts zu zitieren</translation>
    </message>
    <message>
        <source>The list is not in sight</source>
        <translation>Die Liste ist nicht zu sehen</translation>
    </message>
    <message>
        <source>This list is empty</source>
        <translation>Diese Liste ist leer</translation>
    </message>
    <message>
        <source>No ticket is open</source>
        <translation>Kein Ticket ist geöffnet</translation>
    </message>
    <message>
        <source>Nothing more lies that way</source>
        <translation>Dort liegt nichts mehr</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>People and roles</source>
        <translation>Personen und Rollen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>Darf sich anmelden</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Take the access away</source>
        <translation>Zugang entziehen</translation>
    </message>
    <message>
        <source>as their team shares out; the rest waits in the queue</source>
        <translation>wie das Team verteilt; der Rest wartet in der Warteschlange</translation>
    </message>
    <message>
        <source>Take it away, and give the tickets to others</source>
        <translation>Entziehen und die Tickets anderen geben</translation>
    </message>
    <message>
        <source>No access for {name}?</source>
        <translation>Kein Zugang für {name}?</translation>
    </message>
    <message>
        <source>The last administrator stays one: make somebody else administrator first</source>
        <translation>Jemand muss Administrator bleiben: Geben Sie diese Rolle zuerst jemand anderem</translation>
    </message>
    <message>
        <source>Who works at this desk, and what each may do. Who may not sign in loses access at once, on every computer.</source>
        <translation>Wer hier arbeitet und was jede Person darf. Wer sich nicht anmelden darf, verliert den Zugang sofort, auf jedem Computer.</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
</context>
<context>
    <name>plural</name>
    <message numerus="yes">
        <source>%n are open in {team}.</source>
        <comment>1 is open in {team}.</comment>
        <translation>
            <numerusform>1 ist in {team} offen.</numerusform>
            <numerusform>%n sind in {team} offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are unassigned in {team}, oldest {age}.</source>
        <comment>1 is unassigned in {team}, came {age}.</comment>
        <translation>
            <numerusform>1 in {team} nicht zugewiesen, eingegangen {age}.</numerusform>
            <numerusform>%n in {team} nicht zugewiesen, ältestes {age}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are unassigned, oldest {age}.</source>
        <comment>1 is unassigned, came {age}.</comment>
        <translation>
            <numerusform>1 nicht zugewiesen, eingegangen {age}.</numerusform>
            <numerusform>%n nicht zugewiesen, ältestes {age}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <comment>1 second</comment>
        <translation>
            <numerusform>1 Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <comment>1 minute</comment>
        <translation>
            <numerusform>1 Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <comment>1 hour</comment>
        <translation>
            <numerusform>1 Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>1 day</comment>
        <translation>
            <numerusform>1 Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server was restored. %n of your actions were sent again.</source>
        <comment>The server was restored. 1 of your actions was sent again.</comment>
        <translation>
            <numerusform>Der Server wurde wiederhergestellt. Eine Ihrer Aktionen wurde erneut gesendet.</numerusform>
            <numerusform>Der Server wurde wiederhergestellt. %n Ihrer Aktionen wurden erneut gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rebuilding local data, %n unsent changes kept.</source>
        <comment>Rebuilding local data, 1 unsent change kept.</comment>
        <translation>
            <numerusform>Die lokalen Daten werden neu aufgebaut, 1 ungesendete Änderung bleibt.</numerusform>
            <numerusform>Die lokalen Daten werden neu aufgebaut, %n ungesendete Änderungen bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n new messages</source>
        <comment>Read 1 new message</comment>
        <translation>
            <numerusform>1 neue Nachricht lesen</numerusform>
            <numerusform>%n neue Nachrichten lesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets moved</source>
        <comment>1 ticket moved</comment>
        <translation>
            <numerusform>1 Ticket verschoben</numerusform>
            <numerusform>%n Tickets verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes by {names}</source>
        <comment>1 change by {names}</comment>
        <translation>
            <numerusform>1 Änderung von {names}</numerusform>
            <numerusform>%n Änderungen von {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <comment>1 change</comment>
        <translation>
            <numerusform>1 Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes by {names} and others</source>
        <comment>1 change by {names} and others</comment>
        <translation>
            <numerusform>1 Änderung von {names} und anderen</numerusform>
            <numerusform>%n Änderungen von {names} und anderen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change {count} tickets?</source>
        <comment>Change 1 ticket?</comment>
        <translation>
            <numerusform>1 Ticket ändern?</numerusform>
            <numerusform>{count} Tickets ändern?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} tickets?</source>
        <comment>Delete 1 ticket?</comment>
        <translation>
            <numerusform>1 Ticket löschen?</numerusform>
            <numerusform>{count} Tickets löschen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark {count} tickets as spam?</source>
        <comment>Mark 1 ticket as spam?</comment>
        <translation>
            <numerusform>1 Ticket als Spam markieren?</numerusform>
            <numerusform>{count} Tickets als Spam markieren?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{other} has %n tickets. No more than {most} can move.</source>
        <comment>{other} has 1 ticket. No more than {most} can move.</comment>
        <translation>
            <numerusform>{other} hat 1 Ticket. Mehr als {most} können nicht umziehen.</numerusform>
            <numerusform>{other} hat %n Tickets. Mehr als {most} können nicht umziehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets of {other} move to {name}, notes are joined.</source>
        <comment>1 ticket of {other} moves to {name}, notes are joined.</comment>
        <translation>
            <numerusform>1 Ticket von {other} geht an {name}, die Notizen werden verbunden.</numerusform>
            <numerusform>%n Tickets von {other} gehen an {name}, die Notizen werden verbunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes were not sent yet and would be lost.</source>
        <comment>1 change was not sent yet and would be lost.</comment>
        <translation>
            <numerusform>1 Änderung ist noch nicht gesendet und ginge verloren.</numerusform>
            <numerusform>%n Änderungen sind noch nicht gesendet und gingen verloren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages. Read them before you send.</source>
        <comment>1 new message. Read it before you send.</comment>
        <translation>
            <numerusform>1 neue Nachricht. Lesen Sie sie, bevor Sie senden.</numerusform>
            <numerusform>%n neue Nachrichten. Lesen Sie sie, bevor Sie senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages</source>
        <comment>1 message</comment>
        <translation>
            <numerusform>1 Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets tagged {tag}</source>
        <comment>1 ticket tagged {tag}</comment>
        <translation>
            <numerusform>1 Ticket mit {tag} verschlagwortet</numerusform>
            <numerusform>%n Tickets mit {tag} verschlagwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets solved</source>
        <comment>1 ticket solved</comment>
        <translation>
            <numerusform>1 Ticket gelöst</numerusform>
            <numerusform>%n Tickets gelöst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets: {change}</source>
        <comment>1 ticket: {change}</comment>
        <translation>
            <numerusform>1 Ticket: {change}</numerusform>
            <numerusform>%n Tickets: {change}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mails released</source>
        <comment>Released as a new ticket</comment>
        <translation>
            <numerusform>Als neues Ticket freigegeben</numerusform>
            <numerusform>%n E-Mails freigegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mails deleted</source>
        <comment>Mail deleted</comment>
        <translation>
            <numerusform>E-Mail gelöscht</numerusform>
            <numerusform>%n E-Mails gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Block %n senders</source>
        <comment>Block sender</comment>
        <translation>
            <numerusform>Absender sperren</numerusform>
            <numerusform>%n Absender sperren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n senders are blocked, their mail deleted</source>
        <comment>{sender} is blocked, the mail deleted</comment>
        <translation>
            <numerusform>{sender} ist gesperrt, die E-Mail gelöscht</numerusform>
            <numerusform>%n Absender sind gesperrt, ihre E-Mails gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mails in 90 days</source>
        <comment>1 mail in 90 days</comment>
        <translation>
            <numerusform>1 E-Mail in 90 Tagen</numerusform>
            <numerusform>%n E-Mails in 90 Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n solved today.</source>
        <comment>1 solved today.</comment>
        <translation>
            <numerusform>Heute 1 gelöst.</numerusform>
            <numerusform>Heute %n gelöst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snoozed tickets, the next wakes at {time}</source>
        <comment>1 snoozed ticket, wakes at {time}</comment>
        <translation>
            <numerusform>1 zurückgestelltes Ticket, es kommt um {time} Uhr wieder</numerusform>
            <numerusform>%n zurückgestellte Tickets, das nächste kommt um {time} Uhr wieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snoozed tickets, the next wakes on {day}</source>
        <comment>1 snoozed ticket, wakes on {day}</comment>
        <translation>
            <numerusform>1 zurückgestelltes Ticket, es kommt am {day} wieder</numerusform>
            <numerusform>%n zurückgestellte Tickets, das nächste kommt am {day} wieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mentions</source>
        <comment>1 mention</comment>
        <translation>
            <numerusform>1 Erwähnung</numerusform>
            <numerusform>%n Erwähnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts not sent</source>
        <comment>1 draft not sent</comment>
        <translation>
            <numerusform>1 Entwurf nicht gesendet</numerusform>
            <numerusform>%n Entwürfe nicht gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages</source>
        <comment>1 new message</comment>
        <translation>
            <numerusform>1 neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>forwarded to {address} and %n more</source>
        <comment>forwarded to {address} and 1 more</comment>
        <translation>
            <numerusform>an {address} und 1 weitere Adresse weitergeleitet</numerusform>
            <numerusform>an {address} und %n weitere Adressen weitergeleitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to {address} and %n more</source>
        <comment>to {address} and 1 more</comment>
        <translation>
            <numerusform>an {address} und 1 weitere Adresse</numerusform>
            <numerusform>an {address} und %n weitere Adressen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} has %n open tickets. Is it about one of them?</source>
        <comment>{name} has an open ticket. Is it about this one?</comment>
        <translation>
            <numerusform>{name} hat ein offenes Ticket. Geht es darum?</numerusform>
            <numerusform>{name} hat %n offene Tickets. Geht es um eines davon?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep working, %n changes wait here.</source>
        <comment>Keep working, 1 change waits here.</comment>
        <translation>
            <numerusform>Arbeiten Sie weiter, 1 Änderung wartet hier.</numerusform>
            <numerusform>Arbeiten Sie weiter, %n Änderungen warten hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your actions were sent again.</source>
        <comment>1 of your actions was sent again.</comment>
        <translation>
            <numerusform>Eine Ihrer Aktionen wurde erneut gesendet.</numerusform>
            <numerusform>%n Ihrer Aktionen wurden erneut gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not accepted. What you wrote is in your drafts.</source>
        <comment>1 was not accepted. What you wrote is in your drafts.</comment>
        <translation>
            <numerusform>Eine wurde nicht angenommen. Was Sie geschrieben haben, ist in Ihren Entwürfen.</numerusform>
            <numerusform>%n wurden nicht angenommen. Was Sie geschrieben haben, ist in Ihren Entwürfen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes wait to be sent. Connect before you go on.</source>
        <comment>1 change waits to be sent. Connect before you go on.</comment>
        <translation>
            <numerusform>1 Änderung wartet auf das Senden. Verbinden Sie sich, bevor Sie weitermachen.</numerusform>
            <numerusform>%n Änderungen warten auf das Senden. Verbinden Sie sich, bevor Sie weitermachen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are not ready to be solved.</source>
        <comment>1 ticket is not ready to be solved.</comment>
        <translation>
            <numerusform>1 Ticket ist noch nicht bereit zum Lösen.</numerusform>
            <numerusform>%n Tickets sind noch nicht bereit zum Lösen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets restored</source>
        <comment>1 ticket restored</comment>
        <translation>
            <numerusform>1 Ticket wiederhergestellt</numerusform>
            <numerusform>%n Tickets wiederhergestellt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mail of %n senders is held from now on</source>
        <comment>Mail of {sender} is held from now on</comment>
        <translation>
            <numerusform>E-Mails von {sender} werden ab jetzt zurückgehalten</numerusform>
            <numerusform>E-Mails von %n Absendern werden ab jetzt zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets marked as spam</source>
        <comment>1 ticket marked as spam</comment>
        <translation>
            <numerusform>1 Ticket als Spam markiert</numerusform>
            <numerusform>%n Tickets als Spam markiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets deleted</source>
        <comment>1 ticket deleted</comment>
        <translation>
            <numerusform>1 Ticket gelöscht</numerusform>
            <numerusform>%n Tickets gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{problem}, %n tries</source>
        <comment>{problem}</comment>
        <translation>
            <numerusform>{problem}</numerusform>
            <numerusform>{problem}, %n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer holds {count} tickets, last updated {at}. Replies you write are sent when the server is back.</source>
        <comment>This computer holds 1 ticket, last updated {at}. Replies you write are sent when the server is back.</comment>
        <translation>
            <numerusform>Dieser Computer enthält 1 Ticket, Stand {at}. Antworten, die Sie schreiben, werden gesendet, sobald der Server wieder da ist.</numerusform>
            <numerusform>Dieser Computer enthält {count} Tickets, Stand {at}. Antworten, die Sie schreiben, werden gesendet, sobald der Server wieder da ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your session has ended. Sign in again to send %n changes.</source>
        <comment>Your session has ended. Sign in again to send 1 change.</comment>
        <translation>
            <numerusform>Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an, um 1 Änderung zu senden.</numerusform>
            <numerusform>Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an, um %n Änderungen zu senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alerts</source>
        <comment>1 alert</comment>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more after these</source>
        <comment>1 more after these</comment>
        <translation>
            <numerusform>Danach noch %n</numerusform>
            <numerusform>Danach noch %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days added to the draft</source>
        <comment>1 day added to the draft</comment>
        <translation>
            <numerusform>1 Tag zum Entwurf hinzugefügt</numerusform>
            <numerusform>%n Tage zum Entwurf hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working days</source>
        <comment>1 working day</comment>
        <translation>
            <numerusform>1 Arbeitstag</numerusform>
            <numerusform>%n Arbeitstage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait now</source>
        <comment>1 waits now</comment>
        <translation>
            <numerusform>1 wartet jetzt</numerusform>
            <numerusform>%n warten jetzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more are offered</source>
        <comment>1 more is offered</comment>
        <translation>
            <numerusform>1 weiteres angeboten</numerusform>
            <numerusform>%n weitere angeboten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets</source>
        <comment>1 ticket</comment>
        <translation>
            <numerusform>%n Ticket</numerusform>
            <numerusform>%n Tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages move to {stays}.</source>
        <comment>1 message moves to {stays}.</comment>
        <translation>
            <numerusform>%n Nachricht kommt nach {stays}.</numerusform>
            <numerusform>%n Nachrichten kommen nach {stays}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages go back to {ticket}.</source>
        <comment>1 message goes back to {ticket}.</comment>
        <translation>
            <numerusform>%n Nachricht geht zurück nach {ticket}.</numerusform>
            <numerusform>%n Nachrichten gehen zurück nach {ticket}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages stay here. The two tickets are linked.</source>
        <comment>1 message stays here. The two tickets are linked.</comment>
        <translation>
            <numerusform>%n Nachricht bleibt hier. Die beiden Tickets sind verknüpft.</numerusform>
            <numerusform>%n Nachrichten bleiben hier. Die beiden Tickets sind verknüpft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages moved to a new ticket</source>
        <comment>1 message moved to a new ticket</comment>
        <translation>
            <numerusform>%n Nachricht in ein neues Ticket verschoben</numerusform>
            <numerusform>%n Nachrichten in ein neues Ticket verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n child tickets are still open</source>
        <comment>1 child ticket is still open</comment>
        <translation>
            <numerusform>%n untergeordnetes Ticket ist noch offen</numerusform>
            <numerusform>%n untergeordnete Tickets sind noch offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>and 1 more</comment>
        <translation>
            <numerusform>und 1 weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would change</source>
        <comment>1 would change</comment>
        <translation>
            <numerusform>1 änderte sich</numerusform>
            <numerusform>%n änderten sich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tickets stay as they are, because somebody has changed them since: {tickets}.</source>
        <comment>1 ticket stays as it is, because somebody has changed it since: {tickets}.</comment>
        <translation>
            <numerusform>1 Ticket bleibt, wie es ist, weil es seitdem jemand geändert hat: {tickets}.</numerusform>
            <numerusform>{count} Tickets bleiben, wie sie sind, weil sie seitdem jemand geändert hat: {tickets}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tickets could not be put back: {tickets}.</source>
        <comment>1 ticket could not be put back: {tickets}.</comment>
        <translation>
            <numerusform>1 Ticket konnte nicht zurückgesetzt werden: {tickets}.</numerusform>
            <numerusform>{count} Tickets konnten nicht zurückgesetzt werden: {tickets}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets moved to {team}</source>
        <comment>1 ticket moved to {team}</comment>
        <translation>
            <numerusform>%n Ticket an {team} verschoben</numerusform>
            <numerusform>%n Tickets an {team} verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %n tickets to others</source>
        <comment>Give 1 ticket to others</comment>
        <translation>
            <numerusform>%n Ticket an andere geben</numerusform>
            <numerusform>%n Tickets an andere geben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets of {name} go to others</source>
        <comment>1 ticket of {name} goes to others</comment>
        <translation>
            <numerusform>%n Ticket von {name} geht an andere</numerusform>
            <numerusform>%n Tickets von {name} gehen an andere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items</source>
        <comment>1 item</comment>
        <translation>
            <numerusform>1 Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>asks for %n things</source>
        <comment>asks for 1 thing</comment>
        <translation>
            <numerusform>verlangt 1 Angabe</numerusform>
            <numerusform>verlangt %n Angaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n customers</source>
        <comment>Send to 1 customer</comment>
        <translation>
            <numerusform>An 1 Kunden senden</numerusform>
            <numerusform>An %n Kunden senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customers get this reply, each in their own ticket.</source>
        <comment>1 customer gets this reply, in their own ticket.</comment>
        <translation>
            <numerusform>1 Kunde bekommt diese Antwort in seinem Ticket.</numerusform>
            <numerusform>%n Kunden bekommen diese Antwort, jeder in seinem Ticket.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are solved.</source>
        <comment>1 is solved.</comment>
        <translation>
            <numerusform>1 wird gelöst.</numerusform>
            <numerusform>%n werden gelöst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lack something before they may be solved, and stay open.</source>
        <comment>1 lacks something before it may be solved, and stays open.</comment>
        <translation>
            <numerusform>Einem fehlt noch etwas vor dem Lösen, es bleibt offen.</numerusform>
            <numerusform>%n fehlt noch etwas vor dem Lösen, sie bleiben offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replied to %n customers</source>
        <comment>Replied to 1 customer</comment>
        <translation>
            <numerusform>1 Kunden geantwortet</numerusform>
            <numerusform>%n Kunden geantwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open tickets stay theirs until somebody moves them</source>
        <comment>1 open ticket stays theirs until somebody moves it</comment>
        <translation>
            <numerusform>%n offenes Ticket bleibt dort, bis es jemand verschiebt</numerusform>
            <numerusform>%n offene Tickets bleiben dort, bis sie jemand verschiebt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open tickets stay in its queue; new ones come to no team</source>
        <comment>1 open ticket stays in its queue; new ones come to no team</comment>
        <translation>
            <numerusform>%n offenes Ticket bleibt in der Warteschlange; neue kommen zu keinem Team</numerusform>
            <numerusform>%n offene Tickets bleiben in der Warteschlange; neue kommen zu keinem Team</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: type a part of a name or a domain</source>
        <comment>1 more: type a part of its name</comment>
        <translation>
            <numerusform>%n weitere: Geben Sie einen Teil des Namens ein</numerusform>
            <numerusform>%n weitere: Geben Sie einen Teil eines Namens oder einer Domain ein</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>policies</name>
    <message>
        <source>SLA policies</source>
        <translation>SLA-Richtlinien</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Next reply</source>
        <translation>Nächste Antwort</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Alert at</source>
        <translation>Warnung bei</translation>
    </message>
    <message>
        <source>Met, 14 d</source>
        <translation>Erfüllt, 14 d</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>New policy</source>
        <translation>Neue Richtlinie</translation>
    </message>
    <message>
        <source>No policy yet</source>
        <translation>Noch keine Richtlinie</translation>
    </message>
    <message>
        <source>A policy says how fast which tickets are answered.</source>
        <translation>Eine Richtlinie sagt, wie schnell welche Tickets beantwortet werden.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>nicht veröffentlicht</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Every ticket</source>
        <translation>Jedes Ticket</translation>
    </message>
    <message>
        <source>Everyone else</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} bis {most}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Around the clock</source>
        <translation>Rund um die Uhr</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Put right what is wrong first.</source>
        <translation>Berichtigen Sie zuerst, was nicht stimmt.</translation>
    </message>
    <message>
        <source>Its calendar is not in force. Publish that first.</source>
        <translation>Der Kalender gilt noch nicht. Veröffentlichen Sie zuerst diesen.</translation>
    </message>
    <message>
        <source>Type numbers like 75, 90</source>
        <translation>Geben Sie Zahlen wie 75, 90 ein</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: this is no JSON</source>
        <translation>Zeile {line}, Spalte {column}: Das ist kein JSON</translation>
    </message>
    <message>
        <source>A policy is an object in { }</source>
        <translation>Eine Richtlinie ist ein Objekt in { }</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>All policies</source>
        <translation>Alle Richtlinien</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Alert at, in per cent of the target</source>
        <translation>Warnung bei, in Prozent des Ziels</translation>
    </message>
    <message>
        <source>Resolution rests while</source>
        <translation>Lösung ruht, solange</translation>
    </message>
    <message>
        <source>As you would write it: 30m, 8h, 3 business days</source>
        <translation>Wie man es schreibt: 30m, 8h, 3 business days</translation>
    </message>
    <message>
        <source>The whole policy as JSON</source>
        <translation>Die ganze Richtlinie als JSON</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>All priorities</source>
        <translation>Alle Prioritäten</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>als Text</translation>
    </message>
</context>
<context>
    <name>properties</name>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Kein Team</translation>
    </message>
    <message>
        <source>No category</source>
        <translation>Keine Kategorie</translation>
    </message>
    <message>
        <source>if possible</source>
        <translation>wenn möglich</translation>
    </message>
    <message>
        <source>This ticket is closed for good</source>
        <translation>Dieses Ticket ist endgültig geschlossen</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>This ticket has no customer.</source>
        <translation>Dieses Ticket hat keinen Kunden.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>The history needs the connection.</source>
        <translation>Der Verlauf ist nur mit Verbindung zu sehen.</translation>
    </message>
    <message>
        <source>You cannot see the history of this ticket.</source>
        <translation>Sie können den Verlauf dieses Tickets nicht sehen.</translation>
    </message>
    <message>
        <source>Without a connection: as it was read.</source>
        <translation>Ohne Verbindung: wie zuletzt gelesen.</translation>
    </message>
    <message>
        <source>Restore the ticket to change it</source>
        <translation>Zum Ändern das Ticket wiederherstellen</translation>
    </message>
    <message>
        <source>Unmerge the ticket to change it</source>
        <translation>Heben Sie die Zusammenführung auf, um das Ticket zu ändern</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>{time}, {place}</source>
        <translation>{time}, {place}</translation>
    </message>
</context>
<context>
    <name>publish</name>
    <message>
        <source>Note: what is different</source>
        <translation>Notiz: was anders ist</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Entwurf verwerfen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switched off.</source>
        <translation>Ausgeschaltet.</translation>
    </message>
    <message>
        <source>A draft: it changes no ticket before it is published.</source>
        <translation>Ein Entwurf: Er ändert kein Ticket, bevor er veröffentlicht ist.</translation>
    </message>
    <message>
        <source>A draft: no clock runs by it before it is published.</source>
        <translation>Ein Entwurf: Keine Uhr läuft danach, bevor er veröffentlicht ist.</translation>
    </message>
    <message>
        <source>A draft. Version {number} is in force until it is published.</source>
        <translation>Ein Entwurf. Version {number} gilt, bis er veröffentlicht ist.</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>{version} is in force.</source>
        <translation>Es gilt {version}.</translation>
    </message>
    <message>
        <source>Version {number}, {moment}, {name}</source>
        <translation>Version {number}, {moment}, {name}</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>der Helpdesk</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>without a note</source>
        <translation>ohne Notiz</translation>
    </message>
    <message>
        <source>Version {number} again</source>
        <translation>Wieder Version {number}</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Put version {number} into force again</source>
        <translation>Version {number} wieder in Kraft setzen</translation>
    </message>
    <message>
        <source>Roll back?</source>
        <translation>Zurücksetzen?</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>{ticket} (pinned)</source>
        <translation>{ticket} (angeheftet)</translation>
    </message>
    <message>
        <source>Keep it back</source>
        <translation>Zurückhalten</translation>
    </message>
    <message>
        <source>Move all that waits</source>
        <translation>Alles Wartende verschieben</translation>
    </message>
    <message>
        <source>Team that it moves to</source>
        <translation>Team, an das es geht</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>Oben anheften</translation>
    </message>
    <message>
        <source>Keep this ticket back</source>
        <translation>Dieses Ticket zurückhalten</translation>
    </message>
    <message>
        <source>Share it out again</source>
        <translation>Wieder verteilen</translation>
    </message>
    <message>
        <source>The queue is kept back: nobody gets anything out of it.</source>
        <translation>Die Warteschlange wird zurückgehalten: Niemand bekommt etwas daraus.</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Share this ticket out again</source>
        <translation>Dieses Ticket wieder verteilen</translation>
    </message>
    <message>
        <source>The queue of {team} is kept back</source>
        <translation>Die Warteschlange von {team} wird zurückgehalten</translation>
    </message>
    <message>
        <source>The queue of {team} is shared out again</source>
        <translation>Die Warteschlange von {team} wird wieder verteilt</translation>
    </message>
    <message>
        <source>{number} is served first</source>
        <translation>{number} kommt zuerst</translation>
    </message>
    <message>
        <source>{number} waits in its turn again</source>
        <translation>{number} wartet wieder der Reihe nach</translation>
    </message>
    <message>
        <source>{number} is kept back</source>
        <translation>{number} wird zurückgehalten</translation>
    </message>
    <message>
        <source>{number} is shared out again</source>
        <translation>{number} wird wieder verteilt</translation>
    </message>
</context>
<context>
    <name>refusal</name>
    <message>
        <source>{name} took this first</source>
        <translation>{name} war schneller</translation>
    </message>
    <message>
        <source>{name} took this {ago} ago</source>
        <translation>{name} war schneller, {ago} ist es her</translation>
    </message>
    <message>
        <source>Next ticket</source>
        <translation>Nächstes Ticket</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>It is set to {theirs} on the server. You set it to {yours}.</source>
        <translation>Auf dem Server steht {theirs}. Sie haben es auf {yours} gesetzt.</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}, {time}</translation>
    </message>
    <message>
        <source>You, {time}</source>
        <translation>Sie, {time}</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Your change</source>
        <translation>Ihre Änderung</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>{value} behalten</translation>
    </message>
    <message>
        <source>Set {value} anyway</source>
        <translation>Trotzdem auf {value} setzen</translation>
    </message>
    <message>
        <source>your tags</source>
        <translation>Ihre Schlagwörter</translation>
    </message>
    <message>
        <source>{what} was saved.</source>
        <translation>{what} wurde gespeichert.</translation>
    </message>
    <message>
        <source>{what} were saved.</source>
        <translation>{what} wurden gespeichert.</translation>
    </message>
    <message>
        <source>your note</source>
        <translation>Ihre Notiz</translation>
    </message>
    <message>
        <source>your reply</source>
        <translation>Ihre Antwort</translation>
    </message>
    <message>
        <source>your change to {field}</source>
        <translation>Ihre Änderung an „{field}“</translation>
    </message>
    <message>
        <source>{name} set it to {theirs} {ago} before you set it to {yours}.</source>
        <translation>{name} hat es {ago} vor Ihnen auf {theirs} gesetzt, Sie auf {yours}.</translation>
    </message>
    <message>
        <source>{name} set it to {theirs}, which arrived before your {yours}.</source>
        <translation>{name} hat es auf {theirs} gesetzt. Das kam vor Ihrem {yours} an.</translation>
    </message>
    <message>
        <source>Your reply was not sent</source>
        <translation>Ihre Antwort wurde nicht gesendet</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Your change was not accepted</source>
        <translation>Ihre Änderung wurde nicht angenommen</translation>
    </message>
    <message>
        <source>Your internal note was not saved</source>
        <translation>Ihre interne Notiz wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Discard my change</source>
        <translation>Meine Änderung verwerfen</translation>
    </message>
    <message>
        <source>Your change to {field} was not accepted</source>
        <translation>Ihre Änderung an „{field}“ wurde nicht angenommen</translation>
    </message>
    <message>
        <source>Your change was not accepted, and nothing was published</source>
        <translation>Ihre Änderung wurde nicht angenommen und nichts wurde veröffentlicht</translation>
    </message>
    <message>
        <source>Your change to {name} was not accepted</source>
        <translation>Ihre Änderung an „{name}“ wurde nicht angenommen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>name {value}</source>
        <translation>Name {value}</translation>
    </message>
    <message>
        <source>role {value}</source>
        <translation>Rolle {value}</translation>
    </message>
    <message>
        <source>at most {value} tickets</source>
        <translation>höchstens {value} Tickets</translation>
    </message>
    <message>
        <source>sharing out {value}</source>
        <translation>Verteilung {value}</translation>
    </message>
    <message>
        <source>order {value}</source>
        <translation>Reihenfolge {value}</translation>
    </message>
    <message>
        <source>{value} s to accept</source>
        <translation>{value} s zum Annehmen</translation>
    </message>
    <message>
        <source>{value} new tickets a minute</source>
        <translation>{value} neue Tickets pro Minute</translation>
    </message>
    <message>
        <source>extra skills for {value} min</source>
        <translation>zusätzliche Fähigkeiten {value} min lang</translation>
    </message>
    <message>
        <source>going on to others {value}</source>
        <translation>Weitergabe an andere {value}</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>den Desk</translation>
    </message>
    <message>
        <source>{skill} at level {level}</source>
        <translation>{skill} auf Stufe {level}</translation>
    </message>
    <message>
        <source>into {team}</source>
        <translation>ins Team {team}</translation>
    </message>
    <message>
        <source>out of {team}</source>
        <translation>aus dem Team {team}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>refused</name>
    <message>
        <source>This version of Deskbell and the server do not understand each other.</source>
        <translation>Diese Version von Deskbell und der Server verstehen einander nicht.</translation>
    </message>
    <message>
        <source>The text holds a character that cannot be stored.</source>
        <translation>Der Text enthält ein Zeichen, das nicht gespeichert werden kann.</translation>
    </message>
    <message>
        <source>The server does not take this value{field}.</source>
        <translation>Der Server nimmt diesen Wert nicht an{field}.</translation>
    </message>
    <message>
        <source>The server does not know how to do this yet. Update the server.</source>
        <translation>Der Server kann das noch nicht. Aktualisieren Sie den Server.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>Das dürfen Sie nicht.</translation>
    </message>
    <message>
        <source>It is no longer there, or no longer yours to see.</source>
        <translation>Das gibt es nicht mehr, oder Sie dürfen es nicht mehr sehen.</translation>
    </message>
    <message>
        <source>There is already one with the same value{field}.</source>
        <translation>Es gibt schon eines mit demselben Wert{field}.</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile{field}.</source>
        <translation>Das hat inzwischen jemand anderes geändert{field}.</translation>
    </message>
    <message>
        <source>There is a newer message in this ticket. Read it before you send.</source>
        <translation>In diesem Ticket ist eine neuere Nachricht. Lesen Sie sie, bevor Sie senden.</translation>
    </message>
    <message>
        <source>The ticket&apos;s status does not allow this now.</source>
        <translation>Der Status des Tickets lässt das jetzt nicht zu.</translation>
    </message>
    <message>
        <source>The reply has already gone out.</source>
        <translation>Die Antwort ist schon hinausgegangen.</translation>
    </message>
    <message>
        <source>The offer is over: the ticket has gone on to somebody else.</source>
        <translation>Das Angebot ist vorbei: Das Ticket ist weitergegangen.</translation>
    </message>
    <message>
        <source>Nothing waits there that you have the skills for.</source>
        <translation>Dort wartet nichts, wofür Sie die Kenntnisse haben.</translation>
    </message>
    <message>
        <source>A file has not arrived at the server.</source>
        <translation>Eine Datei ist nicht beim Server angekommen.</translation>
    </message>
    <message>
        <source>The server no longer has this password. Enter it again and test the mailbox.</source>
        <translation>Der Server hat dieses Passwort nicht mehr. Geben Sie es erneut ein und testen Sie das Postfach.</translation>
    </message>
    <message>
        <source>That is more than this desk allows{field}.</source>
        <translation>Das ist mehr, als dieser Desk zulässt{field}.</translation>
    </message>
    <message>
        <source>This was already sent with another content.</source>
        <translation>Das wurde schon mit anderem Inhalt gesendet.</translation>
    </message>
    <message>
        <source>This waited too long. Check the ticket, then do it again.</source>
        <translation>Das hat zu lange gewartet. Prüfen Sie das Ticket und tun Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>An earlier change has to be sent first.</source>
        <translation>Zuerst muss eine frühere Änderung gesendet werden.</translation>
    </message>
    <message>
        <source>The server asks for a little patience.</source>
        <translation>Der Server bittet um etwas Geduld.</translation>
    </message>
    <message>
        <source>The server has no room. It is tried again.</source>
        <translation>Der Server hat keinen Platz. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The server takes no changes until an administrator has looked at it.</source>
        <translation>Der Server nimmt keine Änderungen an, bis ein Admin nachgesehen hat.</translation>
    </message>
    <message>
        <source>The server failed. It is tried again.</source>
        <translation>Der Server hat einen Fehler. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The server heard nothing in time. Check the network, then try again.</source>
        <translation>Beim Server ist nichts rechtzeitig angekommen. Prüfen Sie das Netz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Address, password or code is wrong.</source>
        <translation>Adresse, Passwort oder Code ist falsch.</translation>
    </message>
    <message>
        <source>This device has been signed out.</source>
        <translation>Dieses Gerät wurde abgemeldet.</translation>
    </message>
    <message>
        <source>This account has been disabled.</source>
        <translation>Dieses Konto wurde deaktiviert.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little, then try again.</source>
        <translation>Zu viele Versuche. Warten Sie kurz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>This version of Deskbell is too old or too new for the server.</source>
        <translation>Diese Version von Deskbell ist für den Server zu alt oder zu neu.</translation>
    </message>
    <message>
        <source>This is too large to send. Attach the text as a file instead.</source>
        <translation>Das ist zu groß zum Senden. Hängen Sie den Text als Datei an.</translation>
    </message>
    <message>
        <source>It waited here for more than 30 minutes. Read what is new, then decide.</source>
        <translation>Sie hat hier mehr als 30 Minuten gewartet. Lesen Sie, was neu ist, und entscheiden Sie dann.</translation>
    </message>
    <message>
        <source>It builds on a change that was refused.</source>
        <translation>Es baut auf einer Änderung auf, die abgelehnt wurde.</translation>
    </message>
    <message>
        <source>A ticket cannot be merged into itself.</source>
        <translation>Ein Ticket kann nicht mit sich selbst zusammengeführt werden.</translation>
    </message>
    <message>
        <source>The other ticket is closed, deleted or merged itself.</source>
        <translation>Das andere Ticket ist geschlossen, gelöscht oder selbst zusammengeführt.</translation>
    </message>
    <message>
        <source>This ticket was merged into another one meanwhile.</source>
        <translation>Dieses Ticket wurde inzwischen mit einem anderen zusammengeführt.</translation>
    </message>
    <message>
        <source>They are of different customers. Confirm that they belong together.</source>
        <translation>Sie gehören zu verschiedenen Kunden. Bestätigen Sie, dass sie zusammengehören.</translation>
    </message>
    <message>
        <source>Messages of the merge were erased or moved on: it cannot be undone exactly.</source>
        <translation>Nachrichten daraus wurden endgültig gelöscht oder weiter verschoben: Die Zusammenführung lässt sich nicht genau rückgängig machen.</translation>
    </message>
    <message>
        <source>Child tickets are still open. Solve them first, or solve it anyway.</source>
        <translation>Untergeordnete Tickets sind noch offen. Lösen Sie zuerst diese, oder lösen Sie es trotzdem.</translation>
    </message>
    <message>
        <source>It has a parent already. Take that link away first.</source>
        <translation>Es hat schon ein übergeordnetes Ticket. Entfernen Sie zuerst diese Verknüpfung.</translation>
    </message>
    <message>
        <source>It has a problem as its cause already. Take that link away first.</source>
        <translation>Es hat schon ein Problem als Ursache. Entfernen Sie zuerst diese Verknüpfung.</translation>
    </message>
    <message>
        <source>It is a duplicate of another already. Take that link away first.</source>
        <translation>Es ist schon das Duplikat eines anderen. Entfernen Sie zuerst diese Verknüpfung.</translation>
    </message>
    <message>
        <source>It follows up another ticket already. Take that link away first.</source>
        <translation>Es folgt schon auf ein anderes Ticket. Entfernen Sie zuerst diese Verknüpfung.</translation>
    </message>
    <message>
        <source>The links would lead in a circle.</source>
        <translation>Die Verknüpfungen würden im Kreis führen.</translation>
    </message>
    <message>
        <source>It cannot be solved yet. Missing: {missing}.</source>
        <translation>Es kann noch nicht gelöst werden. Es fehlt: {missing}.</translation>
    </message>
    <message>
        <source>what solved it</source>
        <translation>was die Lösung war</translation>
    </message>
    <message>
        <source>a category</source>
        <translation>eine Kategorie</translation>
    </message>
    <message>
        <source>the address of an article</source>
        <translation>die Adresse eines Artikels</translation>
    </message>
    <message>
        <source>its checklist</source>
        <translation>die Checkliste</translation>
    </message>
    <message>
        <source>The server refused {what} ({code}).</source>
        <translation>Der Server hat {what} abgelehnt ({code}).</translation>
    </message>
    <message>
        <source>this</source>
        <translation>das</translation>
    </message>
    <message>
        <source>Incident {number}.</source>
        <translation>Vorfall {number}.</translation>
    </message>
    <message>
        <source>wake-up time</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
</context>
<context>
    <name>removed</name>
    <message>
        <source>Deleted by {name}, {time}</source>
        <translation>Gelöscht von {name}, {time}</translation>
    </message>
    <message>
        <source>Marked as spam by {name}, {time}</source>
        <translation>Als Spam markiert von {name}, {time}</translation>
    </message>
    <message>
        <source>Merged into {ticket} by {name}, {time}</source>
        <translation>In {ticket} überführt von {name}, {time}</translation>
    </message>
    <message>
        <source>another ticket</source>
        <translation>ein anderes Ticket</translation>
    </message>
</context>
<context>
    <name>replies</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Copy for me</source>
        <translation>Für mich kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Your first name</source>
        <translation>Ihr Vorname</translation>
    </message>
    <message>
        <source>Your address</source>
        <translation>Ihre Adresse</translation>
    </message>
    <message>
        <source>The customer&apos;s name</source>
        <translation>Name des Kunden</translation>
    </message>
    <message>
        <source>The customer&apos;s first name</source>
        <translation>Vorname des Kunden</translation>
    </message>
    <message>
        <source>The customer&apos;s address</source>
        <translation>Adresse des Kunden</translation>
    </message>
    <message>
        <source>The customer&apos;s company</source>
        <translation>Firma des Kunden</translation>
    </message>
    <message>
        <source>Number of the ticket</source>
        <translation>Nummer des Tickets</translation>
    </message>
    <message>
        <source>Subject of the ticket</source>
        <translation>Betreff des Tickets</translation>
    </message>
    <message>
        <source>Team of the ticket</source>
        <translation>Team des Tickets</translation>
    </message>
    <message>
        <source>Only me</source>
        <translation>Nur mich</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Geben Sie einen Namen ein</translation>
    </message>
    <message>
        <source>There is a reply of this name already</source>
        <translation>Eine Antwort mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>Type what the reply says</source>
        <translation>Geben Sie den Text der Antwort ein</translation>
    </message>
    <message>
        <source>This is too long</source>
        <translation>Das ist zu lang</translation>
    </message>
    <message>
        <source>{field} is no field. Insert one from the list.</source>
        <translation>{field} ist kein Feld. Fügen Sie eines aus der Liste ein.</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Prepared replies</source>
        <translation>Vorbereitete Antworten</translation>
    </message>
    <message>
        <source>New reply</source>
        <translation>Neue Antwort</translation>
    </message>
    <message>
        <source>Search prepared replies</source>
        <translation>Vorbereitete Antworten durchsuchen</translation>
    </message>
    <message>
        <source>No reply has these words</source>
        <translation>Keine Antwort enthält diese Wörter</translation>
    </message>
    <message>
        <source>No reply is kept ready</source>
        <translation>Keine Antwort ist vorbereitet</translation>
    </message>
    <message>
        <source>Type / at the start of a line to use one.</source>
        <translation>Tippen Sie / am Anfang einer Zeile, um eine zu verwenden.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Team leads change what others have too.</source>
        <translation>Was auch andere haben, ändern Teamleitungen.</translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>„{name}“ gelöscht</translation>
    </message>
</context>
<context>
    <name>restored</name>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Forwarded mail</source>
        <translation>Weitergeleitete E-Mail</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Marked as spam</source>
        <translation>Als Spam markiert</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>The server was restored.</source>
        <translation>Der Server wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>It builds on one that was not accepted.</source>
        <translation>Sie baut auf einer auf, die nicht angenommen wurde.</translation>
    </message>
    <message>
        <source>{what}, #{number}</source>
        <translation>{what}, #{number}</translation>
    </message>
</context>
<context>
    <name>routing</name>
    <message>
        <source>Balanced</source>
        <translation>Ausgeglichen</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Manual pull</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Nobody else could take it.</source>
        <translation>Niemand sonst konnte es nehmen.</translation>
    </message>
    <message>
        <source>They had this customer before.</source>
        <translation>Hatte diesen Kunden schon.</translation>
    </message>
    <message>
        <source>They have more of the skills asked for.</source>
        <translation>Hat mehr der gewünschten Kenntnisse.</translation>
    </message>
    <message>
        <source>The others are kept for what only they can do.</source>
        <translation>Die anderen werden für das aufgehoben, was nur sie können.</translation>
    </message>
    <message>
        <source>They have the lower load.</source>
        <translation>Ist weniger ausgelastet.</translation>
    </message>
    <message>
        <source>The others are kept for other skills.</source>
        <translation>Die anderen werden für andere Kenntnisse aufgehoben.</translation>
    </message>
    <message>
        <source>They are longest without a new ticket.</source>
        <translation>Ist am längsten ohne neues Ticket.</translation>
    </message>
    <message>
        <source>All else was equal.</source>
        <translation>Alles andere war gleich.</translation>
    </message>
    <message>
        <source>Not the last owner</source>
        <translation>Kennt den Kunden nicht</translation>
    </message>
    <message>
        <source>Fewer skills</source>
        <translation>Weniger Kenntnisse</translation>
    </message>
    <message>
        <source>Kept for a rare skill</source>
        <translation>Aufgehoben: seltene Kenntnis</translation>
    </message>
    <message>
        <source>Higher load</source>
        <translation>Höhere Auslastung</translation>
    </message>
    <message>
        <source>Kept for other skills</source>
        <translation>Aufgehoben: andere Kenntnisse</translation>
    </message>
    <message>
        <source>Newer last ticket</source>
        <translation>Bekam später ein Ticket</translation>
    </message>
    <message>
        <source>All else equal</source>
        <translation>Sonst alles gleich</translation>
    </message>
    <message>
        <source>Not in the team</source>
        <translation>Nicht im Team</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Outside hours</source>
        <translation>Außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>Lacks {detail}</source>
        <translation>Ohne {detail}</translation>
    </message>
    <message>
        <source>At the limit</source>
        <translation>An der Grenze</translation>
    </message>
    <message>
        <source>At the limit for {detail}</source>
        <translation>An der Grenze für {detail}</translation>
    </message>
    <message>
        <source>Enough for now</source>
        <translation>Vorerst genug</translation>
    </message>
    <message>
        <source>Asked before</source>
        <translation>Schon gefragt</translation>
    </message>
    <message>
        <source>Taken from {name}, who went off shift</source>
        <translation>{name} weggenommen: nicht mehr im Dienst</translation>
    </message>
    <message>
        <source>Taken from {name}, who is absent</source>
        <translation>{name} weggenommen: abwesend</translation>
    </message>
    <message>
        <source>Taken from {name}, who has no access any more</source>
        <translation>{name} weggenommen: ohne Zugang</translation>
    </message>
    <message>
        <source>Taken from {name}, to be given to others</source>
        <translation>{name} weggenommen: für andere</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>the form</source>
        <translation>das Formular</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>the API</source>
        <translation>die API</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>das Desk</translation>
    </message>
    <message>
        <source>Absent by plan</source>
        <translation>Geplant abwesend</translation>
    </message>
    <message>
        <source>Order: extra skills, lower load, longest without a new ticket.</source>
        <translation>Reihenfolge: zusätzliche Kenntnisse, geringere Auslastung, am längsten ohne neues Ticket.</translation>
    </message>
    <message>
        <source>Order: extra skills, longest without a new ticket.</source>
        <translation>Reihenfolge: zusätzliche Kenntnisse, am längsten ohne neues Ticket.</translation>
    </message>
    <message>
        <source>It is kept back, so nobody gets it of itself.</source>
        <translation>Es wird zurückgehalten; von selbst bekommt es niemand.</translation>
    </message>
    <message>
        <source>The team shares out by hand: somebody has to take it.</source>
        <translation>Das Team verteilt von Hand: jemand muss es nehmen.</translation>
    </message>
    <message>
        <source>Nobody in the team takes tickets.</source>
        <translation>Niemand im Team nimmt Tickets an.</translation>
    </message>
</context>
<context>
    <name>rows</name>
    <message>
        <source>New ticket, not created yet</source>
        <translation>Neues Ticket, noch nicht angelegt</translation>
    </message>
    <message>
        <source>No longer available to you</source>
        <translation>Für Sie nicht mehr verfügbar</translation>
    </message>
    <message>
        <source>No subject</source>
        <translation>Kein Betreff</translation>
    </message>
</context>
<context>
    <name>ruled</name>
    <message>
        <source>a person set it since</source>
        <translation>jemand hat es seither gesetzt</translation>
    </message>
    <message>
        <source>an earlier rule wanted something else</source>
        <translation>eine frühere Regel wollte etwas anderes</translation>
    </message>
    <message>
        <source>it was so already</source>
        <translation>es war schon so</translation>
    </message>
    <message>
        <source>its author has no right to it</source>
        <translation>wer sie schrieb, hat kein Recht dazu</translation>
    </message>
    <message>
        <source>there is nobody or nothing of that kind</source>
        <translation>es gibt niemanden oder nichts dergleichen</translation>
    </message>
    <message>
        <source>it cannot be used any more</source>
        <translation>es ist nicht mehr zu gebrauchen</translation>
    </message>
    <message>
        <source>the ticket did not allow it</source>
        <translation>das Ticket ließ es nicht zu</translation>
    </message>
    <message>
        <source>there was no room for more</source>
        <translation>für mehr war kein Platz</translation>
    </message>
    <message>
        <source>there was one already</source>
        <translation>es gab schon eines</translation>
    </message>
    <message>
        <source>its conditions did not hold</source>
        <translation>ihre Bedingungen trafen nicht zu</translation>
    </message>
    <message>
        <source>it had run, and its conditions held since</source>
        <translation>sie war gelaufen, und ihre Bedingungen trafen seither zu</translation>
    </message>
    <message>
        <source>it had run already for the same change</source>
        <translation>sie war für dieselbe Änderung schon gelaufen</translation>
    </message>
    <message>
        <source>{rule} stopped the others</source>
        <translation>{rule} hielt die übrigen an</translation>
    </message>
    <message>
        <source>its author has no right to change the ticket</source>
        <translation>wer sie schrieb, darf das Ticket nicht ändern</translation>
    </message>
    <message>
        <source>More would have followed, deeper than rules may: look for a loop.</source>
        <translation>Mehr wäre gefolgt, tiefer als Regeln dürfen: Suchen Sie nach einer Schleife.</translation>
    </message>
    <message>
        <source>No automation rule ran</source>
        <translation>Keine Automatisierungsregel lief</translation>
    </message>
    <message>
        <source>{rule}, version {version}, ran</source>
        <translation>{rule}, Version {version}, lief</translation>
    </message>
    <message>
        <source>{rule}, version {version}, was run by hand</source>
        <translation>{rule}, Version {version}, wurde von Hand gestartet</translation>
    </message>
    <message>
        <source>{rule}, version {version}, ran after what other rules did</source>
        <translation>{rule}, Version {version}, lief nach dem, was andere Regeln taten</translation>
    </message>
    <message>
        <source>Did: {what}</source>
        <translation>Tat: {what}</translation>
    </message>
    <message>
        <source>Left: {what}, because {reason}</source>
        <translation>Ließ: {what}, denn {reason}</translation>
    </message>
    <message>
        <source>an earlier rule</source>
        <translation>eine frühere Regel</translation>
    </message>
    <message>
        <source>{rule}, version {version}, did not run: {reason}.</source>
        <translation>{rule}, Version {version}, lief nicht: {reason}.</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>Automation rules</source>
        <translation>Automatisierungsregeln</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Tried on the last 500 tickets</source>
        <translation>An den letzten 500 Tickets probiert</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>the condition</source>
        <translation>die Bedingung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Publish v{number}</source>
        <translation>V{number} veröffentlichen</translation>
    </message>
    <message>
        <source>Valid, same as the form</source>
        <translation>Gültig, gleich dem Formular</translation>
    </message>
    <message>
        <source>The server does not take this rule: it has too many parts.</source>
        <translation>Der Server nimmt diese Regel nicht an: Sie hat zu viele Teile.</translation>
    </message>
    <message>
        <source>{count} tickets would have changed: say in the note why.</source>
        <translation>{count} Tickets hätten sich geändert: Schreiben Sie in die Notiz, warum.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this rule?</source>
        <translation>Diese Regel löschen?</translation>
    </message>
    <message>
        <source>A rule is an object in { }</source>
        <translation>Eine Regel ist ein Objekt in { }</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: this is no JSON. The form shows the last rule that was.</source>
        <translation>Zeile {line}, Spalte {column}: Das ist kein JSON. Das Formular zeigt die letzte Regel, die es war.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>the action</source>
        <translation>die Aktion</translation>
    </message>
    <message>
        <source>As a draft</source>
        <translation>Als Entwurf</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Counted in</source>
        <translation>Gezählt in</translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Add trigger</source>
        <translation>Auslöser hinzufügen</translation>
    </message>
    <message>
        <source>Add action</source>
        <translation>Aktion hinzufügen</translation>
    </message>
    <message>
        <source>Run at every trigger</source>
        <translation>Bei jedem Auslöser</translation>
    </message>
    <message>
        <source>Stop after this rule</source>
        <translation>Nach dieser Regel enden</translation>
    </message>
    <message>
        <source>The whole rule as JSON</source>
        <translation>Die ganze Regel als JSON</translation>
    </message>
    <message>
        <source>Delete this rule</source>
        <translation>Diese Regel löschen</translation>
    </message>
    <message>
        <source>Then do</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Ticket is created, or conditions become true</source>
        <translation>Ein Ticket entsteht, oder Bedingungen treffen neu zu</translation>
    </message>
    <message>
        <source>Ticket is created</source>
        <translation>Ein Ticket entsteht</translation>
    </message>
    <message>
        <source>Conditions become true</source>
        <translation>Bedingungen treffen neu zu</translation>
    </message>
    <message>
        <source>Ticket is changed</source>
        <translation>Ein Ticket ändert sich</translation>
    </message>
    <message>
        <source>Message comes</source>
        <translation>Eine Nachricht kommt</translation>
    </message>
    <message>
        <source>Time passes</source>
        <translation>Zeit vergeht</translation>
    </message>
    <message>
        <source>Clock runs down</source>
        <translation>Eine Uhr läuft ab</translation>
    </message>
    <message>
        <source>A person asks (macro)</source>
        <translation>Jemand ruft sie auf (Makro)</translation>
    </message>
    <message>
        <source>On create or when true</source>
        <translation>Neu oder wenn zutreffend</translation>
    </message>
    <message>
        <source>On create</source>
        <translation>Wenn neu</translation>
    </message>
    <message>
        <source>When true</source>
        <translation>Wenn zutreffend</translation>
    </message>
    <message>
        <source>On change</source>
        <translation>Bei Änderung</translation>
    </message>
    <message>
        <source>On message</source>
        <translation>Bei Nachricht</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Makro</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is any of</source>
        <translation>ist eins von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keins von</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>is set</source>
        <translation>ist gesetzt</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is before</source>
        <translation>liegt vor</translation>
    </message>
    <message>
        <source>is after</source>
        <translation>liegt nach</translation>
    </message>
    <message>
        <source>is older than (seconds)</source>
        <translation>ist älter als (Sekunden)</translation>
    </message>
    <message>
        <source>is newer than (seconds)</source>
        <translation>ist jünger als (Sekunden)</translation>
    </message>
    <message>
        <source>has</source>
        <translation>hat</translation>
    </message>
    <message>
        <source>has not</source>
        <translation>hat nicht</translation>
    </message>
    <message>
        <source>has any of</source>
        <translation>hat eins von</translation>
    </message>
    <message>
        <source>Assign team</source>
        <translation>Team zuweisen</translation>
    </message>
    <message>
        <source>Assign agent</source>
        <translation>Person zuweisen</translation>
    </message>
    <message>
        <source>Ask for skills</source>
        <translation>Fähigkeiten verlangen</translation>
    </message>
    <message>
        <source>Set priority</source>
        <translation>Priorität setzen</translation>
    </message>
    <message>
        <source>Set status</source>
        <translation>Status setzen</translation>
    </message>
    <message>
        <source>Set category</source>
        <translation>Kategorie setzen</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>Schlagwörter hinzufügen</translation>
    </message>
    <message>
        <source>Set fields</source>
        <translation>Felder setzen</translation>
    </message>
    <message>
        <source>Set SLA</source>
        <translation>SLA setzen</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Add to the checklist</source>
        <translation>Zur Checkliste hinzufügen</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>business time</source>
        <translation>Arbeitszeit</translation>
    </message>
    <message>
        <source>time on the wall</source>
        <translation>Uhrzeit an der Wand</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Deskbell</source>
        <translation>Deskbell</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Weitergeleitet</translation>
    </message>
    <message>
        <source>Third party</source>
        <translation>Dritte</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Besuch</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>Teamleitung</translation>
    </message>
    <message>
        <source>System admin</source>
        <translation>Systemverwaltung</translation>
    </message>
    <message>
        <source>At {percent} % of {clock}</source>
        <translation>Bei {percent} % von {clock}</translation>
    </message>
    <message>
        <source>{time} after {instant}</source>
        <translation>{time} nach {instant}</translation>
    </message>
    <message>
        <source>{time} before {instant}</source>
        <translation>{time} vor {instant}</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Neue Regel</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Run from top to bottom</source>
        <translation>Laufen von oben nach unten</translation>
    </message>
    <message>
        <source>No rule yet</source>
        <translation>Noch keine Regel</translation>
    </message>
    <message>
        <source>A rule does what somebody would do by hand each time.</source>
        <translation>Eine Regel tut, was sonst jedes Mal jemand von Hand täte.</translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation>{name} nehmen</translation>
    </message>
    <message>
        <source>Create the team {name}</source>
        <translation>Das Team {name} anlegen</translation>
    </message>
    <message>
        <source>Create the category {name}</source>
        <translation>Die Kategorie {name} anlegen</translation>
    </message>
    <message>
        <source>Create the skill {name}</source>
        <translation>Die Fähigkeit {name} anlegen</translation>
    </message>
    <message>
        <source>It would have changed no ticket.</source>
        <translation>Sie hätte kein Ticket geändert.</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>{before} zu {after}</translation>
    </message>
    <message>
        <source>tag {name}</source>
        <translation>Schlagwort {name}</translation>
    </message>
    <message>
        <source>no tag {name}</source>
        <translation>ohne Schlagwort {name}</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>No customer is called “{value}”.</source>
        <translation>Kein Kunde heißt „{value}“.</translation>
    </message>
    <message>
        <source>No team is called “{value}”.</source>
        <translation>Kein Team heißt „{value}“.</translation>
    </message>
    <message>
        <source>Nobody here is called “{value}”.</source>
        <translation>Niemand hier heißt „{value}“.</translation>
    </message>
    <message>
        <source>No category is called “{value}”.</source>
        <translation>Keine Kategorie heißt „{value}“.</translation>
    </message>
    <message>
        <source>Write the day like 2026-11-23.</source>
        <translation>Schreiben Sie den Tag wie 2026-11-23.</translation>
    </message>
    <message>
        <source>“{token}” means nothing here.</source>
        <translation>„{token}“ hat hier keine Bedeutung.</translation>
    </message>
    <message>
        <source>A view cannot look for attachments.</source>
        <translation>Eine Ansicht kann nicht nach Anhängen suchen.</translation>
    </message>
    <message>
        <source>attachment</source>
        <translation>anhang</translation>
    </message>
    <message>
        <source>me</source>
        <translation>ich</translation>
    </message>
    <message>
        <source>Before {day}</source>
        <translation>Vor {day}</translation>
    </message>
    <message>
        <source>Any team</source>
        <translation>Jedes Team</translation>
    </message>
    <message>
        <source>Older than a week</source>
        <translation>Älter als eine Woche</translation>
    </message>
    <message>
        <source>Older than a month</source>
        <translation>Älter als ein Monat</translation>
    </message>
    <message>
        <source>Older than a year</source>
        <translation>Älter als ein Jahr</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Beliebige Zeit</translation>
    </message>
    <message>
        <source>Type what the view shall show first.</source>
        <translation>Geben Sie zuerst ein, was die Ansicht zeigen soll.</translation>
    </message>
    <message>
        <source>A view looks for words in subjects only, not in messages.</source>
        <translation>Eine Ansicht sucht Wörter nur in Betreffen, nicht in Nachrichten.</translation>
    </message>
    <message>
        <source>Give the view a name.</source>
        <translation>Geben Sie der Ansicht einen Namen.</translation>
    </message>
    <message>
        <source>“{name}” is in the navigation, under Views.</source>
        <translation>„{name}“ steht in der Navigation unter Ansichten.</translation>
    </message>
    <message>
        <source>a person or a company</source>
        <translation>eine Person oder Firma</translation>
    </message>
    <message>
        <source>a tag</source>
        <translation>ein Schlagwort</translation>
    </message>
    <message>
        <source>a status, or unassigned, mine, followed</source>
        <translation>ein Status oder unassigned, mine, followed</translation>
    </message>
    <message>
        <source>a team</source>
        <translation>ein Team</translation>
    </message>
    <message>
        <source>a colleague, me or nobody</source>
        <translation>jemand im Team, ich oder niemand</translation>
    </message>
    <message>
        <source>a category</source>
        <translation>eine Kategorie</translation>
    </message>
    <message>
        <source>low, normal, high or urgent</source>
        <translation>low, normal, high oder urgent</translation>
    </message>
    <message>
        <source>a day such as 2026-11-23</source>
        <translation>ein Tag wie 2026-11-23</translation>
    </message>
    <message>
        <source>something that is set</source>
        <translation>etwas, das gesetzt ist</translation>
    </message>
    <message>
        <source>{count} in {time} ms</source>
        <translation>{count} in {time} ms</translation>
    </message>
    <message>
        <source>The server could not search just now.</source>
        <translation>Der Server konnte gerade nicht suchen.</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
    <message>
        <source>on this computer only, you are offline</source>
        <translation>nur auf diesem Computer, Sie sind offline</translation>
    </message>
    <message>
        <source>on this computer, connecting</source>
        <translation>auf diesem Computer, die Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>on this computer, the server adds older ones</source>
        <translation>auf diesem Computer, der Server ergänzt ältere</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Fewer words find more.</source>
        <translation>Weniger Wörter finden mehr.</translation>
    </message>
    <message>
        <source>Type words, a number or a name</source>
        <translation>Wörter, eine Nummer oder einen Namen eingeben</translation>
    </message>
    <message>
        <source>tag:, is:, team: and others narrow it.</source>
        <translation>tag:, is:, team: und andere grenzen ein.</translation>
    </message>
    <message>
        <source>Did you mean “{words}”? Enter looks for that.</source>
        <translation>Meinten Sie „{words}“? Enter sucht danach.</translation>
    </message>
    <message>
        <source>Search for that</source>
        <translation>Danach suchen</translation>
    </message>
    <message>
        <source>Search closed tickets too</source>
        <translation>Auch geschlossene Tickets durchsuchen</translation>
    </message>
    <message>
        <source>This ticket is archived. Read it on the right.</source>
        <translation>Dieses Ticket ist archiviert. Lesen Sie es rechts.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search tickets and people</source>
        <translation>Tickets und Personen suchen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>With attachment</source>
        <translation>Mit Anhang</translation>
    </message>
    <message>
        <source>Save as view</source>
        <translation>Als Ansicht speichern</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Preview, ⏎ opens it, Space scrolls</source>
        <translation>Vorschau, ⏎ öffnet sie, Leertaste blättert</translation>
    </message>
    <message>
        <source>Preview from the server, to read only</source>
        <translation>Vorschau vom Server, nur zum Lesen</translation>
    </message>
    <message>
        <source>The server could not be asked for this ticket.</source>
        <translation>Der Server konnte nach diesem Ticket nicht gefragt werden.</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>from the server</source>
        <translation>vom Server</translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation>{count} weitere anzeigen</translation>
    </message>
</context>
<context>
    <name>server</name>
    <message>
        <source>Nobody to send it to. Write to whom, then send again</source>
        <translation>Es gibt niemanden, an den gesendet werden kann. Geben Sie an, an wen, und senden Sie erneut</translation>
    </message>
    <message>
        <source>What is internal is not forwarded</source>
        <translation>Internes wird nicht weitergeleitet</translation>
    </message>
    <message>
        <source>Its files are too large to be mailed. Send fewer of them</source>
        <translation>Die Dateien sind zu groß für eine E-Mail. Senden Sie weniger davon</translation>
    </message>
    <message>
        <source>{name}: the file cannot be read. Attach it again</source>
        <translation>{name}: Die Datei kann nicht gelesen werden. Hängen Sie sie erneut an</translation>
    </message>
    <message>
        <source>{address} is no address that mail can be sent to</source>
        <translation>{address} ist keine Adresse, an die gesendet werden kann</translation>
    </message>
    <message>
        <source>{address}: its domain cannot exist</source>
        <translation>{address}: Diese Domain kann es nicht geben</translation>
    </message>
    <message>
        <source>Given up after 2 days. {reason}</source>
        <translation>Nach 2 Tagen aufgegeben. {reason}</translation>
    </message>
    <message>
        <source>It may have arrived: twice nobody saw how it ended. Send it again if it has not</source>
        <translation>Vielleicht ist sie angekommen: Zweimal blieb offen, wie es ausging. Senden Sie erneut, wenn nicht</translation>
    </message>
    <message>
        <source>The mailbox is disconnected. Connect it, then send again</source>
        <translation>Das Postfach ist getrennt. Verbinden Sie es und senden Sie erneut</translation>
    </message>
    <message>
        <source>The server failed to make this mail. Its log says why</source>
        <translation>Der Server konnte diese E-Mail nicht erstellen. Sein Protokoll sagt, warum</translation>
    </message>
    <message>
        <source>Held by a restore, because it may have left since the backup</source>
        <translation>Bei einer Wiederherstellung zurückgehalten, da sie seit der Sicherung gesendet worden sein kann</translation>
    </message>
    <message>
        <source>{server} broke the connection</source>
        <translation>{server} hat die Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>{server} broke the connection after the mail was sent to it</source>
        <translation>{server} hat die Verbindung abgebrochen, nachdem die E-Mail übertragen war</translation>
    </message>
    <message>
        <source>{server} cannot send to addresses with letters beyond a-z</source>
        <translation>{server} kann nicht an Adressen mit anderen Buchstaben als a-z senden</translation>
    </message>
    <message>
        <source>{server} takes at most {size} MB. Send fewer files</source>
        <translation>{server} nimmt höchstens {size} MB an. Senden Sie weniger Dateien</translation>
    </message>
    <message>
        <source>Mail does not leave: {reason}</source>
        <translation>E-Mails gehen nicht hinaus: {reason}</translation>
    </message>
    <message>
        <source>{address} has no password. Enter it in the mailbox&apos;s settings</source>
        <translation>{address} hat kein Passwort. Geben Sie es in den Einstellungen des Postfachs ein</translation>
    </message>
    <message>
        <source>{server} does not accept the mailbox&apos;s password: {answer}</source>
        <translation>{server} nimmt das Passwort des Postfachs nicht an: {answer}</translation>
    </message>
    <message>
        <source>{server} cannot check the password: {answer}</source>
        <translation>{server} kann das Passwort nicht prüfen: {answer}</translation>
    </message>
    <message>
        <source>{server} does not answer</source>
        <translation>{server} antwortet nicht</translation>
    </message>
    <message>
        <source>{server} offers no encryption. Choose TLS and port 465</source>
        <translation>{server} bietet keine Verschlüsselung an. Wählen Sie TLS und Port 465</translation>
    </message>
    <message>
        <source>{server} cannot be reached: {answer}</source>
        <translation>{server} ist nicht erreichbar: {answer}</translation>
    </message>
    <message>
        <source>{server} cannot be reached</source>
        <translation>{server} ist nicht erreichbar</translation>
    </message>
    <message>
        <source>{server}: its certificate is not valid ({answer})</source>
        <translation>{server}: Das Zertifikat ist nicht gültig ({answer})</translation>
    </message>
    <message>
        <source>{server}: no encrypted connection. Check the port and the kind of TLS</source>
        <translation>{server}: keine verschlüsselte Verbindung. Prüfen Sie den Port und die Art von TLS</translation>
    </message>
    <message>
        <source>{server}: mail without encryption is sent on this machine only. Choose TLS or STARTTLS for the mailbox</source>
        <translation>{server}: Ohne Verschlüsselung wird nur auf diesem Rechner gesendet. Wählen Sie TLS oder STARTTLS für das Postfach</translation>
    </message>
    <message>
        <source>The mail server does not accept the user name and password. Check both; some providers want a password made for programs, and IMAP switched on</source>
        <translation>Der Mailserver nimmt Benutzernamen und Passwort nicht an. Prüfen Sie beide; manche Anbieter verlangen ein Passwort für Programme und dass IMAP eingeschaltet ist</translation>
    </message>
    <message>
        <source>{server} cannot check passwords at the moment. It is tried again by itself; if that lasts, ask whoever runs the mail server</source>
        <translation>{server} kann derzeit keine Passwörter prüfen. Es wird von selbst erneut versucht; bleibt es dabei, fragen Sie, wer den Mailserver betreibt</translation>
    </message>
    <message>
        <source>Without encryption the password would be readable on the way. Choose TLS or STARTTLS</source>
        <translation>Ohne Verschlüsselung wäre das Passwort unterwegs lesbar. Wählen Sie TLS oder STARTTLS</translation>
    </message>
    <message>
        <source>The mail server offers no encryption at this port. Choose TLS and port 993</source>
        <translation>Der Mailserver bietet an diesem Port keine Verschlüsselung an. Wählen Sie TLS und Port 993</translation>
    </message>
    <message>
        <source>The mailbox has no folder {folder}. Check its name</source>
        <translation>Das Postfach hat keinen Ordner {folder}. Prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>The certificate of {server} is not valid ({answer}). Check the name of the server</source>
        <translation>Das Zertifikat von {server} ist nicht gültig ({answer}). Prüfen Sie den Namen des Servers</translation>
    </message>
    <message>
        <source>{server} speaks no TLS. Check the port, or choose STARTTLS</source>
        <translation>{server} spricht kein TLS. Prüfen Sie den Port, oder wählen Sie STARTTLS</translation>
    </message>
    <message>
        <source>{server} does not answer. Check the name and the port</source>
        <translation>{server} antwortet nicht. Prüfen Sie Namen und Port</translation>
    </message>
    <message>
        <source>Nothing listens at {server}. Check the port, and that the server runs</source>
        <translation>Unter {server} antwortet nichts. Prüfen Sie den Port und ob der Server läuft</translation>
    </message>
    <message>
        <source>There is no server called {server}. Check the name</source>
        <translation>Es gibt keinen Server namens {server}. Prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>{server} ended the connection. It is tried again by itself</source>
        <translation>{server} hat die Verbindung beendet. Es wird von selbst erneut versucht</translation>
    </message>
    <message>
        <source>{server} gave an answer that is no IMAP. Check the port</source>
        <translation>{server} antwortet, aber nicht mit IMAP. Prüfen Sie den Port</translation>
    </message>
    <message>
        <source>Its sender is blocked</source>
        <translation>Der Absender ist gesperrt</translation>
    </message>
    <message>
        <source>Other mail of its sender was marked as spam</source>
        <translation>Andere E-Mails dieses Absenders wurden als Spam markiert</translation>
    </message>
    <message>
        <source>It comes from a mailbox of this desk</source>
        <translation>Sie kommt von einem Postfach dieses Helpdesks</translation>
    </message>
    <message>
        <source>A notice for an agent came back to the desk</source>
        <translation>Eine Benachrichtigung an einen Agenten kam zurück</translation>
    </message>
    <message>
        <source>It does not say who wrote it</source>
        <translation>Sie sagt nicht, wer sie geschrieben hat</translation>
    </message>
    <message>
        <source>It answers a notice for an agent, from another address</source>
        <translation>Sie beantwortet die Benachrichtigung eines Agenten von einer anderen Adresse aus</translation>
    </message>
    <message>
        <source>It answers a notice for an agent, but not to the address that the notice gave</source>
        <translation>Sie beantwortet die Benachrichtigung eines Agenten, aber nicht an die Adresse, die darin stand</translation>
    </message>
    <message>
        <source>Its author may write nothing in this ticket</source>
        <translation>Wer sie geschrieben hat, darf in diesem Ticket nichts schreiben</translation>
    </message>
    <message>
        <source>{address} has no part in this ticket</source>
        <translation>{address} ist an diesem Ticket nicht beteiligt</translation>
    </message>
    <message>
        <source>It came to {address} as well, and is a ticket there</source>
        <translation>Sie kam auch an {address} und ist dort ein Ticket</translation>
    </message>
    <message>
        <source>More than {count} mails of this sender in {minutes} minutes</source>
        <translation>Mehr als {count} E-Mails dieses Absenders in {minutes} Minuten</translation>
    </message>
    <message>
        <source>The same text for the third time within an hour</source>
        <translation>Derselbe Text zum dritten Mal innerhalb einer Stunde</translation>
    </message>
    <message>
        <source>It cannot be shown: {answer}</source>
        <translation>Sie kann nicht angezeigt werden: {answer}</translation>
    </message>
    <message>
        <source>A fault of the desk: {answer}</source>
        <translation>Ein Fehler des Servers: {answer}</translation>
    </message>
    <message>
        <source>The desk did not take it in: {answer}</source>
        <translation>Der Server hat sie nicht aufgenommen: {answer}</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Held because</source>
        <translation>Zurückgehalten, weil</translation>
    </message>
    <message>
        <source>A customer of this desk</source>
        <translation>Ein Kunde dieses Helpdesks</translation>
    </message>
    <message>
        <source>Nobody whom this desk knows</source>
        <translation>Niemand, den dieser Helpdesk kennt</translation>
    </message>
    <message>
        <source>The mail is not kept any more.</source>
        <translation>Die E-Mail ist nicht mehr gespeichert.</translation>
    </message>
    <message>
        <source>The mail cannot be read from the disk.</source>
        <translation>Die E-Mail kann nicht von der Festplatte gelesen werden.</translation>
    </message>
    <message>
        <source>the file is no calendar that can be read</source>
        <translation>Die Datei ist kein lesbarer Kalender</translation>
    </message>
    <message>
        <source>the file is larger than {size} MB</source>
        <translation>Die Datei ist größer als {size} MB</translation>
    </message>
    <message>
        <source>the file has more than {count} events</source>
        <translation>Die Datei enthält mehr als {count} Termine</translation>
    </message>
    <message>
        <source>the file has more than {count} dates</source>
        <translation>Die Datei enthält mehr als {count} Tage</translation>
    </message>
    <message>
        <source>the events of the file recur too often, or take too long</source>
        <translation>die Termine der Datei wiederholen sich zu oft oder dauern zu lange</translation>
    </message>
    <message>
        <source>the file has more than {count} lines and values</source>
        <translation>die Datei hat mehr als {count} Zeilen und Werte</translation>
    </message>
    <message>
        <source>the file has more than {count} time zones</source>
        <translation>die Datei hat mehr als {count} Zeitzonen</translation>
    </message>
    <message>
        <source>{name} takes less than no time, or more than a year</source>
        <translation>{name} dauert weniger als gar nicht oder länger als ein Jahr</translation>
    </message>
    <message>
        <source>no holiday was found in these years</source>
        <translation>In diesen Jahren wurde kein Feiertag gefunden</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Keyboard keys shortcuts letters change conflict</source>
        <translation>Tastatur Tasten Kürzel Buchstaben ändern Konflikt</translation>
    </message>
    <message>
        <source>Alerts mail assigned assignments mentions away</source>
        <translation>Benachrichtigungen E-Mail Mail zugewiesen Zuweisungen Erwähnungen abwesend</translation>
    </message>
    <message>
        <source>Composer prepared replies canned macros text slash</source>
        <translation>Verfassen vorbereitete Antworten Textbausteine Vorlagen Makros Schrägstrich</translation>
    </message>
    <message>
        <source>account desk name address role</source>
        <translation>Konto Desk Name Adresse Rolle</translation>
    </message>
    <message>
        <source>set up desk mailbox team hours invite agents</source>
        <translation>einrichten Desk Postfach Team Arbeitszeiten Agenten einladen</translation>
    </message>
    <message>
        <source>Times are shown in the time zone of this computer.</source>
        <translation>Zeiten stehen in der Zeitzone dieses Computers.</translation>
    </message>
    <message>
        <source>time zone clock</source>
        <translation>Zeitzone Uhr</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>diagnostics versions paths connection log copy report</source>
        <translation>Diagnose Versionen Pfade Verbindung Protokoll Bericht kopieren</translation>
    </message>
    <message>
        <source>Set up the desk</source>
        <translation>Desk einrichten</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Data: {folder}</source>
        <translation>Daten: {folder}</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Report copied</source>
        <translation>Bericht kopiert</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Changes take effect at once.</source>
        <translation>Änderungen wirken sofort.</translation>
    </message>
    <message>
        <source>Set by your IT team</source>
        <translation>Von Ihrer IT festgelegt</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Language and time</source>
        <translation>Sprache und Zeit</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Offline data</source>
        <translation>Offline-Daten</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Height of the rows</source>
        <translation>Höhe der Zeilen</translation>
    </message>
    <message>
        <source>Single keys</source>
        <translation>Einzelne Tasten</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Text typed by mistake</source>
        <translation>Versehentlich getippter Text</translation>
    </message>
    <message>
        <source>Undo for replies</source>
        <translation>Antworten zurücknehmen</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>Arbeitstage</translation>
    </message>
    <message>
        <source>Working hours from</source>
        <translation>Arbeitszeit von</translation>
    </message>
    <message>
        <source>Working hours to</source>
        <translation>Arbeitszeit bis</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Lock without contact</source>
        <translation>Sperre ohne Kontakt</translation>
    </message>
    <message>
        <source>Ctrl + and Ctrl − change it anywhere.</source>
        <translation>Strg + und Strg − ändern ihn überall.</translation>
    </message>
    <message>
        <source>Letters do something in the list and the conversation.</source>
        <translation>Buchstaben wirken in der Liste und der Unterhaltung.</translation>
    </message>
    <message>
        <source>Three letters within this time run no command.</source>
        <translation>Drei Buchstaben in dieser Zeit führen keinen Befehl aus.</translation>
    </message>
    <message>
        <source>So long a reply can be taken back.</source>
        <translation>So lange lässt sich eine Antwort zurücknehmen.</translation>
    </message>
    <message>
        <source>Ends each reply. {{agent.name}} and the like are filled in. Kept on this computer.</source>
        <translation>Beendet jede Antwort. {{agent.name}} und dergleichen werden ausgefüllt. Bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>The window opens anew with its times.</source>
        <translation>Das Fenster öffnet sich neu, mit ihren Zeiten.</translation>
    </message>
    <message>
        <source>Snooze offers these days.</source>
        <translation>Zurückstellen bietet diese Tage an.</translation>
    </message>
    <message>
        <source>Then a snoozed ticket comes back.</source>
        <translation>Dann kommt ein zurückgestelltes Ticket wieder.</translation>
    </message>
    <message>
        <source>Snooze offers no hour after it.</source>
        <translation>Zurückstellen bietet keine spätere Stunde an.</translation>
    </message>
    <message>
        <source>What would come back in it comes after it.</source>
        <translation>Was in der Pause wiederkäme, kommt danach.</translation>
    </message>
    <message>
        <source>After so long without the server, what is kept here locks. From next start.</source>
        <translation>Nach dieser Zeit ohne Server wird gesperrt, was hier liegt. Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>The window opens anew in it.</source>
        <translation>Das Fenster wird in dieser Sprache neu geöffnet.</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Geräumig</translation>
    </message>
    <message>
        <source>Gmail-like</source>
        <translation>Wie Gmail</translation>
    </message>
    <message>
        <source>{count} %</source>
        <translation>{count} %</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{place}, from this computer</source>
        <translation>{place}, von diesem Computer</translation>
    </message>
    <message>
        <source>Mail about new assignments</source>
        <translation>E-Mail bei neuen Zuweisungen</translation>
    </message>
    <message>
        <source>When a ticket becomes yours and you are not here.</source>
        <translation>Wenn Sie ein Ticket bekommen und nicht hier sind.</translation>
    </message>
    <message>
        <source>Mail about mentions</source>
        <translation>E-Mail bei Erwähnungen</translation>
    </message>
    <message>
        <source>When a note names you and you are not here.</source>
        <translation>Wenn eine Notiz Sie nennt und Sie nicht hier sind.</translation>
    </message>
    <message>
        <source>This could not be kept. Try again.</source>
        <translation>Das konnte nicht gespeichert werden. Versuchen Sie es erneut.</translation>
    </message>
</context>
<context>
    <name>setup</name>
    <message>
        <source>Google wants an app password here, not that of the account. Make one in the account&apos;s security settings</source>
        <translation>Google verlangt hier ein App-Passwort, nicht das des Kontos. Legen Sie eines in den Sicherheitseinstellungen des Kontos an</translation>
    </message>
    <message>
        <source>iCloud wants an app password here, not that of the account. Make one in the account&apos;s security settings</source>
        <translation>iCloud verlangt hier ein App-Passwort, nicht das des Kontos. Legen Sie eines in den Sicherheitseinstellungen des Kontos an</translation>
    </message>
    <message>
        <source>Yahoo wants an app password here, not that of the account. Make one in the account&apos;s security settings</source>
        <translation>Yahoo verlangt hier ein App-Passwort, nicht das des Kontos. Legen Sie eines in den Sicherheitseinstellungen des Kontos an</translation>
    </message>
    <message>
        <source>Fastmail wants an app password here, not that of the account. Make one in the account&apos;s security settings</source>
        <translation>Fastmail verlangt hier ein App-Passwort, nicht das des Kontos. Legen Sie eines in den Sicherheitseinstellungen des Kontos an</translation>
    </message>
    <message>
        <source>AOL wants an app password here, not that of the account. Make one in the account&apos;s security settings</source>
        <translation>AOL verlangt hier ein App-Passwort, nicht das des Kontos. Legen Sie eines in den Sicherheitseinstellungen des Kontos an</translation>
    </message>
    <message>
        <source>Microsoft takes no passwords from other programs for most accounts. Ask whoever runs the account whether IMAP with a password is allowed, or use a mailbox elsewhere</source>
        <translation>Microsoft nimmt bei den meisten Konten keine Passwörter von anderen Programmen an. Fragen Sie, wer das Konto verwaltet, ob IMAP mit Passwort erlaubt ist, oder nehmen Sie ein anderes Postfach</translation>
    </message>
    <message>
        <source>Allow IMAP in the settings of GMX first</source>
        <translation>Erlauben Sie zuerst IMAP in den Einstellungen von GMX</translation>
    </message>
    <message>
        <source>Allow IMAP in the settings of WEB.DE first</source>
        <translation>Erlauben Sie zuerst IMAP in den Einstellungen von WEB.DE</translation>
    </message>
    <message>
        <source>T-Online wants the password for mail programs, not that of the account</source>
        <translation>T-Online verlangt das Passwort für E-Mail-Programme, nicht das des Kontos</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>May do</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Copy the record</source>
        <translation>Eintrag kopieren</translation>
    </message>
    <message>
        <source>What the test showed</source>
        <translation>Was der Test ergeben hat</translation>
    </message>
    <message>
        <source>Password or app password</source>
        <translation>Passwort oder App-Passwort</translation>
    </message>
    <message>
        <source>Incoming, IMAP</source>
        <translation>Eingang, IMAP</translation>
    </message>
    <message>
        <source>Outgoing, SMTP</source>
        <translation>Ausgang, SMTP</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Port and encryption of incoming mail</source>
        <translation>Port und Verschlüsselung eingehender E-Mails</translation>
    </message>
    <message>
        <source>Port and encryption of outgoing mail</source>
        <translation>Port und Verschlüsselung ausgehender E-Mails</translation>
    </message>
    <message>
        <source>New tickets go to</source>
        <translation>Neue Tickets gehen an</translation>
    </message>
    <message>
        <source>Mail that is there already</source>
        <translation>Vorhandene E-Mails</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>noch nicht erledigt</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>Schritt {number}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Done as soon as one of them has signed in.</source>
        <translation>Erledigt, sobald sich eine dieser Personen angemeldet hat.</translation>
    </message>
    <message>
        <source>Connect a mailbox</source>
        <translation>Postfach verbinden</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>Team anlegen</translation>
    </message>
    <message>
        <source>Set working hours</source>
        <translation>Arbeitszeiten festlegen</translation>
    </message>
    <message>
        <source>Invite agents</source>
        <translation>Agenten einladen</translation>
    </message>
    <message>
        <source>{address}: {problem}</source>
        <translation>{address}: {problem}</translation>
    </message>
    <message>
        <source>Every mail to this address becomes a ticket. Replies leave from it.</source>
        <translation>Jede E-Mail an diese Adresse wird ein Ticket. Antworten gehen von ihr aus.</translation>
    </message>
    <message>
        <source>{addresses}: the server signs in for the first time</source>
        <translation>{addresses}: Der Server meldet sich zum ersten Mal an</translation>
    </message>
    <message>
        <source>{addresses}, connected</source>
        <translation>{addresses}, verbunden</translation>
    </message>
    <message>
        <source>{names} signed in</source>
        <translation>Angemeldet: {names}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Put it right</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Connect another</source>
        <translation>Weiteres verbinden</translation>
    </message>
    <message>
        <source>Mailbox connected</source>
        <translation>Postfach verbunden</translation>
    </message>
    <message>
        <source>Team added</source>
        <translation>Team angelegt</translation>
    </message>
    <message>
        <source>Working hours set</source>
        <translation>Arbeitszeiten festgelegt</translation>
    </message>
    <message>
        <source>{name} signed in</source>
        <translation>{name} hat sich angemeldet</translation>
    </message>
    <message>
        <source>It arrived by mail.</source>
        <translation>Es kam per E-Mail.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Write to {address}</source>
        <translation>Schreiben Sie an {address}</translation>
    </message>
    <message>
        <source>The ticket shows here a few seconds later.</source>
        <translation>Das Ticket erscheint hier wenige Sekunden später.</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Write to your mailbox</source>
        <translation>Schreiben Sie an Ihr Postfach</translation>
    </message>
    <message>
        <source>Works once the mailbox is connected.</source>
        <translation>Möglich, sobald das Postfach verbunden ist.</translation>
    </message>
    <message>
        <source>Address copied</source>
        <translation>Adresse kopiert</translation>
    </message>
    <message>
        <source>Tickets wait in a team&apos;s queue. A first one is enough.</source>
        <translation>Tickets warten in der Warteschlange eines Teams. Für den Anfang genügt eines.</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Geben Sie einen Namen ein</translation>
    </message>
    <message>
        <source>There is a team of this name already</source>
        <translation>Es gibt schon ein Team mit diesem Namen</translation>
    </message>
    <message>
        <source>When somebody is there to answer.</source>
        <translation>Wann jemand da ist, der antwortet.</translation>
    </message>
    <message>
        <source>{days}, {begins} to {ends}, {zone}</source>
        <translation>{days}, {begins} bis {ends}, {zone}</translation>
    </message>
    <message>
        <source>The day has to end after it has begun</source>
        <translation>Der Arbeitstag muss nach seinem Beginn enden</translation>
    </message>
    <message>
        <source>Choose a day of work</source>
        <translation>Wählen Sie einen Arbeitstag</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>Agent: works on tickets</source>
        <translation>Agent: bearbeitet Tickets</translation>
    </message>
    <message>
        <source>Supervisor: leads teams</source>
        <translation>Supervisor: leitet Teams</translation>
    </message>
    <message>
        <source>Administrator: sets everything up</source>
        <translation>Administrator: richtet alles ein</translation>
    </message>
    <message>
        <source>Light: reads and writes notes</source>
        <translation>Light: liest und schreibt Notizen</translation>
    </message>
    <message>
        <source>Auditor: reads the audit log</source>
        <translation>Auditor: liest das Audit-Protokoll</translation>
    </message>
    <message>
        <source>Type the person&apos;s name</source>
        <translation>Geben Sie den Namen der Person ein</translation>
    </message>
    <message>
        <source>Type an address like kim@example.com</source>
        <translation>Geben Sie eine Adresse wie kim@example.com ein</translation>
    </message>
    <message>
        <source>Somebody has this address already</source>
        <translation>Diese Adresse hat schon jemand</translation>
    </message>
    <message>
        <source>{name} is invited</source>
        <translation>{name} ist eingeladen</translation>
    </message>
    <message>
        <source>Join code copied. Give it to nobody else</source>
        <translation>Beitrittscode kopiert. Geben Sie ihn sonst niemandem</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>not signed in yet</source>
        <translation>noch nicht angemeldet</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>works until {time}</source>
        <translation>gültig bis {time}</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Kein Team</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>unread becomes tickets</source>
        <translation>ungelesene zu Tickets</translation>
    </message>
    <message>
        <source>last 14 days become tickets</source>
        <translation>letzte 14 Tage zu Tickets</translation>
    </message>
    <message>
        <source>Reading, sending, and waiting for our own mail to come back</source>
        <translation>Liest, sendet und wartet, bis die eigene E-Mail zurückkommt</translation>
    </message>
    <message>
        <source>The test needs the connection to the server. Try again</source>
        <translation>Der Test braucht die Verbindung zum Server. Versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>Mailbox test failed</source>
        <translation>Postfachtest fehlgeschlagen</translation>
    </message>
    <message>
        <source>Mailbox test passed, with a warning</source>
        <translation>Postfachtest bestanden, mit einer Warnung</translation>
    </message>
    <message>
        <source>Mailbox test passed</source>
        <translation>Postfachtest bestanden</translation>
    </message>
    <message>
        <source>Record copied</source>
        <translation>Eintrag kopiert</translation>
    </message>
    <message>
        <source>Type an address like help@example.com</source>
        <translation>Geben Sie eine Adresse wie hilfe@example.com ein</translation>
    </message>
    <message>
        <source>This mailbox is connected already</source>
        <translation>Dieses Postfach ist schon verbunden</translation>
    </message>
    <message>
        <source>Type the password of the mailbox</source>
        <translation>Geben Sie das Passwort des Postfachs ein</translation>
    </message>
    <message>
        <source>Type the name to sign in with</source>
        <translation>Geben Sie den Anmeldenamen ein</translation>
    </message>
    <message>
        <source>unencrypted</source>
        <translation>unverschlüsselt</translation>
    </message>
    <message>
        <source>Type a name like mail.example.com, without spaces or https://</source>
        <translation>Geben Sie einen Namen wie mail.example.com ein, ohne Leerzeichen und https://</translation>
    </message>
    <message>
        <source>four steps, in any order</source>
        <translation>vier Schritte, in beliebiger Reihenfolge</translation>
    </message>
    <message>
        <source>Finish later</source>
        <translation>Später abschließen</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>Arbeitstage</translation>
    </message>
    <message>
        <source>What anybody does here is told at once.</source>
        <translation>Was hier jemand tut, erscheint sofort.</translation>
    </message>
    <message>
        <source>Set up {desk}</source>
        <translation>{desk} einrichten</translation>
    </message>
    <message>
        <source>See your first ticket arrive</source>
        <translation>Ihr erstes Ticket trifft ein</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>Gerade eben</translation>
    </message>
    <message>
        <source>Name of the team</source>
        <translation>Name des Teams</translation>
    </message>
    <message>
        <source>Another team</source>
        <translation>Weiteres Team</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Add team</source>
        <translation>Team anlegen</translation>
    </message>
    <message>
        <source>Reads mail</source>
        <translation>Liest E-Mails</translation>
    </message>
    <message>
        <source>Sends mail</source>
        <translation>Sendet E-Mails</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>There is no server called {host}</source>
        <translation>Es gibt keinen Server namens {host}</translation>
    </message>
    <message>
        <source>{host} does not answer at port {port}</source>
        <translation>{host} antwortet nicht an Port {port}</translation>
    </message>
    <message>
        <source>Nothing listens at port {port} of {host}</source>
        <translation>An Port {port} von {host} ist kein Dienst</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid for this name</source>
        <translation>Das Zertifikat von {host} gilt nicht für diesen Namen</translation>
    </message>
    <message>
        <source>Port {port} of {host} speaks no TLS</source>
        <translation>Port {port} von {host} spricht kein TLS</translation>
    </message>
    <message>
        <source>Port {port} of {host} offers no encryption</source>
        <translation>Port {port} von {host} bietet keine Verschlüsselung</translation>
    </message>
    <message>
        <source>The password could be read on its way to {host}</source>
        <translation>Das Passwort könnte auf dem Weg zu {host} gelesen werden</translation>
    </message>
    <message>
        <source>{host} does not accept the user name and password</source>
        <translation>{host} nimmt Benutzernamen und Passwort nicht an</translation>
    </message>
    <message>
        <source>{host} does not send as {address}</source>
        <translation>{host} sendet nicht als {address}</translation>
    </message>
    <message>
        <source>Check the name of the server</source>
        <translation>Prüfen Sie den Namen des Servers</translation>
    </message>
    <message>
        <source>Check name and port</source>
        <translation>Prüfen Sie Namen und Port</translation>
    </message>
    <message>
        <source>Choose another port</source>
        <translation>Wählen Sie einen anderen Port</translation>
    </message>
    <message>
        <source>Ask your provider what the server is called</source>
        <translation>Fragen Sie Ihren Anbieter, wie der Server heißt</translation>
    </message>
    <message>
        <source>Choose another port, or STARTTLS</source>
        <translation>Wählen Sie einen anderen Port oder STARTTLS</translation>
    </message>
    <message>
        <source>Choose the port with TLS</source>
        <translation>Wählen Sie den Port mit TLS</translation>
    </message>
    <message>
        <source>Choose TLS or STARTTLS</source>
        <translation>Wählen Sie TLS oder STARTTLS</translation>
    </message>
    <message>
        <source>Check the password, and the user name. Many providers want an app password</source>
        <translation>Prüfen Sie Passwort und Benutzernamen. Viele Anbieter verlangen ein App-Passwort</translation>
    </message>
    <message>
        <source>Sign in as somebody who may send from this address</source>
        <translation>Melden Sie sich als jemand an, der von dieser Adresse senden darf</translation>
    </message>
    <message>
        <source>Tested {time}</source>
        <translation>Getestet {time}</translation>
    </message>
    <message>
        <source>{count} in {folder}, none taken by the test</source>
        <translation>{count} in {folder}, der Test hat keine entnommen</translation>
    </message>
    <message>
        <source>accepted by {host} in {seconds} s</source>
        <translation>von {host} angenommen in {seconds} s</translation>
    </message>
    <message>
        <source>our test mail came back after {seconds} s</source>
        <translation>unsere Test-E-Mail kam nach {seconds} s zurück</translation>
    </message>
    <message>
        <source>our test mail is not back yet. Look into the spam folder</source>
        <translation>unsere Test-E-Mail ist noch nicht zurück. Sehen Sie im Spam-Ordner nach</translation>
    </message>
    <message>
        <source>mail to the address with a + does not arrive; answers are found without it</source>
        <translation>E-Mails an die Adresse mit + kommen nicht an; Antworten werden auch so erkannt</translation>
    </message>
    <message>
        <source>{name} is there</source>
        <translation>{name} ist vorhanden</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>{name} fehlt</translation>
    </message>
    <message>
        <source>could not be looked up, which harms nothing here</source>
        <translation>konnte nicht abgefragt werden, das schadet hier nicht</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
</context>
<context>
    <name>signin</name>
    <message>
        <source>Name found</source>
        <translation>Name gefunden</translation>
    </message>
    <message>
        <source>No answer on port {port}</source>
        <translation>Keine Antwort auf Port {port}</translation>
    </message>
    <message>
        <source>The host is known, the service does not answer. Check that the Deskbell service runs and that port {port} is open.</source>
        <translation>Der Rechner ist bekannt, der Dienst antwortet nicht. Läuft der Dienst von Deskbell, und ist Port {port} offen?</translation>
    </message>
    <message>
        <source>Server reached</source>
        <translation>Server erreicht</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>Deskbell answers</source>
        <translation>Deskbell antwortet</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>another one</source>
        <translation>ein anderes</translation>
    </message>
    <message>
        <source>No computer has this name</source>
        <translation>Kein Computer hat diesen Namen</translation>
    </message>
    <message>
        <source>This is not the server that it should be</source>
        <translation>Das ist nicht der erwartete Server</translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>Check the network, and the server&apos;s name with your admin.</source>
        <translation>Prüfen Sie das Netz, und fragen Sie Ihren Admin nach dem Namen des Servers.</translation>
    </message>
    <message>
        <source>Do not go on. Ask your admin for a new join code, and tell them about this.</source>
        <translation>Fahren Sie nicht fort. Bitten Sie Ihren Admin um einen neuen Beitrittscode, und berichten Sie davon.</translation>
    </message>
    <message>
        <source>The host answers, the service does not. Try again later.</source>
        <translation>Der Rechner antwortet, der Dienst nicht. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>For your IT team</source>
        <translation>Für Ihre IT</translation>
    </message>
    <message>
        <source>in {count} s</source>
        <translation>in {count} s</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>trusted, to {day}</source>
        <translation>gültig bis {day}</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>same as this app</source>
        <translation>wie diese App</translation>
    </message>
    <message>
        <source>newer than this app</source>
        <translation>neuer als diese App</translation>
    </message>
    <message>
        <source>older than this app</source>
        <translation>älter als diese App</translation>
    </message>
    <message>
        <source>the same as here</source>
        <translation>wie auf diesem Computer</translation>
    </message>
    <message>
        <source>{apart} ahead of this computer</source>
        <translation>geht gegenüber diesem Computer {apart} vor</translation>
    </message>
    <message>
        <source>{apart} behind this computer</source>
        <translation>geht gegenüber diesem Computer {apart} nach</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht versucht</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>No computer has this name.</source>
        <translation>Kein Computer hat diesen Namen.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>Der Server antwortet nicht.</translation>
    </message>
    <message>
        <source>This is not the server that the join code names.</source>
        <translation>Das ist nicht der Server, den der Beitrittscode nennt.</translation>
    </message>
    <message>
        <source>This is not a join code. Copy all of it.</source>
        <translation>Das ist kein Beitrittscode. Kopieren Sie ihn ganz.</translation>
    </message>
    <message>
        <source>There is a mistake in this join code. Copy it again.</source>
        <translation>In diesem Beitrittscode ist ein Fehler. Kopieren Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>This computer had no contact with the server for too long. It opens again as soon as the server is reached.</source>
        <translation>Dieser Computer hatte zu lange keinen Kontakt zum Server. Er öffnet sich wieder, sobald der Server erreicht ist.</translation>
    </message>
    <message>
        <source>Deskbell is locked</source>
        <translation>Deskbell ist gesperrt</translation>
    </message>
    <message>
        <source>Your passphrase opens what is kept on this computer.</source>
        <translation>Ihre Passphrase öffnet, was auf diesem Computer liegt.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Sign in to Deskbell</source>
        <translation>Bei Deskbell anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>No secure storage found. Set a passphrase, or leave this empty and work online only.</source>
        <translation>Kein sicherer Speicher gefunden. Legen Sie eine Passphrase fest, oder lassen Sie das Feld leer und arbeiten nur online.</translation>
    </message>
    <message>
        <source>Encrypted, certificate trusted</source>
        <translation>Verschlüsselt, Zertifikat gültig</translation>
    </message>
    <message>
        <source>This server belongs to {desk}</source>
        <translation>Dieser Server gehört zu {desk}</translation>
    </message>
    <message>
        <source>This computer knows its desk.</source>
        <translation>Dieser Computer kennt seinen Desk.</translation>
    </message>
    <message>
        <source>Your join code says where your desk is.</source>
        <translation>Ihr Beitrittscode sagt, wo Ihr Desk ist.</translation>
    </message>
    <message>
        <source>What we tried</source>
        <translation>Was versucht wurde</translation>
    </message>
    <message>
        <source>First time here?</source>
        <translation>Zum ersten Mal hier?</translation>
    </message>
    <message>
        <source>Ask your admin for a join code. It names the server and proves that it is the right one.</source>
        <translation>Fragen Sie Ihren Admin nach einem Beitrittscode. Er nennt den Server und beweist, dass es der richtige ist.</translation>
    </message>
    <message>
        <source>new here? choose it now</source>
        <translation>neu hier? jetzt wählen</translation>
    </message>
    <message>
        <source>Your address is needed.</source>
        <translation>Ihre Adresse fehlt.</translation>
    </message>
    <message>
        <source>Your password is needed.</source>
        <translation>Ihr Passwort fehlt.</translation>
    </message>
    <message>
        <source>A join code is needed.</source>
        <translation>Ein Beitrittscode fehlt.</translation>
    </message>
    <message>
        <source>This is not the passphrase of this computer.</source>
        <translation>Das ist nicht die Passphrase dieses Computers.</translation>
    </message>
    <message>
        <source>Ask your admin for a join code that resets your password. Paste it above, and choose a new password here.</source>
        <translation>Ihr Admin gibt Ihnen dafür einen Beitrittscode. Fügen Sie ihn oben ein, und wählen Sie hier ein neues Passwort.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Join code</source>
        <translation>Beitrittscode</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Passphrase for this computer</source>
        <translation>Passphrase für diesen Computer</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Auf diesem Computer angemeldet bleiben</translation>
    </message>
    <message>
        <source>Change server</source>
        <translation>Server ändern</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Deskbell {version}. Data stays here and on your server.</source>
        <translation>Deskbell {version}. Daten bleiben hier und auf Ihrem Server.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>Forgot password</source>
        <translation>Passwort vergessen</translation>
    </message>
    <message>
        <source>You can work offline</source>
        <translation>Sie können offline arbeiten</translation>
    </message>
    <message>
        <source>only the first time on this computer</source>
        <translation>nur beim ersten Mal auf diesem Computer</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation>Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an.</translation>
    </message>
</context>
<context>
    <name>skills</name>
    <message>
        <source>Agents and skills</source>
        <translation>Agenten und Kenntnisse</translation>
    </message>
    <message>
        <source>{name}, {column}: {value}</source>
        <translation>{name}, {column}: {value}</translation>
    </message>
    <message>
        <source>level {level} of 3</source>
        <translation>Stufe {level} von 3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Auslastung</translation>
    </message>
</context>
<context>
    <name>snooze</name>
    <message>
        <source>Snooze until, or type a time</source>
        <translation>Zurückstellen bis, oder eine Zeit eingeben</translation>
    </message>
    <message>
        <source>Snoozed until {time}</source>
        <translation>Zurückgestellt bis {time}</translation>
    </message>
</context>
<context>
    <name>solving</name>
    <message>
        <source>Has to be done</source>
        <translation>Muss erledigt sein</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}, {time}</translation>
    </message>
    <message>
        <source>Open: {item}</source>
        <translation>Offen: {item}</translation>
    </message>
    <message>
        <source>Done: {item}</source>
        <translation>Erledigt: {item}</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>Festgehalten</translation>
    </message>
</context>
<context>
    <name>split</name>
    <message>
        <source>Move messages to a new ticket</source>
        <translation>Nachrichten in ein neues Ticket verschieben</translation>
    </message>
    <message>
        <source>Choose what is about something else. At least one stays.</source>
        <translation>Wählen Sie, worin es um etwas anderes geht. Mindestens eine bleibt.</translation>
    </message>
    <message>
        <source>Move to a new ticket</source>
        <translation>In ein neues Ticket verschieben</translation>
    </message>
    <message>
        <source>Choose a message</source>
        <translation>Wählen Sie eine Nachricht</translation>
    </message>
    <message>
        <source>At least one message stays</source>
        <translation>Mindestens eine Nachricht bleibt</translation>
    </message>
    <message>
        <source>Name what it is about</source>
        <translation>Sagen Sie, worum es geht</translation>
    </message>
    <message>
        <source>They begin at {time}, when {name} asked.</source>
        <translation>Sie beginnen {time}, als {name} fragte.</translation>
    </message>
    <message>
        <source>They begin at {time}, with the first of these messages.</source>
        <translation>Sie beginnen {time}, mit der ersten dieser Nachrichten.</translation>
    </message>
    <message>
        <source>A ticket with one message has nothing to move</source>
        <translation>Ein Ticket mit einer Nachricht hat nichts zu verschieben</translation>
    </message>
</context>
<context>
    <name>spoken</name>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Internal note, team only</source>
        <translation>Interne Notiz, nur Team</translation>
    </message>
    <message>
        <source>Forwarded, not to the customer</source>
        <translation>Weitergeleitet, nicht an den Kunden</translation>
    </message>
    <message>
        <source>From somebody else, not the customer</source>
        <translation>Von jemand anderem, nicht vom Kunden</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Files: {names}</source>
        <translation>Dateien: {names}</translation>
    </message>
    <message>
        <source>Enter for: {actions}</source>
        <translation>Enter für: {actions}</translation>
    </message>
    <message>
        <source>Last message: {age}</source>
        <translation>Letzte Nachricht: {age}</translation>
    </message>
    <message>
        <source>Put off until {time}</source>
        <translation>Zurückgestellt bis {time}</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Somebody is typing</source>
        <translation>Jemand schreibt</translation>
    </message>
    <message>
        <source>{name} is away from it</source>
        <translation>{name} ist gerade nicht darin</translation>
    </message>
    <message>
        <source>{name} is viewing</source>
        <translation>{name} sieht es an</translation>
    </message>
    <message>
        <source>{name} is editing</source>
        <translation>{name} bearbeitet es</translation>
    </message>
    <message>
        <source>{name} is replying</source>
        <translation>{name} antwortet</translation>
    </message>
</context>
<context>
    <name>staffing</name>
    <message>
        <source>Teams and members</source>
        <translation>Teams und Mitglieder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>the new team</source>
        <translation>das neue Team</translation>
    </message>
    <message>
        <source>Works in it</source>
        <translation>Arbeitet darin</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>There is a team of this name already: type another</source>
        <translation>Ein Team mit diesem Namen gibt es schon: Geben Sie einen anderen ein</translation>
    </message>
    <message>
        <source>Close {team}?</source>
        <translation>{team} schließen?</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Who works on whose tickets. A team that is closed keeps its tickets and gets no more.</source>
        <translation>Wer an wessen Tickets arbeitet. Ein geschlossenes Team behält seine Tickets und bekommt keine neuen.</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>Team hinzufügen</translation>
    </message>
</context>
<context>
    <name>teams</name>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>the limit for {channel}</source>
        <translation>die Grenze für {channel}</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Has no access</source>
        <translation>Hat keinen Zugang</translation>
    </message>
    <message>
        <source>Their role takes none</source>
        <translation>Die Rolle nimmt keine</translation>
    </message>
    <message>
        <source>Reads here only</source>
        <translation>Liest hier nur</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Gets any</source>
        <translation>Bekommt</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>{skill} {level} of 3</source>
        <translation>{skill} {level} von 3</translation>
    </message>
    <message>
        <source>Skills: {skills}</source>
        <translation>Fähigkeiten: {skills}</translation>
    </message>
    <message>
        <source>No skill is entered.</source>
        <translation>Keine Fähigkeit ist eingetragen.</translation>
    </message>
    <message>
        <source>{channel} {load} of {limit}</source>
        <translation>{channel} {load} von {limit}</translation>
    </message>
    <message>
        <source>It is within the hours of the team.</source>
        <translation>Das Team arbeitet gerade.</translation>
    </message>
    <message>
        <source>It is outside the hours of the team.</source>
        <translation>Das Team hat gerade geschlossen.</translation>
    </message>
    <message>
        <source>In hand by channel: {loads}</source>
        <translation>In Arbeit je Kanal: {loads}</translation>
    </message>
    <message>
        <source>Nobody is in this team yet, so its tickets wait.</source>
        <translation>In diesem Team ist noch niemand, darum warten seine Tickets.</translation>
    </message>
    <message>
        <source>May get tickets</source>
        <translation>Kann Tickets bekommen</translation>
    </message>
    <message>
        <source>Here is who of a team may get its tickets.</source>
        <translation>Hier steht, wer in einem Team dessen Tickets bekommen kann.</translation>
    </message>
    <message>
        <source>Give tickets to others</source>
        <translation>Tickets an andere geben</translation>
    </message>
    <message>
        <source>Limit a channel</source>
        <translation>Kanal begrenzen</translation>
    </message>
    <message>
        <source>Who may get tickets</source>
        <translation>Wer Tickets bekommen kann</translation>
    </message>
    <message>
        <source>Beside the limit of all, how many tickets of a channel at most.</source>
        <translation>Neben der Grenze für alle: wie viele Tickets eines Kanals höchstens.</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>{name} has no open ticket to give to others.</source>
        <translation>{name} hat kein offenes Ticket, das an andere gehen könnte.</translation>
    </message>
    <message>
        <source>Where the tickets of {name} would go</source>
        <translation>Wohin die Tickets von {name} gingen</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>A ticket that you do not see</source>
        <translation>Ein Ticket, das Sie nicht sehen</translation>
    </message>
    <message>
        <source>The queue, which is shared out by hand</source>
        <translation>In die Warteschlange, die von Hand verteilt wird</translation>
    </message>
    <message>
        <source>The queue: {reason}</source>
        <translation>In die Warteschlange: {reason}</translation>
    </message>
</context>
<context>
    <name>ticket</name>
    <message>
        <source>The customer</source>
        <translation>Der Kunde</translation>
    </message>
    <message>
        <source>{name} wrote while you were writing</source>
        <translation>{name} schrieb, während Sie schrieben</translation>
    </message>
    <message>
        <source>{name} replied while you were writing</source>
        <translation>{name} antwortete, während Sie schrieben</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Something new has come while you were writing</source>
        <translation>Etwas Neues kam, während Sie schrieben</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>This mentions {name}. Send to the customer, or make it a note?</source>
        <translation>Hier wird {name} erwähnt. An den Kunden senden oder eine Notiz daraus machen?</translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation>Notiz daraus machen</translation>
    </message>
    <message>
        <source>Send to the customer</source>
        <translation>An den Kunden senden</translation>
    </message>
    <message>
        <source>The customer would see these gaps. Fill them in first.</source>
        <translation>Der Kunde sähe diese Lücken. Füllen Sie sie zuerst aus.</translation>
    </message>
    <message>
        <source>Fill them in</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>This goes to more than {count} people outside.</source>
        <translation>Das geht an mehr als {count} Personen außerhalb.</translation>
    </message>
    <message>
        <source>This goes to a mailing list. Everybody on it will get it.</source>
        <translation>Das geht an einen Verteiler. Alle darauf erhalten es.</translation>
    </message>
    <message>
        <source>Change the recipients</source>
        <translation>Empfänger ändern</translation>
    </message>
    <message>
        <source>Send to all of them</source>
        <translation>An alle senden</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>{name} could not be written there.</source>
        <translation>{name} konnte dort nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{name} saved</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>This character cannot be sent. Remove it, then send again.</source>
        <translation>Dieses Zeichen kann nicht gesendet werden. Entfernen Sie es und senden Sie erneut.</translation>
    </message>
    <message>
        <source>The open ticket is no longer available to you.</source>
        <translation>Das geöffnete Ticket ist für Sie nicht mehr verfügbar.</translation>
    </message>
    <message>
        <source>This text is too long to be sent at once. Attach it as a file instead.</source>
        <translation>Dieser Text ist zu lang, um auf einmal gesendet zu werden. Hängen Sie ihn stattdessen als Datei an.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>Der Server antwortet nicht.</translation>
    </message>
    <message>
        <source>The file did not come through. Try again.</source>
        <translation>Die Datei kam nicht durch. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Somebody else is signed in on this computer. They have to sign out first.</source>
        <translation>Auf diesem Computer ist jemand anderes angemeldet. Diese Person muss sich zuerst abmelden.</translation>
    </message>
    <message>
        <source>The secure storage of this computer does not answer.</source>
        <translation>Der sichere Speicher dieses Computers antwortet nicht.</translation>
    </message>
    <message>
        <source>Deskbell is locked on this computer.</source>
        <translation>Deskbell ist auf diesem Computer gesperrt.</translation>
    </message>
    <message>
        <source>This is {size}, the limit is {limit}. Attach it as a file.</source>
        <translation>Das sind {size}, erlaubt sind {limit}. Hängen Sie es als Datei an.</translation>
    </message>
    <message>
        <source>This needs the server, and there is no connection.</source>
        <translation>Das braucht den Server, und es besteht keine Verbindung.</translation>
    </message>
    <message>
        <source>This could not be done: {why}.</source>
        <translation>Das ging nicht: {why}.</translation>
    </message>
    <message>
        <source>{number}: {why}</source>
        <translation>{number}: {why}</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sends when online</source>
        <translation>Wird gesendet, sobald online</translation>
    </message>
    <message>
        <source>What you wrote in {ticket} was not sent, because you left before it was ready. It is in your drafts.</source>
        <translation>Was Sie in {ticket} geschrieben haben, wurde nicht gesendet, weil Sie gegangen sind, bevor es bereit war. Es liegt in Ihren Entwürfen.</translation>
    </message>
    <message>
        <source>{ticket}: the reply has already gone out, so nothing was undone.</source>
        <translation>{ticket}: Die Antwort ist bereits versandt, deshalb wurde nichts rückgängig gemacht.</translation>
    </message>
    <message>
        <source>This has left already and cannot be taken back.</source>
        <translation>Das ist schon hinausgegangen und lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Your text is back in the draft of {ticket}.</source>
        <translation>Ihr Text ist wieder im Entwurf von {ticket}.</translation>
    </message>
    <message>
        <source>another ticket</source>
        <translation>einem anderen Ticket</translation>
    </message>
    <message>
        <source>Not sent: look at it once more, then send it.</source>
        <translation>Nicht gesendet: Sehen Sie es noch einmal an und senden Sie es dann.</translation>
    </message>
    <message>
        <source>Not sent, because it was changed before its files were ready. Send it again.</source>
        <translation>Nicht gesendet, weil der Text geändert wurde, bevor seine Dateien bereit waren. Bitte senden Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>In {ticket}: {trouble}</source>
        <translation>In {ticket}: {trouble}</translation>
    </message>
    <message>
        <source>The customer would see {gap}. Fill it in or take it out.</source>
        <translation>Der Kunde sähe {gap}. Füllen Sie es aus oder nehmen Sie es heraus.</translation>
    </message>
    <message>
        <source>Waiting for the connection</source>
        <translation>Wartet auf die Verbindung</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>Wartet auf den Server</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>There is room again. Your draft is stored.</source>
        <translation>Es ist wieder Platz. Ihr Entwurf ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>has it</source>
        <translation>hat es</translation>
    </message>
    <message>
        <source>is asked to take it</source>
        <translation>wird gefragt</translation>
    </message>
    <message>
        <source>is mentioned</source>
        <translation>wird erwähnt</translation>
    </message>
    <message>
        <source>follows it</source>
        <translation>folgt ihm</translation>
    </message>
    <message>
        <source>is in the team</source>
        <translation>ist im Team</translation>
    </message>
    <message>
        <source>had to do with it</source>
        <translation>hatte damit zu tun</translation>
    </message>
    <message>
        <source>{name} wants no mail of assignments.</source>
        <translation>{name} möchte keine Mail zu Zuweisungen.</translation>
    </message>
    <message>
        <source>{name} wants no mail of mentions.</source>
        <translation>{name} möchte keine Mail zu Erwähnungen.</translation>
    </message>
    <message>
        <source>assignment</source>
        <translation>Zuweisung</translation>
    </message>
    <message>
        <source>mention</source>
        <translation>Erwähnung</translation>
    </message>
    <message>
        <source>Why them</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Has it at once</source>
        <translation>Erfährt es</translation>
    </message>
    <message>
        <source>It concerns nobody at the moment: it has no team and no owner.</source>
        <translation>Es betrifft gerade niemanden: Es hat kein Team und niemand hat es.</translation>
    </message>
    <message>
        <source>Whoever is connected has each change at once, others when they are.</source>
        <translation>Wer verbunden ist, hat jede Änderung sofort, andere, sobald sie es sind.</translation>
    </message>
    <message>
        <source>Who is told of it</source>
        <translation>Wer davon erfährt</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>never connected</source>
        <translation>nie verbunden</translation>
    </message>
    <message>
        <source>last connected {moment}</source>
        <translation>zuletzt verbunden {moment}</translation>
    </message>
    <message>
        <source>Mail to {name} about the {reason} was not sent: seen before.</source>
        <translation>Mail an {name} ({reason}) wurde nicht gesendet: schon gesehen.</translation>
    </message>
    <message>
        <source>Mail to {name} about the {reason} was sent at {moment}.</source>
        <translation>Mail an {name} ({reason}) wurde um {moment} gesendet.</translation>
    </message>
    <message>
        <source>Mail to {name} about the {reason} failed; next try at {moment}.</source>
        <translation>Mail an {name} ({reason}) ging nicht; nächster Versuch um {moment}.</translation>
    </message>
    <message>
        <source>Mail to {name} about the {reason} goes at {moment}.</source>
        <translation>Mail an {name} ({reason}) geht um {moment}.</translation>
    </message>
</context>
<context>
    <name>undoing</name>
    <message>
        <source>Not everything was taken back.</source>
        <translation>Nicht alles wurde zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>unwanted</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation>Zusammenführung aufheben</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Marked as spam</source>
        <translation>Als Spam markiert</translation>
    </message>
    <message>
        <source>Delete it all the same</source>
        <translation>Trotzdem löschen</translation>
    </message>
    <message>
        <source>Mark as spam all the same</source>
        <translation>Trotzdem als Spam markieren</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>You have answered this customer</source>
        <translation>Dieser Kunde hat eine Antwort von Ihnen</translation>
    </message>
</context>
<context>
    <name>views</name>
    <message>
        <source>My queue</source>
        <translation>Meine Tickets</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Zugesagt</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Alle offenen</translation>
    </message>
    <message>
        <source>Recently solved</source>
        <translation>Kürzlich gelöst</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Share with everybody</source>
        <translation>Für alle freigeben</translation>
    </message>
    <message>
        <source>Keep to yourself</source>
        <translation>Für sich behalten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Keep this sorting in the view</source>
        <translation>Diese Sortierung in der Ansicht behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Show hidden views</source>
        <translation>Ausgeblendete Ansichten zeigen</translation>
    </message>
    <message>
        <source>What can be done with this view</source>
        <translation>Was mit dieser Ansicht möglich ist</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>How tickets of {team} wait</source>
        <translation>Wie Tickets von {team} warten</translation>
    </message>
    <message>
        <source>Administrators set this</source>
        <translation>Das legen Administratoren fest</translation>
    </message>
    <message>
        <source>Saved for {team}</source>
        <translation>Für {team} gespeichert</translation>
    </message>
    <message>
        <source>Type a number of days from 0 to {most}</source>
        <translation>Geben Sie eine Zahl von Tagen ein, von 0 bis {most}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Type a number of days from 1 to {most}</source>
        <translation>Geben Sie eine Zahl von Tagen ein, von 1 bis {most}</translation>
    </message>
    <message>
        <source>There is no field {field}</source>
        <translation>Ein Feld {field} gibt es nicht</translation>
    </message>
    <message>
        <source>No longer than {most} characters</source>
        <translation>Höchstens {most} Zeichen</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>No team yet</source>
        <translation>Noch kein Team</translation>
    </message>
    <message>
        <source>Each team says how long its tickets wait.</source>
        <translation>Jedes Team bestimmt, wie lange seine Tickets warten.</translation>
    </message>
    <message>
        <source>Solved tickets close after {} days</source>
        <translation>Gelöste Tickets werden nach {} Tagen geschlossen</translation>
    </message>
    <message>
        <source>For the whole desk, counted from when it was solved: what is older closes at once, and mail to it opens a new ticket. 0: never.</source>
        <translation>Für den ganzen Helpdesk, gezählt ab der Lösung: Was älter ist, wird sofort geschlossen, und Mail dazu öffnet ein neues Ticket. 0: nie.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save when solved tickets close</source>
        <translation>Speichern, wann gelöste Tickets geschlossen werden</translation>
    </message>
    <message>
        <source>Name of the assignee</source>
        <translation>Name der zuständigen Person</translation>
    </message>
    <message>
        <source>First name of the assignee</source>
        <translation>Vorname der zuständigen Person</translation>
    </message>
    <message>
        <source>Address of the assignee</source>
        <translation>Adresse der zuständigen Person</translation>
    </message>
    <message>
        <source>Send: {status}</source>
        <translation>Senden: {status}</translation>
    </message>
    <message>
        <source>Pending {pending} d, On hold {on_hold} d</source>
        <translation>Wartend {pending} d, Angehalten {on_hold} d</translation>
    </message>
    <message>
        <source>with a reminder</source>
        <translation>mit Erinnerung</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>{team}. {sends}. Pending: {pending}, On hold: {on_hold}, {week}</source>
        <translation>{team}. {sends}. Wartend: {pending}, Angehalten: {on_hold}, {week}</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>The desk&apos;s working hours</source>
        <translation>Die Arbeitszeiten des Helpdesks</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>the desk&apos;s working hours</source>
        <translation>Arbeitszeiten des Helpdesks</translation>
    </message>
</context>
<context>
    <name>week</name>
    <message>
        <source>{day}, from {start} to {end}</source>
        <translation>{day}, von {start} bis {end}</translation>
    </message>
    <message>
        <source>{day} {time}, closed</source>
        <translation>{day} {time}, geschlossen</translation>
    </message>
    <message>
        <source>{day} {time}, open {hours}</source>
        <translation>{day} {time}, geöffnet {hours}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>Next alert: {point} % at {moment}.</source>
        <translation>Nächste Warnung: {point} % um {moment}.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Worked</source>
        <translation>Gelaufen</translation>
    </message>
    <message>
        <source>How the clock ran: {metric}</source>
        <translation>Wie die Uhr lief: {metric}</translation>
    </message>
    <message>
        <source>Paused, {status}</source>
        <translation>Angehalten, {status}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Lief</translation>
    </message>
    <message>
        <source>met</source>
        <translation>rechtzeitig</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>zu spät</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>still</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Policy {policy} applies, around the clock</source>
        <translation>Richtlinie {policy} gilt, rund um die Uhr</translation>
    </message>
    <message>
        <source>Policy {policy} applies, calendar {calendar}</source>
        <translation>Richtlinie {policy} gilt, Kalender {calendar}</translation>
    </message>
    <message>
        <source>{metric} {target}</source>
        <translation>{metric} {target}</translation>
    </message>
    <message>
        <source>{metric}: {change}</source>
        <translation>{metric}: {change}</translation>
    </message>
    <message>
        <source>{number}, every decision since {moment}</source>
        <translation>{number}, jede Entscheidung seit {moment}</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
    <message>
        <source>Past decisions are at the server: this needs the connection.</source>
        <translation>Frühere Entscheidungen liegen auf dem Server: dazu braucht es die Verbindung.</translation>
    </message>
    <message>
        <source>You cannot see the history of this ticket.</source>
        <translation>Sie können den Verlauf dieses Tickets nicht sehen.</translation>
    </message>
    <message>
        <source>Nothing was decided about this ticket of itself.</source>
        <translation>Über dieses Ticket wurde nichts von selbst entschieden.</translation>
    </message>
    <message>
        <source>Copied as text</source>
        <translation>Als Text kopiert</translation>
    </message>
    <message>
        <source>Wrong routing: </source>
        <translation>Falsch zugewiesen: </translation>
    </message>
    <message>
        <source>Why this ticket is here</source>
        <translation>Warum dieses Ticket hier ist</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Earlier decisions</source>
        <translation>Frühere Entscheidungen</translation>
    </message>
    <message>
        <source>Report wrong routing</source>
        <translation>Falsche Zuweisung melden</translation>
    </message>
    <message>
        <source>Send to another team</source>
        <translation>An ein anderes Team</translation>
    </message>
    <message>
        <source>Wrong team or agent?</source>
        <translation>Falsches Team oder falsche Person?</translation>
    </message>
    <message>
        <source>a team</source>
        <translation>einem Team</translation>
    </message>
    <message>
        <source>Nobody in {team} could take it</source>
        <translation>Niemand in {team} konnte es nehmen</translation>
    </message>
    <message>
        <source>Nobody in {team} can take it now</source>
        <translation>Niemand in {team} kann es jetzt nehmen</translation>
    </message>
    <message>
        <source>Routed to {name} in {team}</source>
        <translation>Zugewiesen an {name} in {team}</translation>
    </message>
    <message>
        <source>Offered to {name} in {team}</source>
        <translation>Angeboten an {name} in {team}</translation>
    </message>
    <message>
        <source>Taken by {name}, who asked for the next in {team}</source>
        <translation>Von {name} genommen, auf Anfrage nach dem nächsten in {team}</translation>
    </message>
    <message>
        <source>{name} in {team} would be asked first</source>
        <translation>{name} in {team} würde zuerst gefragt</translation>
    </message>
    <message>
        <source>{name} in {team} would get it</source>
        <translation>{name} in {team} bekäme es</translation>
    </message>
    <message>
        <source>{name} came closest: {reason}.</source>
        <translation>Am nächsten war {name}: {reason}.</translation>
    </message>
    <message>
        <source>They stand in for {name}, who is absent.</source>
        <translation>In Vertretung von {name}, gerade abwesend.</translation>
    </message>
    <message>
        <source>They were asked first, and had until {moment} to accept.</source>
        <translation>Wurde zuerst gefragt und hatte bis {moment} Zeit zum Annehmen.</translation>
    </message>
    <message>
        <source>Next try at {moment}, or as soon as somebody is free.</source>
        <translation>Nächster Versuch um {moment}, oder sobald jemand frei ist.</translation>
    </message>
    <message>
        <source>Everybody who could be asked has been.</source>
        <translation>Alle, die gefragt werden konnten, wurden gefragt.</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Extra skills</source>
        <translation>Zusatzkenntnisse</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Last ticket</source>
        <translation>Letztes Ticket</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>{count} fehlt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>{reason} until {moment}</source>
        <translation>{reason} bis {moment}</translation>
    </message>
    <message>
        <source>{mode}, by version {version} of the team.</source>
        <translation>{mode}, nach Version {version} des Teams.</translation>
    </message>
    <message>
        <source>Moved to {team} and given to {name} by {actor}</source>
        <translation>Von {actor} nach {team} verschoben und {name} gegeben</translation>
    </message>
    <message>
        <source>Moved to {team} by {actor}</source>
        <translation>Von {actor} nach {team} verschoben</translation>
    </message>
    <message>
        <source>Given to {name} by {actor}</source>
        <translation>Von {actor} an {name} gegeben</translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt dazu</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>No subject</source>
        <translation>Kein Betreff</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>{number} kopieren</translation>
    </message>
    <message>
        <source>Show: {what}</source>
        <translation>Anzeigen: {what}</translation>
    </message>
    <message>
        <source>Channel {channel}</source>
        <translation>Kanal {channel}</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reply all</source>
        <translation>Allen antworten</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Only your team sees this</source>
        <translation>Nur Ihr Team sieht das</translation>
    </message>
    <message>
        <source>Back in {minutes} min</source>
        <translation>Zurück in {minutes} min</translation>
    </message>
    <message>
        <source>Without a return time</source>
        <translation>Ohne Uhrzeit</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>{name}, {state}. Availability</source>
        <translation>{name}, {state}. Verfügbarkeit</translation>
    </message>
    <message>
        <source>{state} until {time}</source>
        <translation>{state} bis {time}</translation>
    </message>
    <message>
        <source>{load} our turn</source>
        <translation>{load} dran</translation>
    </message>
    <message>
        <source>{load} of {limit}</source>
        <translation>{load} von {limit}</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>waiting to sync</source>
        <translation>wartet auf Abgleich</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>See draft</source>
        <translation>Entwurf ansehen</translation>
    </message>
    <message>
        <source>to this ticket</source>
        <translation>auf dieses Ticket</translation>
    </message>
    <message>
        <source>{name} is on it</source>
        <translation>{name} ist dran</translation>
    </message>
    <message>
        <source>and is writing a reply</source>
        <translation>und schreibt eine Antwort</translation>
    </message>
    <message>
        <source>{name} is writing a reply</source>
        <translation>{name} schreibt eine Antwort</translation>
    </message>
    <message>
        <source>{names} and {name} are writing replies</source>
        <translation>{names} und {name} schreiben Antworten</translation>
    </message>
    <message>
        <source>Who else is here is not known while offline</source>
        <translation>Wer sonst hier ist, ist ohne Verbindung nicht bekannt</translation>
    </message>
    <message>
        <source>Hide the properties</source>
        <translation>Eigenschaften ausblenden</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Show the properties</source>
        <translation>Eigenschaften einblenden</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>{name} has it open</source>
        <translation>{name} hat es geöffnet</translation>
    </message>
    <message>
        <source>{name} viewing</source>
        <translation>{name} sieht es an</translation>
    </message>
    <message>
        <source>{name} editing</source>
        <translation>{name} bearbeitet</translation>
    </message>
    <message>
        <source>{name} replying</source>
        <translation>{name} antwortet</translation>
    </message>
    <message>
        <source>Priority {priority}</source>
        <translation>Priorität {priority}</translation>
    </message>
    <message>
        <source>Presence not known</source>
        <translation>Anwesenheit nicht bekannt</translation>
    </message>
    <message>
        <source>No text</source>
        <translation>Kein Text</translation>
    </message>
    <message>
        <source>Internal note, team only</source>
        <translation>Interne Notiz, nur Team</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>replying</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>schreibt…</translation>
    </message>
    <message>
        <source>Remove {name}, {detail}</source>
        <translation>{name} entfernen, {detail}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Customer {name}, {role}</source>
        <translation>Kunde {name}, {role}</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>{count} at risk</source>
        <translation>{count} gefährdet</translation>
    </message>
    <message>
        <source>{count} breached</source>
        <translation>{count} überschritten</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Workspace {name}</source>
        <translation>Arbeitsbereich {name}</translation>
    </message>
    <message>
        <source>Sign out and join another</source>
        <translation>Abmelden und einem anderen beitreten</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Did not pass</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>How much more</source>
        <translation>Wie viel mehr</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Reason, for everybody to read</source>
        <translation>Grund, für alle lesbar</translation>
    </message>
    <message>
        <source>Add time</source>
        <translation>Zeit geben</translation>
    </message>
    <message>
        <source>Type a number</source>
        <translation>Geben Sie eine Zahl ein</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>Geben Sie einen Grund an</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>More time…</source>
        <translation>Mehr Zeit …</translation>
    </message>
    <message>
        <source>Before you solve</source>
        <translation>Vor dem Lösen</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>What solved it</source>
        <translation>Was die Lösung war</translation>
    </message>
    <message>
        <source>Address of an article</source>
        <translation>Adresse eines Artikels</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Say it in at most {most} characters</source>
        <translation>Sagen Sie es in höchstens {most} Zeichen</translation>
    </message>
    <message>
        <source>Say in a sentence what solved it</source>
        <translation>Sagen Sie in einem Satz, was die Lösung war</translation>
    </message>
    <message>
        <source>An address begins with https://</source>
        <translation>Eine Adresse beginnt mit https://</translation>
    </message>
    <message>
        <source>Choose a category.</source>
        <translation>Wählen Sie eine Kategorie.</translation>
    </message>
    <message>
        <source>Tick what has to be done.</source>
        <translation>Haken Sie ab, was erledigt sein muss.</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>The help is at the server, which has not said yet where.</source>
        <translation>Die Hilfe liegt auf dem Server, der noch nicht gesagt hat, wo.</translation>
    </message>
    <message>
        <source>A part of this window failed. What you wrote is kept.</source>
        <translation>Ein Teil dieses Fensters ist ausgefallen. Was Sie geschrieben haben, bleibt.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Sign out anyway</source>
        <translation>Trotzdem abmelden</translation>
    </message>
    <message>
        <source>Number copied</source>
        <translation>Nummer kopiert</translation>
    </message>
    <message>
        <source>Keep working.</source>
        <translation>Arbeiten Sie weiter.</translation>
    </message>
    <message>
        <source>This is not the server that you joined.</source>
        <translation>Das ist nicht der Server, dem Sie beigetreten sind.</translation>
    </message>
    <message>
        <source>Trying now</source>
        <translation>Versuch läuft</translation>
    </message>
    <message>
        <source>Retry in {count} s</source>
        <translation>Erneut in {count} s</translation>
    </message>
    <message>
        <source>You are offline.</source>
        <translation>Sie sind offline.</translation>
    </message>
    <message>
        <source>You are online again.</source>
        <translation>Sie sind wieder online.</translation>
    </message>
    <message>
        <source>Nothing is sent to it. Ask your admin for a new join code.</source>
        <translation>Es wird nichts an ihn gesendet. Bitten Sie Ihren Admin um einen neuen Beitrittscode.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Deskbell closed unexpectedly.</source>
        <translation>Deskbell wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>What you wrote is here.</source>
        <translation>Ihr Text ist noch da.</translation>
    </message>
    <message>
        <source>The server shows another certificate than the one you joined. Nothing is sent to it. Tell your admin; if they changed it, join with a new code.</source>
        <translation>Der Server zeigt ein anderes Zertifikat als bei Ihrem Beitritt. Nichts wird an ihn gesendet. Sagen Sie es Ihrem Admin; wurde es dort geändert, treten Sie mit einem neuen Code bei.</translation>
    </message>
    <message>
        <source>Its authority {found} is the right one: it may have run out.</source>
        <translation>Seine Zertifizierungsstelle {found} ist die richtige: Vielleicht ist es abgelaufen.</translation>
    </message>
    <message>
        <source>Expected {expected}, found {found}.</source>
        <translation>Erwartet {expected}, gefunden {found}.</translation>
    </message>
    <message>
        <source>Enter starts a reply with “{text}”, Esc drops it.</source>
        <translation>Enter beginnt eine Antwort mit „{text}“, Esc verwirft es.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Start a reply</source>
        <translation>Antwort beginnen</translation>
    </message>
    <message>
        <source>No ticket is open</source>
        <translation>Kein Ticket ist geöffnet</translation>
    </message>
    <message>
        <source>Choose one in the list. J and K go through it.</source>
        <translation>Wählen Sie eines in der Liste. J und K gehen sie durch.</translation>
    </message>
    <message>
        <source>This link names nothing that Deskbell knows.</source>
        <translation>Dieser Link nennt nichts, was Deskbell kennt.</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>Link kopiert</translation>
    </message>
    <message>
        <source>The view of this link is not there, or not yours to see.</source>
        <translation>Die Ansicht dieses Links gibt es nicht, oder Sie dürfen sie nicht sehen.</translation>
    </message>
    <message>
        <source>The ticket of this link is not there, or not yours to see.</source>
        <translation>Das Ticket dieses Links gibt es nicht, oder Sie dürfen es nicht sehen.</translation>
    </message>
    <message>
        <source>The ticket of this link is not on this computer. Press the link again once you are online.</source>
        <translation>Das Ticket dieses Links ist nicht auf diesem Computer. Öffnen Sie den Link noch einmal, sobald Sie online sind.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Off shift</source>
        <translation>Außer Dienst</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>Mär</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Aug</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Okt</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dez</translation>
    </message>
    <message>
        <source>{weekday} {date}, {time} {zone}</source>
        <translation>{weekday} {date}, {time} {zone}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Unknown customer</source>
        <translation>Unbekannter Kunde</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Our turn</source>
        <translation>Wir sind dran</translation>
    </message>
    <message>
        <source>Waiting on customer</source>
        <translation>Wartet auf Kunden</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Zusammengeführt</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{some} and {last}</source>
        <translation>{some} und {last}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} d</source>
        <translation>{count} d</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{hours} h {minutes} ago</source>
        <translation>vor {hours} h {minutes}</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>vor {age}</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day}. {month}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Verknüpft</translation>
    </message>
    <message>
        <source>{skill} (if possible)</source>
        <translation>{skill} (wenn möglich)</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Followers</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Wakes</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>Überführt in</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Mentioned</source>
        <translation>Erwähnt</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Last message by</source>
        <translation>Letzte Nachricht von</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Nachricht</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>Wartet seit</translation>
    </message>
    <message>
        <source>Snoozed until</source>
        <translation>Zurückgestellt bis</translation>
    </message>
    <message>
        <source>Woken</source>
        <translation>Geweckt</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>Copies to</source>
        <translation>Kopien an</translation>
    </message>
    <message>
        <source>Follow-up of</source>
        <translation>Folge von</translation>
    </message>
    <message>
        <source>Reminded</source>
        <translation>Erinnert</translation>
    </message>
    <message>
        <source>Message: kind</source>
        <translation>Nachricht: Art</translation>
    </message>
    <message>
        <source>Message: text</source>
        <translation>Nachricht: Text</translation>
    </message>
    <message>
        <source>Message: subject</source>
        <translation>Nachricht: Betreff</translation>
    </message>
    <message>
        <source>Message: channel</source>
        <translation>Nachricht: Kanal</translation>
    </message>
    <message>
        <source>Message: agent</source>
        <translation>Nachricht: Agent</translation>
    </message>
    <message>
        <source>Message: customer</source>
        <translation>Nachricht: Kunde</translation>
    </message>
    <message>
        <source>Message: sender</source>
        <translation>Nachricht: Absender</translation>
    </message>
    <message>
        <source>Message: to</source>
        <translation>Nachricht: an</translation>
    </message>
    <message>
        <source>Message: copies to</source>
        <translation>Nachricht: Kopien an</translation>
    </message>
    <message>
        <source>Message: automatic</source>
        <translation>Nachricht: automatisch</translation>
    </message>
    <message>
        <source>Message: sender not verified</source>
        <translation>Nachricht: Absender nicht bestätigt</translation>
    </message>
    <message>
        <source>Message: direction</source>
        <translation>Nachricht: Richtung</translation>
    </message>
    <message>
        <source>Message: outcome of the call</source>
        <translation>Nachricht: Ergebnis des Anrufs</translation>
    </message>
    <message>
        <source>Message: minutes of the call</source>
        <translation>Nachricht: Minuten des Anrufs</translation>
    </message>
    <message>
        <source>Message: time</source>
        <translation>Nachricht: Zeit</translation>
    </message>
    <message>
        <source>Customer: name</source>
        <translation>Kunde: Name</translation>
    </message>
    <message>
        <source>Customer: addresses</source>
        <translation>Kunde: Adressen</translation>
    </message>
    <message>
        <source>Customer: phones</source>
        <translation>Kunde: Telefone</translation>
    </message>
    <message>
        <source>Customer: company</source>
        <translation>Kunde: Firma</translation>
    </message>
    <message>
        <source>Customer: VIP</source>
        <translation>Kunde: VIP</translation>
    </message>
    <message>
        <source>Customer: language</source>
        <translation>Kunde: Sprache</translation>
    </message>
    <message>
        <source>Customer: time zone</source>
        <translation>Kunde: Zeitzone</translation>
    </message>
    <message>
        <source>Customer: notes</source>
        <translation>Kunde: Notizen</translation>
    </message>
    <message>
        <source>Company: name</source>
        <translation>Firma: Name</translation>
    </message>
    <message>
        <source>Company: domains</source>
        <translation>Firma: Domains</translation>
    </message>
    <message>
        <source>Company: notes</source>
        <translation>Firma: Notizen</translation>
    </message>
    <message>
        <source>Calendar: somebody works</source>
        <translation>Kalender: jemand arbeitet</translation>
    </message>
    <message>
        <source>Calendar: weekday</source>
        <translation>Kalender: Wochentag</translation>
    </message>
    <message>
        <source>Calendar: hour</source>
        <translation>Kalender: Stunde</translation>
    </message>
    <message>
        <source>Count: tickets of the customer</source>
        <translation>Anzahl: Tickets des Kunden</translation>
    </message>
    <message>
        <source>Count: open tickets of the customer</source>
        <translation>Anzahl: offene Tickets des Kunden</translation>
    </message>
    <message>
        <source>Count: open tickets of the company</source>
        <translation>Anzahl: offene Tickets der Firma</translation>
    </message>
    <message>
        <source>Count: open tickets of the team</source>
        <translation>Anzahl: offene Tickets des Teams</translation>
    </message>
    <message>
        <source>Count: open tickets of the assignee</source>
        <translation>Anzahl: offene Tickets der zuständigen Person</translation>
    </message>
    <message>
        <source>Count: replies</source>
        <translation>Anzahl: Antworten</translation>
    </message>
    <message>
        <source>Count: reopenings</source>
        <translation>Anzahl: Wiederöffnungen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>Breached</source>
        <translation>Überschritten</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Next up</source>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Due again</source>
        <translation>Wieder fällig</translation>
    </message>
</context>
</TS>
