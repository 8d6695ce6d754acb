### Deutsch.

## Parts of the window

library = Bibliothek
notebook = Notizbuch
highlights = Markierungen
notes = Notizen
tags = Schlagwörter
tag = Schlagwort
articles = Artikel
annotations = Anmerkungen
reader = Leseansicht
notifications = Mitteilungen
settings = Einstellungen
export = Exportieren
add = Hinzufügen
toggle-sidebar = Seitenleiste ein- oder ausblenden
toggle-annotations = Anmerkungen ein- oder ausblenden
close-annotations = Anmerkungen schließen
resize-sidebar = Breite der Seitenleiste
resize-list = Breite der Liste
resize-annotations = Breite der Anmerkungen
drop-here = Zum Hinzufügen hier ablegen
drop-hint = Webseiten, Markdown- und Textdateien oder ganze Ordner
loading = Wird geladen …
working = In Arbeit …
with-key = { $label } ({ $key })
go-to = Gehe zu

view-inbox = Eingang
view-reading = Angefangen
view-finished = Gelesen
view-archived = Archiv
view-favourites = Favoriten
view-all = Alle Artikel
view-trash = Papierkorb

## Common

close = Schließen
cancel = Abbrechen
cancelled = Angehalten.
done = Fertig
save = Sichern
choose = Auswählen …
create = Anlegen
clear = Leeren
more = Mehr
dismiss = Ausblenden
undo = Rückgängig
redo = Wiederholen
try-again = Noch einmal versuchen
show-more = Mehr zeigen
preview = Vorschau
saved = Gesichert
saving = Wird gesichert …
not-saved = Nicht gesichert
today = Heute
yesterday = Gestern
error-unknown = Etwas ist schiefgegangen.
undone = Rückgängig gemacht: { $act }
redone = Wiederholt: { $act }
undo-nothing = Es gibt nichts rückgängig zu machen.
redo-nothing = Es gibt nichts zu wiederholen.
progress-of = { $done } von { $total } ({ $share })

## Articles

minutes = { $minutes } Min.
hours = { $hours } Std.
hours-minutes = { $hours } Std. { $minutes } Min.
time-left = noch { $time }
read-to-end = Bis zum Ende gelesen
reading-progress = Lesefortschritt
length = { $words } Wörter, { $time }
receipt = { $kept } von { $all } Wörtern behalten
original = Original
highlight-count = { $count ->
    [0] Keine Markierungen
    [one] { $count } Markierung
   *[other] { $count } Markierungen
  }
chosen = { $count ->
    [one] { $count } ausgewählt
   *[other] { $count } ausgewählt
  }
clear-selection = Auswahl aufheben
clear-tag = Alle Artikel zeigen
sort = Sortieren
sorted-by = Sortiert nach: { $sort }
sort-saved = Gesichert
sort-published = Erschienen
sort-opened = Zuletzt geöffnet
sort-title = Titel
sort-length = Länge
sort-highlights = Meiste Markierungen
sort-reverse = Reihenfolge umkehren
actions-for = Aktionen für { $title }
archive = Archivieren
to-inbox = Zurück in den Eingang
finish = Gelesen
unfinish = Nicht gelesen
favourite = Favorit
unfavourite = Kein Favorit mehr
edit-tags = Schlagwörter bearbeiten
article-tags = Schlagwörter dieses Artikels
tags-of = Schlagwörter von „{ $title }“
tags-of-many = { $count ->
    [one] Schlagwörter von { $count } Artikel
   *[other] Schlagwörter aller { $count } Artikel
  }
add-tag = Schlagwort hinzufügen
remove-tag = Schlagwort { $tag } entfernen
tag-suggestions = Bisherige Schlagwörter
export-these = Exportieren …
export-this = Diesen Artikel exportieren …
move-to-trash = In den Papierkorb
restore = Wiederherstellen
moved = { $count ->
    [one] „{ $title }“
   *[other] { $count } Artikel
  } { $state ->
    [archived] archiviert
    [finished] als gelesen vermerkt
    [reading] zu den angefangenen gelegt
   *[inbox] in den Eingang gelegt
  }
favourite-added = { $count ->
    [one] „{ $title }“ ist ein Favorit
   *[other] { $count } Artikel sind Favoriten
  }
favourite-removed = { $count ->
    [one] „{ $title }“ ist kein Favorit mehr
   *[other] { $count } Artikel sind keine Favoriten mehr
  }
trashed = { $count ->
    [one] „{ $title }“ in den Papierkorb gelegt
   *[other] { $count } Artikel in den Papierkorb gelegt
  }
restored = { $count ->
    [one] „{ $title }“ wiederhergestellt
   *[other] { $count } Artikel wiederhergestellt
  }

