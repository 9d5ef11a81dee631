# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Zum Inhalt springen
home = Startseite
breadcrumbs = Sie sind hier
back-to-top = Nach oben
footer-links = Weitere Links
shortcut-switch = Mit / zur Suche springen

## Language menu

language-button = Sprache:
languages = Sprachen
languages-untranslated = Noch nicht übersetzt

## Search

search-placeholder = Hilfe durchsuchen
search-label = Suche
search-submit = Suchen
search-loading = Suche läuft …
search-none = Keine Ergebnisse für „{ $query }“
search-none-hint = Prüfen Sie die Schreibweise, oder versuchen Sie es mit weniger oder anderen Wörtern.
search-failed = Die Suche ist gerade nicht verfügbar. Sie können stattdessen alle Artikel durchsehen.
search-results = Suchergebnisse
search-filter-all = Alle
search-filter-section = Bereich
search-filter-audience = Zielgruppe
search-filter-tags = Thema

## Home and section pages

home-heading = Wie können wir Ihnen helfen?
home-topics = Nach Thema stöbern
home-popular = Beliebte Artikel
home-recent = Zuletzt aktualisiert
all-articles = Alle Artikel
article-count =
    { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikel
    }
section-other = Weitere Artikel
section-all =
    { $count ->
        [one] { $count } Artikel in diesem Bereich
       *[other] Alle { $count } Artikel in diesem Bereich
    }
section-empty = Hier gibt es noch keine Artikel.

## The list of all articles

letters = Zu einem Buchstaben springen

## Article

article-updated = Aktualisiert am { $date }
article-edit = Diese Seite bearbeiten
article-report = Problem mit dieser Seite melden
feedback-question = War diese Seite hilfreich?
feedback-yes = Ja
feedback-no = Nein
feedback-thanks = Vielen Dank für Ihre Antwort.
contents = Auf dieser Seite
related-articles = Verwandte Artikel
article-neighbours = Vorheriger und nächster Artikel
previous-article = Zurück
next-article = Weiter
heading-permalink = Link zu „{ $heading }“

## Notices about the translation

notices = Über diese Übersetzung
notice-machine = Dieser Artikel wurde maschinell übersetzt.
notice-machine-dated = Dieser Artikel wurde am { $date } maschinell übersetzt.
notice-human = Dieser Artikel wurde von Menschen übersetzt.
notice-human-dated = Dieser Artikel wurde am { $date } von Menschen übersetzt.
notice-fallback = Dieser Artikel ist noch nicht übersetzt. Er wird auf { $language } angezeigt.
notice-stale = Das Original hat sich seit der Übersetzung geändert.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } von { $count } Sätzen hat sich im Original seit der Übersetzung geändert.
       *[other] { $changed } von { $count } Sätzen haben sich im Original seit der Übersetzung geändert.
    }
notice-partial =
    { $translated ->
        [one] { $translated } von { $count } Sätzen ist übersetzt. Die übrigen werden in einer anderen Sprache angezeigt.
       *[other] { $translated } von { $count } Sätzen sind übersetzt. Die übrigen werden in einer anderen Sprache angezeigt.
    }
notice-draft = Dieser Artikel ist ein Entwurf.
notice-reconstructed = Das Original dieses Artikels wurde aus seinen Übersetzungen wieder zusammengesetzt.
read-original = Original auf { $language } lesen
source-switch = Zu jedem Satz das Original anzeigen
source-hint = Oder wählen Sie einen Satz aus, um sein Original zu sehen.
source-point = Nur für den Satz, auf den ich mit der Maus zeige
source-label = Original
sentence-report = Diesen Satz melden

## Parts of an article's text

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
table-label = Tabelle { $number }
copy-code = Kopieren
copied = Kopiert
video-watch = Video ansehen
video-host = Öffnet { $host }
footnotes = Fußnoten
footnote-back = Zurück zu Verweis { $number }
task-done = Erledigt
task-open = Offen

## Page not found

not-found-heading = Diese Seite wurde nicht gefunden
not-found-text = Vielleicht wurde sie verschoben, oder die Adresse enthält einen Tippfehler. Suchen Sie danach, oder beginnen Sie auf der Startseite.
not-found-near = Meinten Sie eine dieser Seiten?
not-found-home = Zur Startseite

## The list of languages at the root of the site

chooser-heading = Wählen Sie Ihre Sprache
