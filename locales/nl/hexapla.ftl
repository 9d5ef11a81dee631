# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Naar de inhoud
home = Startpagina
breadcrumbs = U bent hier
back-to-top = Terug naar boven
footer-links = Meer links
shortcut-switch = Op / drukken om te zoeken

## Language menu

language-button = Taal:
languages = Talen
languages-untranslated = Nog niet vertaald

## Search

search-placeholder = Zoeken in Help
search-label = Zoeken
search-submit = Zoeken
search-loading = Bezig met zoeken…
search-none = Geen resultaten voor ‘{ $query }’
search-none-hint = Controleer de spelling of probeer minder of andere woorden.
search-failed = Zoeken is op dit moment niet beschikbaar. U kunt wel door alle artikelen bladeren.
search-results = Zoekresultaten
search-filter-all = Alles
search-filter-section = Sectie
search-filter-audience = Doelgroep
search-filter-tags = Onderwerp

## Home and section pages

home-heading = Hoe kunnen we u helpen?
home-topics = Bladeren op onderwerp
home-popular = Populaire artikelen
home-recent = Onlangs bijgewerkt
all-articles = Alle artikelen
article-count =
    { $count ->
        [one] { $count } artikel
       *[other] { $count } artikelen
    }
section-other = Meer artikelen
section-all =
    { $count ->
        [one] { $count } artikel in deze sectie
       *[other] Alle { $count } artikelen in deze sectie
    }
section-empty = Hier staan nog geen artikelen.

## The list of all articles

letters = Naar een letter gaan

## Article

article-updated = Bijgewerkt op { $date }
article-edit = Deze pagina bewerken
article-report = Een probleem met deze pagina melden
feedback-question = Was deze pagina nuttig?
feedback-yes = Ja
feedback-no = Nee
feedback-thanks = Bedankt voor uw antwoord.
contents = Op deze pagina
related-articles = Verwante artikelen
article-neighbours = Vorig en volgend artikel
previous-article = Vorige
next-article = Volgende
heading-permalink = Link naar ‘{ $heading }’

## Notices about the translation

notices = Over deze vertaling
notice-machine = Dit artikel is automatisch vertaald.
notice-machine-dated = Dit artikel is automatisch vertaald op { $date }.
notice-human = Dit artikel is door mensen vertaald.
notice-human-dated = Dit artikel is door mensen vertaald op { $date }.
notice-fallback = Dit artikel is nog niet vertaald. Het wordt weergegeven in het { $language }.
notice-stale = Het origineel is gewijzigd sinds het is vertaald.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } van { $count } zinnen is in het origineel gewijzigd sinds de vertaling.
       *[other] { $changed } van { $count } zinnen zijn in het origineel gewijzigd sinds de vertaling.
    }
notice-partial =
    { $translated ->
        [one] { $translated } van { $count } zinnen is vertaald. De rest wordt in een andere taal weergegeven.
       *[other] { $translated } van { $count } zinnen zijn vertaald. De rest wordt in een andere taal weergegeven.
    }
notice-draft = Dit artikel is een concept.
notice-reconstructed = Het origineel van dit artikel is opnieuw samengesteld uit de vertalingen ervan.
read-original = Het origineel lezen in het { $language }
source-switch = Het origineel bij elke zin weergeven
source-hint = Of selecteer een zin om het origineel ervan te zien.
source-point = Alleen voor de zin die ik met de muis aanwijs
source-label = Origineel
sentence-report = Deze zin melden

## Parts of an article's text

alert-note = Opmerking
alert-tip = Tip
alert-important = Belangrijk
alert-warning = Waarschuwing
alert-caution = Let op
table-label = Tabel { $number }
copy-code = Kopiëren
copied = Gekopieerd
video-watch = De video bekijken
video-host = Opent { $host }
footnotes = Voetnoten
footnote-back = Terug naar verwijzing { $number }
task-done = Voltooid
task-open = Te doen

## Page not found

not-found-heading = We kunnen deze pagina niet vinden
not-found-text = Mogelijk is de pagina verplaatst of is het adres verkeerd getypt. Zoek ernaar of begin opnieuw op de startpagina.
not-found-near = Bedoelde u een van deze pagina’s?
not-found-home = Naar de startpagina

## The list of languages at the root of the site

chooser-heading = Kies uw taal