empty-library = Ein eigenes Regal
empty-library-hint = Legen Sie die erste Seite hinein, die es wert ist: einfügen, eine Datei ablegen oder eine Adresse nennen.
add-first = Artikel hinzufügen
empty-inbox = Der Eingang ist leer
empty-inbox-hint = Hier kommen neue Artikel an. Mit Strg+V fügen Sie einen ein; oder legen Sie eine Datei auf dem Fenster ab.
empty-reading = Nichts angefangen
empty-reading-hint = Angefangene Artikel bleiben hier, bis sie gelesen sind.
empty-finished = Noch nichts gelesen
empty-finished-hint = Mit F am Ende eines Artikels kommt er hierher.
empty-archived = Das Archiv ist leer
empty-archived-hint = Mit E wird ein Artikel archiviert: aus dem Weg, und von jeder Suche noch zu finden.
empty-favourites = Noch keine Favoriten
empty-favourites-hint = Drücken Sie S bei einem Artikel, zu dem Sie zurückkehren werden.
empty-all = Keine Artikel
empty-all-hint = Hier steht alles, was Sie sichern.
empty-trash = Der Papierkorb ist leer
empty-trash-hint = Gelöschte Artikel bleiben 30 Tage hier.
empty-tag = Keine Artikel mit diesem Schlagwort
empty-tag-hint = Mit T erhält ein Artikel Schlagwörter.

## Reader

article-toolbar = Artikel
article-failed = Dieser Artikel ließ sich nicht öffnen
text-differs = Der gezeigte Text ist nicht der gespeicherte. Markierungen können am falschen Ort stehen.
type-settings = Schrift und Farben
open-original = Original öffnen
find-in-article = In diesem Artikel suchen
contents = Inhalt
close-contents = Inhalt schließen
footnote = Fußnote
back-to-text = Zurück zum Text
picture = Bild
picture-fit = Ins Fenster einpassen
picture-full = Volle Größe
read-aloud = Vorlesen
read-from-here = Ab hier vorlesen
stop-reading = Vorlesen beenden
previous-sentence = Vorheriger Satz
next-sentence = Nächster Satz
play = Weiterlesen
pause = Anhalten
speed = Tempo
times = { $rate }×
voice = Stimme
voice-fitting = Passend zur Sprache
voice-failed = Die Stimme konnte nicht weiterlesen.
no-voices = Dieser Rechner hat keine Stimmen zum Vorlesen.
print = Drucken …
print-failed = Der Artikel konnte nicht für den Druck vorbereitet werden.
focus-mode = Nur der Text
going-on = Blättern
by-scrolling = Rollen
by-page = Seitenweise
reader-menu = Was hier ist
open-link = Link öffnen
copy-link = Link kopieren
link-copied = Link kopiert
open-picture = Bild ansehen
copy = Kopieren
text-copied = Kopiert
select-all = Alles auswählen
hide-list = Liste ausblenden
show-list = Liste einblenden
match-of = { $at } von { $count }
no-matches = Keine Treffer
matches-found = { $count ->
    [0] Keine Treffer in diesem Artikel
    [one] { $count } Treffer in diesem Artikel
   *[other] { $count } Treffer in diesem Artikel
  }
previous-match = Voriger Treffer
next-match = Nächster Treffer
close-find = Suche in diesem Artikel schließen
welcome = Behalten, was man liest
welcome-hint = Einen Artikel sichern, markieren, was auffällt, und es Jahre später wiederfinden. Alles bleibt auf diesem Computer.
nothing-open = Nichts geöffnet
nothing-open-hint = Wählen Sie einen Artikel aus der Liste, oder nehmen Sie die Tastatur.
teach-j = nächster Artikel, K für den vorigen
teach-h = Auswahl markieren, 1 bis 5 für eine Farbe
teach-slash = alles durchsuchen
teach-help = alle Tastenkürzel

## Receipt

left-out = Was weggelassen wurde
left-out-of = Was weggelassen wurde …
receipt-what = Wovon
receipt-page = Auf der Seite
receipt-kept = Behalten
receipt-words = Wörter
receipt-images = Bilder
receipt-tables = Tabellen
receipt-code = Codeblöcke
receipt-links = Verweise
receipt-footnotes = Fußnoten
receipt-formulas = Formeln
receipt-blocks = { $count ->
    [one] { $count } Block
   *[other] { $count } verschiedene Blöcke
  }
receipt-times = { $count }-mal
copy-label = Eine Kopie dieses Artikels
looks-like = Sieht aus wie
merge = Zusammenführen
merge-why = Fassungen, Markierungen, Notizen und Schlagwörter kommen zu diesem Artikel
keep-apart = Sie sind nicht dasselbe
merged = Die beiden sind jetzt ein Artikel.
dropped-rule = Nach Ihrer Regel für diese Website
always-keep = Immer
always-keep-what = Auf { $host } immer behalten: { $text }
always-keep-why = Solche Blöcke auf jeder Seite von { $host } behalten
rule-made = Auf { $host } bleiben solche Blöcke von jetzt an erhalten.
rule-made-drop = Auf { $host } werden solche Blöcke von jetzt an weggelassen.
leave-out-here = Auf { $host } weglassen
receipt-rule-kept = { $words ->
    [one] Nach Ihrer Regel für diese Website behalten: { $words } Wort ({ $mark }).
   *[other] Nach Ihrer Regel für diese Website behalten: { $words } Wörter ({ $mark }).
  }
receipt-rule-dropped = { $words ->
    [one] Nach Ihrer Regel für diese Website weggelassen: { $words } Wort ({ $mark }).
   *[other] Nach Ihrer Regel für diese Website weggelassen: { $words } Wörter ({ $mark }).
  }
rules = Regeln für Websites
rule-none = Wurde ein Block aus einem Artikel weggelassen, behält „Immer“ in seinem Beleg solche Blöcke auf der ganzen Website; „Weglassen“ im Menü einer Auswahl tut das Gegenteil.
rule-add = Regel hinzufügen
rule-edit = Regel für eine Website
rule-site = Website
rule-mark = Blöcke
rule-what = Was geschieht
rule-keep = Immer behalten
rule-drop = Immer weglassen
rule-change = Regel für { $host } ändern
rule-remove = Regel für { $host } entfernen
rule-removed = Die Regel für { $host } ist weg. Artikel bleiben, wie sie sind.
doubt-label = Das ist vielleicht nicht der ganze Artikel
doubt-fine = So ist es richtig
reading-best = Nur der Artikel
reading-other = Andere Lesart
reading-whole_page = Die ganze Seite
reread-done = Die Seite wurde anders gelesen.
reread-same = Es kommt dasselbe heraus.
outdated = { $count ->
    [0] Alle Artikel wurden nach den heutigen Regeln gelesen.
    [one] { $count } Artikel wurde nach älteren Regeln gelesen.
   *[other] { $count } Artikel wurden nach älteren Regeln gelesen.
  }
read-again = Originale neu lesen
read-again-why = Was besser herauskommt, wird eine neue Fassung; die alten bleiben, und Markierungen gehen mit.
read-again-done = { $changed ->
    [0] Kein Artikel kam anders heraus.
    [one] { $changed } Artikel hat eine neue Fassung; { $same } kamen gleich heraus.
   *[other] { $changed } Artikel haben eine neue Fassung; { $same } kamen gleich heraus.
  }
read-again-doubtful = { $count ->
    [one] { $count } neue Fassung sieht zweifelhaft aus und wurde beiseitegelegt.
   *[other] { $count } neue Fassungen sehen zweifelhaft aus und wurden beiseitegelegt.
  }
read-again-failed = { $count ->
    [one] „{ $title }“ konnte nicht neu gelesen werden: { $error }
   *[other] { $count } Artikel konnten nicht neu gelesen werden, darunter „{ $title }“: { $error }
  }
put-back = Zurückholen
put-back-what = Zurückholen: { $text }
put-back-done = An seinen Platz zurückgeholt.
receipt-restored = { $count ->
    [one] Sie haben { $count } Block zurückgeholt.
   *[other] Sie haben { $count } Blöcke zurückgeholt.
  }
receipt-nothing = Es wurde nichts weggelassen.
dropped-repeated = Wiederholt sich auf der Seite
dropped-label = Eine Beschriftung ohne Wert
dropped-boilerplate = Steht um den Artikel herum
dropped-empty = Leer
dropped-unsafe = Nicht sicher zu behalten
dropped-title = Der Titel, der über dem Text steht
dropped-control = Eine Schaltfläche oder ein Formular
dropped-hidden = Auf der Seite verborgen
dropped-copy = Eine zweite Fassung

## Versions

versions = Fassungen
versions-of = Fassungen dieses Artikels …
version-current = Die Sie lesen
version-words = { $words } Wörter
version-text = Text zeigen
version-changes = Änderungen zeigen
version-use = Diese Fassung lesen
version-renew = Nach einer neueren Fassung sehen
version-used = Gelesen wird jetzt diese Fassung.
version-new = Es gibt eine neuere Fassung.
version-same = Die Seite hat sich nicht geändert.
version-open = { $count ->
    [one] { $count } Markierung wartet auf Ihre Entscheidung.
   *[other] { $count } Markierungen warten auf Ihre Entscheidung.
  }
version-without = Keine Fassung enthält diese Stelle
version-one = Bisher gibt es eine Fassung. Eine neuere wird daneben behalten, und die Markierungen ziehen mit.
version-one-no-address = Es gibt eine Fassung. Sichern Sie die Seite noch einmal von ihrer Quelle, um eine neuere zu erhalten.
version-highlights = Was aus Ihren Markierungen wurde
version-intact = { $count ->
    [one] { $count } Markierung steht, wie sie war.
   *[other] { $count } Markierungen stehen, wie sie waren.
  }
version-no-changes = Beide Fassungen haben dieselben Wörter.
version-skipped = { $count ->
    [one] { $count } unveränderter Absatz
   *[other] { $count } unveränderte Absätze
  }
change-added = Neu
change-removed = Entfernt
change-moved = Verschoben
doubt-error_page = Sie sieht nach einer Fehlerseite aus.
doubt-wall = Sie sieht nach einer Anmelde- oder Bezahlschranke aus.
doubt-lost = Ihr fehlt der größte Teil des Textes.

## Highlights and notes

highlight-selection = Auswahl markieren
edit-highlight = Markierung bearbeiten
highlighted = Markiert: { $quote }
color = Farbe
color-yellow = Gelb
color-green = Grün
color-blue = Blau
color-magenta = Rosa
color-purple = Violett
color-red = Rot
color-orange = Orange
color-gray = Grau
all-colors = Alle Farben
filter-colors = Nur eine Farbe zeigen
change-color = Farbe ändern
note = Notiz
copy-quote = Zitat kopieren
copied = Zitat mit Quelle kopiert
delete-highlight = Markierung löschen
highlight-deleted = Markierung gelöscht
edit-note = Notiz bearbeiten
delete-note = Notiz löschen
note-deleted = Notiz gelöscht
note-placeholder = Schreiben, in Markdown …
article-notes = Notizen zu diesem Artikel
add-article-note = Notiz zu diesem Artikel hinzufügen
needs-attention = Zu entscheiden
needs-attention-hint = { $count ->
    [one] { $count } Markierung hat in der neuesten Fassung keinen Ort.
   *[other] { $count } Markierungen haben in der neuesten Fassung keinen Ort.
  }
needs-choice-hint = { $count ->
    [one] { $count } Markierung kann an mehreren Stellen gemeint sein.
   *[other] { $count } Markierungen können an mehreren Stellen gemeint sein.
  }
possible-places = Mögliche Stellen
places = { $count ->
    [one] Eine Stelle gleicht ihr:
   *[other] { $count } Stellen gleichen ihr:
  }
places-more = { $count ->
    [one] Eine weitere
   *[other] { $count } weitere
  }
places-none = Keine Stelle dieser Fassung gleicht ihr.
place-here = Hierher setzen
place-chosen = Markierung auf die gewählte Stelle gesetzt
undecided = { $count ->
    [one] { $count } Markierung wartet auf eine Entscheidung
   *[other] { $count } Markierungen warten auf eine Entscheidung
  }
highlights-failed = Die Markierungen ließen sich nicht lesen.
linked-from-failed = Die Notizen, die hierher führen, ließen sich nicht lesen.
anchor-edited = Die Wörter haben sich seither geändert.
anchor-moved = Die Stelle steht jetzt anderswo.
anchor-ambiguous = Die Stelle steht hier mehr als einmal; dies ist der wahrscheinlichste Ort.
anchor-now = Jetzt:
anchor-stood = Wo sie stand:
anchor-accepted = Angenommen
anchor-attached = Markierung auf die Auswahl gesetzt
anchor-not-found = Die Stelle kommt in dieser Fassung nicht vor
anchor-kept-as-note = Als Notiz zum Artikel behalten
accept = Annehmen
show-in-version = In ihrer Fassung zeigen
attach-to-selection = Auf die Auswahl setzen
attach-hint = Wählen Sie zuerst die Stelle im Text aus
find-again = Noch einmal suchen
keep-as-note = Als Notiz behalten
state-exact = Wie sie war
state-edited = Wörter geändert
state-moved = Verschoben
state-ambiguous = Mehr als ein Ort
state-orphan = Kein Ort mehr
no-highlights = Noch keine Markierungen
no-highlights-hint = Wählen Sie eine Stelle und eine Farbe, oder drücken Sie H.
no-highlights-fit = Keine Markierung passt zu diesen Filtern
show-all-highlights = Alle Markierungen zeigen
filter-highlights = Markierungen filtern
filter-tags = Ein Schlagwort zeigen
filter-time = Einen Zeitraum zeigen
all-tags = Alle Schlagwörter
span-0 = Jederzeit
span-7 = Letzte 7 Tage
span-30 = Letzte 30 Tage
span-365 = Letztes Jahr
find-highlight = Wörter in Markierung oder Notiz
find-annotation = In den Anmerkungen suchen
only-this-article = Nur die Markierungen dieses Artikels
choose-highlights = Mehrere Markierungen wählen
choose-highlight = Wählen: { $quote }
chosen-highlights = Gewählte Markierungen
choose-all = Alle
choose-none = Keine
copy-quotes = Zitate kopieren
delete-highlights = Markierungen löschen
highlights-changed = { $count ->
    [one] { $count } Markierung
   *[other] { $count } Markierungen
  } { $what ->
    [recolored] umgefärbt
    [tagged] verschlagwortet
   *[deleted] gelöscht
  }
linked-from = Verlinkt von
link-article = Artikel
link-highlight = Markierung
link-note = Notiz
only-pages = Nur Seiten
copy-highlight-link = Link zu dieser Markierung kopieren
review = Wiederholen
review-left = noch { $count }
review-answers = Was daraus wird
review-done = Für heute fertig
review-done-hint = { $count ->
    [one] Du hast { $count } Markierung angesehen. Sie kommt wieder, wenn es Zeit ist.
   *[other] Du hast { $count } Markierungen angesehen. Sie kommen wieder, wenn es Zeit ist.
  }
review-nothing = Noch nichts zu wiederholen
review-nothing-hint = Was du markierst, kommt hier nach einem Tag wieder und dann in wachsenden Abständen.
review-more = Mehr ansehen
answer-keep = Behalten
answer-keep-hint = Kommt nach längerer Zeit wieder
answer-soon = Bald wieder
answer-soon-hint = Kommt morgen wieder
answer-snooze = Später
answer-snooze-hint = Kommt in einer Woche wieder
answer-never = Nie
answer-never-hint = Kommt nicht wieder
answered-keep = Behalten; kommt nach längerer Zeit wieder
answered-soon = Kommt morgen wieder
answered-snooze = Kommt in einer Woche wieder
answered-never = Kommt nicht wieder
annotations-empty = Hier stehen die Markierungen und Notizen des geöffneten Artikels.
no-notes = Noch keine Notizen
no-notes-hint = Drücken Sie N bei einer Markierung oder einem Artikel, oder beginnen Sie eine eigene Seite.
note-on-highlight = zu einer Markierung
note-on-article = zu einem Artikel
note-page = eine eigene Seite
open-article = Artikel öffnen
new-page = Neue Seite
page-title = Titel der Seite

## Search

search-library = Bibliothek durchsuchen
clear-search = Suche leeren
search-results = Suchergebnisse
searching = Wird gesucht …
results = { $count ->
    [0] Keine Ergebnisse
    [one] { $count } Ergebnis
   *[other] { $count } Ergebnisse
  }
results-shown = Die besten { $shown } von { $total }. Ein weiteres Wort grenzt sie ein.
index-building = Das Verzeichnis holt auf
narrow-search = Suche eingrenzen
remove-filter = Filter { $filter } wegnehmen
perhaps-meant = Vielleicht gemeint:
results-partial = Diese haben die meisten Wörter, aber nicht alle:
nothing-found = Nichts gefunden
nothing-found-hint = Versuchen Sie es mit weniger Wörtern oder anderer Schreibweise, oder nehmen Sie einen Filter weg.
kind-highlight = Markierung
kind-note = Notiz
matches-count = { $count } Treffer
why-found = Warum dies gefunden wurde
found-in = { $times ->
    [one] einmal { $place }
   *[other] { $times }-mal { $place }
  }
found-by-filters = Allein durch die Filter gefunden.
elsewhere = Dieselbe Stelle anderswo
elsewhere-title = Dieselbe Stelle anderswo
elsewhere-found = { $count ->
    [0] Sie steht in keinem anderen Artikel Ihrer Bibliothek.
    [one] Sie steht in einem anderen Artikel.
   *[other] Sie steht in { $count } anderen Artikeln; zuerst kommen die, die zuerst gespeichert wurden.
  }
elsewhere-share = zu { $share } % gleich
related-articles = Verwandte Artikel
search-index = Suchverzeichnis
search-index-why = Die Suche liest ein Verzeichnis, das aus Ihrer Bibliothek gemacht ist. Bauen Sie es neu, wenn die Suche etwas nicht findet, das da ist.
rebuild-index = Verzeichnis neu bauen
index-rebuilding = Das Suchverzeichnis wird gebaut
index-rebuilt = Das Verzeichnis ist neu gebaut.
index-kept = Angehalten. Das bisherige Verzeichnis gilt weiter.
op-kind = Art …
op-tag = Schlagwort …
op-site = Website …
op-author = Autor …
op-year = Jahr …
op-color = Farbe …
op-unread = ungelesen
op-before = vor …
in-article = Artikel
in-highlight = Markierungen
in-note = Notizen
field-title = im Titel
field-text = im Text
field-author = beim Autor
field-site = bei der Website
field-note = in der Notiz
field-quote = in der Markierung
field-tag = als Schlagwort
name-author = Autor
name-site = Website
name-tag = Schlagwort

## Adding

add-to-library = Zur Bibliothek hinzufügen
address-or-path = Adresse, Datei oder Ordner
address-placeholder = https://… oder /pfad/zur/datei
choose-files = Dateien auswählen …
choose-folder = Ordner auswählen …
import-export = Export einlesen …
add-files = Artikel hinzufügen
add-folder = Ordner mit Artikeln hinzufügen
import-files = Exporte einlesen
files-articles = Artikel
files-exports = Exporte und Anmerkungen
files-all = Alle Dateien
paste-here = Oder hier einfügen
paste-placeholder = Eine kopierte Webseite, Markdown oder einfacher Text
add-hint = Gelesen werden Webseiten, Markdown und Text, in einem Ordner jede solche Datei. Sie können Dateien auch auf dem Fenster ablegen oder überall Strg+V drücken.
saving-now = Wird gesichert
outcomes = Was hinzugekommen ist
status-created = Hinzugefügt
status-merged = Mit einem vorhandenen Artikel verbunden
status-unchanged = Schon in der Bibliothek
status-failed = Nicht hinzugefügt
save-summary = { $saved ->
    [one] { $saved } Artikel gesichert
   *[other] { $saved } Artikel gesichert
  }, { $failed } fehlgeschlagen
saved-articles = { $status ->
    [unchanged] Schon in der Bibliothek: „{ $title }“
    [merged] Mit „{ $title }“ verbunden
    [many] { $count } Artikel gesichert
   *[created] „{ $title }“ gesichert
  }
try-all-again = Alle noch einmal versuchen
try-again-with = Noch einmal versuchen: { $source }
show-report = Bericht zeigen
and-more = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
  }
save-failed = { $source }: { $error }
import-report = Bericht
import-items = { $count ->
    [one] { $count } Eintrag gelesen
   *[other] { $count } Einträge gelesen
  }
import-highlights = { $count ->
    [one] { $count } Markierung gelesen
   *[other] { $count } Markierungen gelesen
  }
import-created = Neue Artikel
import-merged = Verbunden
import-unchanged = Schon da
import-failed = Nicht übernommen
import-highlightsCreated = Neue Markierungen
import-highlightsUnchanged = Schon da
import-anchored = Genau gefunden
import-approximate = Mit Änderungen gefunden
import-ambiguous = An einer von mehreren Stellen
import-orphans = Stelle nicht gefunden
import-notes = Notizen
import-issues = Was nicht übernommen wurde

## Export

export-what = Was
export-format = Format
export-file = Datei
export-folder = Ordner
export-file-title = In eine Datei exportieren
export-folder-title = In einen Ordner exportieren
export-now = Jetzt exportieren
exporting = Wird exportiert
scope-article = Dieser Artikel: „{ $title }“
scope-chosen = { $count ->
    [one] { $count } ausgewählter Artikel
   *[other] { $count } ausgewählte Artikel
  }
scope-search = Was die Suche „{ $query }“ findet
scope-all = { $count ->
    [one] Alles ({ $count } Artikel)
   *[other] Alles ({ $count } Artikel)
  }
format-markdown = Markdown
format-markdown-hint = Zum Lesen und für andere Notizbücher: Zitate, Notizen, Schlagwörter und Verweise zurück.
format-jsonl = JSON-Zeilen
format-jsonl-hint = Eine Datei mit allem, die sich ohne Verlust wieder einlesen lässt.
export-done = { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
  }, { $highlights ->
    [one] { $highlights } Markierung
   *[other] { $highlights } Markierungen
  } und { $notes ->
    [one] { $notes } Notiz
   *[other] { $notes } Notizen
  } geschrieben nach

## Settings

theme = Farben
theme-system = System
theme-light = Hell
theme-sepia = Sepia
theme-dark = Dunkel
theme-contrast = Kontrast
font = Leseschrift
font-serif = Serifen
font-sans = Serifenlos
style-size = Größe
style-width = Zeilenlänge
style-lineHeight = Zeilenabstand
value-size = { $value } px
value-width = { $value } Zeichen
value-lineHeight = { $value }
alignment = Ausrichtung
align-start = Links
align-justify = Blocksatz
reset-style = Schrift zurücksetzen
style-preview = Vorschau
preview-text = Vier Jahrhunderte lang besaß, wer ernsthaft las, zweierlei Bücher: die, die andere geschrieben hatten, und das eine, in dem er das Beste daraus aufhob. Locke ließ 1706 sein Verfahren drucken.
preview-marked = Es war eine Maschine zum Wiederfinden einer Stelle.
fetch-images = Die Bilder einer Seite mitnehmen, wenn ihre Adresse gesichert wird
fetch-images-why = Sie liegen in der Bibliothek; beim Lesen wird nichts aus dem Netz geladen.
language = Sprache
language-system = Wie das System
library-facts = { $articles } Artikel, { $highlights } Markierungen, { $notes } Notizen
shortcuts = Tastenkürzel
palette = Befehle
palette-placeholder = Ein Befehl oder ein Name: Artikel, Notiz, Sammlung, Schlagwort

## Keys

keys-reading = Lesen
keys-marking = Markieren
keys-keeping = Behalten
keys-library = Bibliothek
act-next = Nächster Artikel
act-previous = Voriger Artikel
act-open = Öffnen
act-back = Zurück
act-find = In diesem Artikel suchen
act-nextHighlight = Nächste Markierung
act-previousHighlight = Vorige Markierung
act-highlight = Auswahl markieren
act-note = Notiz schreiben
act-tags = Schlagwörter bearbeiten
act-copy = Zitat mit Quelle kopieren
act-accept = Ort einer Markierung annehmen
act-focus = Nur der Text
act-speak = Vorlesen
act-print = Drucken
act-larger = Größerer Text
act-smaller = Kleinerer Text
act-usualSize = Übliche Textgröße
act-review = Tägliche Wiederholung der Markierungen
act-contents = Inhaltsverzeichnis
act-versions = Fassungen dieses Artikels
act-archive = Archivieren
act-finish = Als gelesen vermerken
act-favourite = Favorit
act-trash = In den Papierkorb
act-undo = Rückgängig
act-redo = Wiederholen
act-search = Suchen
act-palette = Befehle
act-add = Zur Bibliothek hinzufügen
act-paste = Als Artikel einfügen
act-export = Exportieren
act-settings = Einstellungen
act-help = Tastenkürzel

## Collections, tags, saved searches, lists

saved-searches = Gesicherte Suchen
saved-search = Gesicherte Suche
collections = Sammlungen
collection = Sammlung
continue-reading = Weiterlesen
chosen-articles = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
  }
selection = Auswahl
filter = Filtern
filters-on = Filter
narrow-unread = Ungelesen
narrow-highlighted = Mit Markierungen
narrow-noted = Mit Notizen
narrow-favourite = Favoriten
narrow-short = Höchstens fünf Minuten
narrow-long = Zwanzig Minuten oder mehr
to-reading = Wird gelesen
trash-emptied = { $count ->
    [one] { $count } Artikel endgültig gelöscht
   *[other] { $count } Artikel endgültig gelöscht
  }
empty-trash-act = Papierkorb leeren …
empty-trash-ask = { $count ->
    [one] { $count } Artikel wird mit seinen Markierungen und Notizen endgültig gelöscht. Das lässt sich nicht rückgängig machen.
   *[other] { $count } Artikel werden mit ihren Markierungen und Notizen endgültig gelöscht. Das lässt sich nicht rückgängig machen.
  }
empty-trash-yes = { $count ->
    [one] { $count } Artikel löschen
   *[other] { $count } Artikel löschen
  }
tagged = { $count ->
    [one] „{ $title }“
   *[other] { $count } Artikel
  } mit dem Schlagwort „{ $tag }“ versehen
collected = { $count ->
    [one] „{ $title }“
   *[other] { $count } Artikel
  } in { $name } gelegt
taken-out = { $count ->
    [one] „{ $title }“
   *[other] { $count } Artikel
  } aus { $name } genommen
add-to-collection = In eine Sammlung legen …
take-out-of = Aus { $name } nehmen
actions = Aktionen
name = Name
rename = Umbenennen
inside-of = Inhalt von { $name }
new-collection = Neue Sammlung
new-collection-inside = Neue Sammlung darin
new-named = Neue Sammlung „{ $name }“
move-collection = Verschieben in …
move-up = Nach oben
move-down = Nach unten
to-top = Auf die oberste Ebene
top-level = Oberste Ebene
collection-moved = { $name } verschoben
collection-deleted = Sammlung „{ $name }“ gelöscht. Ihre Artikel bleiben.
collect-what = { $count ->
    [one] { $count } Artikel legen in
   *[other] { $count } Artikel legen in
  }
nest-what = „{ $name }“ verschieben in
merge-what = „{ $name }“ zusammenlegen mit
merge-into = Zusammenlegen mit …
type-a-name = Namen eingeben
nothing-fits = Nichts heißt so
no-collections-hint = Geben Sie der ersten Sammlung einen Namen.
tags-merged = „{ $name }“ heißt jetzt „{ $into }“
tag-color = Farbe …
tag-color-of = Farbe von { $name }
no-color = Keine
tag-deleted = Schlagwort „{ $name }“ gelöscht
search-deleted = Gesicherte Suche „{ $name }“ gelöscht
delete-collection = Sammlung löschen
delete-tag = Schlagwort löschen
delete-search = Gesicherte Suche löschen
save-search = Suche sichern
empty-collection = In dieser Sammlung liegt noch nichts
empty-collection-hint = Ziehen Sie Artikel hierher, oder drücken Sie M bei einem.
empty-narrow = Kein Artikel ist all das
empty-narrow-hint = Nehmen Sie einen Filter weg, um mehr zu sehen.

## What can be undone

op-save = Artikel hinzufügen
op-capture = Neue Fassung
op-put_back = Zurückholen
op-reread = Andere Lesart
op-read_again = Neu lesen
op-edit_rule = Regel für eine Website ändern
op-merge = Zusammenführen
op-keep_apart = Getrennt halten
op-import = Importieren
op-add_highlight = Markieren
op-recolor_highlight = Farbe ändern
op-tag_highlight = Schlagwörter einer Markierung ändern
op-remove_highlight = Markierung löschen
op-review = Markierung wiederholen
op-edit_note = Notiz bearbeiten
op-remove_note = Notiz löschen
op-edit_article = Artikel bearbeiten
op-tag_article = Schlagwörter ändern
op-collect = In eine Sammlung legen
op-take_out = Aus einer Sammlung nehmen
op-add_collection = Neue Sammlung
op-rename_collection = Sammlung umbenennen
op-move_collection = Sammlung verschieben
op-remove_collection = Sammlung löschen
op-rename_tag = Schlagwort umbenennen
op-merge_tags = Schlagwörter zusammenlegen
op-color_tag = Schlagwort färben
op-remove_tag = Schlagwort löschen
op-add_saved_search = Suche sichern
op-edit_saved_search = Gesicherte Suche ändern
op-remove_saved_search = Gesicherte Suche löschen
op-set_state = Lesestand ändern
op-set_favourite = Favorit ändern
op-trash = In den Papierkorb legen
op-restore = Aus dem Papierkorb holen
op-use_capture = Fassung wechseln
op-anchor_highlight = Markierung zuordnen
op-keep_as_note = Als Notiz behalten

## Insights

insights = Einblicke
act-insights = Einblicke
insights-nothing = Noch nichts zu zeichnen
insights-empty = Sobald Sie etwas gesichert und gelesen haben, erscheinen hier Bilder davon.
as-table = Als Tabelle
per-week = Woche für Woche
per-week-saved = Gesicherte Artikel in jeder Woche
per-week-read = Gelesene Artikel in jeder Woche
per-week-highlighted = Markierte Stellen in jeder Woche
week = Woche
day = Tag
week-of = Woche vom { $date }
count-saved = Gesichert
count-read = Gelesen
count-highlighted = Markiert
mark-week = { $week }: { $count } { $what ->
    [saved] gesichert
    [read] gelesen
   *[highlighted] markiert
  }
mark-day = { $date }: { $saved } gesichert, { $read } gelesen, { $highlighted } markiert
calendar = Tag für Tag
top-sites = Websites
top-authors = Autoren
top-tags = Schlagwörter
nothing-here = Noch nichts
connections = Verbindungen
connections-empty = Artikel, die ein Schlagwort teilen, aufeinander verweisen oder in einer Notiz zusammen genannt werden, sind hier verbunden.
connections-left-out = { $count ->
    [one] Gezeichnet sind die { $shown } Artikel, die am engsten zusammenhängen; ein weiterer ist ausgelassen.
   *[other] Gezeichnet sind die { $shown } Artikel, die am engsten zusammenhängen; { $count } weitere sind ausgelassen.
  }
connections-alone = { $count ->
    [one] { $count } Artikel steht für sich und ist nicht gezeichnet.
   *[other] { $count } Artikel stehen für sich und sind nicht gezeichnet.
  }
connection-from = Artikel
connection-to = Verbunden mit
connection-why = Durch
joint-note = eine Notiz
joint-link = einen Link
joint-tag = ein Schlagwort
mark-article = { $title }, { $ties ->
    [one] { $ties } Verbindung
   *[other] { $ties } Verbindungen
  }
zoom = Größe des Bildes
zoom-in = Größer
zoom-out = Kleiner
zoom-fit = Einpassen

## Parts of the settings

settings-reading = Lesen
settings-colors = Farben
settings-shortcuts = Tastatur
settings-library = Bibliothek
settings-backups = Sicherungen
settings-privacy = Datenschutz
settings-language = Sprache
language-why = Das Fenster wird in der anderen Sprache neu gezeichnet.
colors-why = Geben Sie jeder Farbe die Bedeutung, die sie für Sie hat. Der Name steht überall, wo die Farbe angeboten wird.
usual-yellow = Gelb
usual-green = Grün
usual-blue = Blau
usual-magenta = Rosa
usual-purple = Violett
usual-red = Rot
usual-orange = Orange
usual-gray = Grau
such-as = Etwa „{ $example }“
color-example-yellow = Behauptung
color-example-green = Beleg
color-example-blue = Frage
shortcuts-why = Wählen Sie „Ändern“, und drücken Sie die neuen Tasten; Esc lässt sie, wie sie sind.
reset-all = Alle zurücksetzen
no-keys = Keine
fixed-keys = Immer gleich
change = Ändern
press-keys = Tasten drücken …
change-keys = Tasten ändern für: { $act }
reset-keys = Übliche Tasten für: { $act }
keys-taken = { $keys } steht schon für „{ $other }“.
keys-take = Hier verwenden
shortcut-set = { $act }: { $keys }
library-folder = Ordner
show-folder = Ordner zeigen
move-library = Verschieben …
open-library = Andere öffnen …
move-library-to = Bibliothek in einen Ordner verschieben
open-library-in = Bibliothek öffnen
move-library-why = Beim Verschieben wird alles in den gewählten Ordner kopiert, durchgesehen und von dort aus weitergeführt. Der alte Ordner bleibt, bis Sie ihn löschen.
library-moved = Die Bibliothek ist kopiert. Commonplace startet mit dem neuen Ordner.
library-opens = Commonplace startet mit der anderen Bibliothek.
backups-why = Jeden Tag und vor allem Gewagten wird eine Kopie der Datenbank gemacht. Die letzten sieben Tage bleiben, dann eine aus jeder Woche und eine aus jedem Monat.
make-backup = Jetzt sichern
backup-made = Sicherung gemacht
backup-when = Gemacht
backup-kind = Anlass
backup-size = Größe
backup-daily = Täglich
backup-manual = Von Hand
backup-before-migration = Vor einer neuen Version
backup-before-restore = Vor einem Zurückholen
no-backups = Es gibt noch keine Sicherung.
restore-backup-of = Die Sicherung vom { $when } zurückholen
restore-backup-ask = Die Bibliothek wird sein, wie sie damals war. Der heutige Stand bleibt als eigene Sicherung.
restore-backup-yes = Diese Sicherung zurückholen
backup-restored = Die Sicherung ist zurückgeholt
privacy-why = Von selbst verlässt nichts diesen Computer: kein Konto, keine Statistik, keine Suche nach neuen Versionen. Das Netz wird nur nach einer Adresse gefragt, die Sie sichern, und nach den Bildern dieser Seite.
ledger = Was im Netz gefragt wurde
clear-ledger = Leeren
ledger-empty = Im Netz wurde nichts gefragt.
request-when = Wann
request-host = Wen
request-why = Wofür
request-outcome = Ausgang
request-bytes = Empfangen
request-page = Eine Seite, die Sie wollten
request-image = Ein Bild davon
request-answered = Beantwortet
request-redirected = Führte weiter
request-failed = Gescheitert
change-shortcuts = Tasten ändern …
palette-nothing = Nichts heißt so. Mit / suchen Sie in den Artikeln.
theme-named = Erscheinung: { $theme }
act-yellow = Gelb markieren
act-green = Grün markieren
act-blue = Blau markieren
act-magenta = Rosa markieren
act-purple = Violett markieren
act-collect = In eine Sammlung legen
act-newCollection = Neue Sammlung

## Menüs

main-menu = Menü
menu-program = Commonplace
menu-file = Ablage
menu-edit = Bearbeiten
menu-view = Darstellung
menu-article = Artikel
menu-mark = Markierung
menu-window = Fenster
menu-help = Hilfe
