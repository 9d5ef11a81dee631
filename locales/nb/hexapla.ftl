# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Gå til innholdet
home = Forside
breadcrumbs = Du er her
back-to-top = Til toppen
footer-links = Flere lenker
shortcut-switch = Trykk på / for å søke

## Language menu

language-button = Språk:
languages = Språk
languages-untranslated = Ikke oversatt ennå

## Search

search-placeholder = Søk etter hjelp
search-label = Søk
search-submit = Søk
search-loading = Søker …
search-none = Ingen resultater for «{ $query }»
search-none-hint = Kontroller stavemåten, eller prøv med færre eller andre ord.
search-failed = Søket er ikke tilgjengelig akkurat nå. Du kan bla gjennom alle artiklene i stedet.
search-results = Søkeresultater
search-filter-all = Alle
search-filter-section = Del
search-filter-audience = Målgruppe
search-filter-tags = Emne

## Home and section pages

home-heading = Hva kan vi hjelpe deg med?
home-topics = Bla gjennom emner
home-popular = Mest leste artikler
home-recent = Nylig oppdatert
all-articles = Alle artikler
article-count =
    { $count ->
        [one] { $count } artikkel
       *[other] { $count } artikler
    }
section-other = Flere artikler
section-all =
    { $count ->
        [one] { $count } artikkel i denne delen
       *[other] Alle { $count } artikler i denne delen
    }
section-empty = Det er ingen artikler her ennå.

## The list of all articles

letters = Gå til en bokstav

## Article

article-updated = Oppdatert { $date }
article-edit = Rediger denne siden
article-report = Rapporter et problem med siden
feedback-question = Var denne siden nyttig?
feedback-yes = Ja
feedback-no = Nei
feedback-thanks = Takk for svaret.
contents = På denne siden
related-articles = Relaterte artikler
article-neighbours = Forrige og neste artikkel
previous-article = Forrige
next-article = Neste
heading-permalink = Lenke til «{ $heading }»

## Notices about the translation

notices = Om denne oversettelsen
notice-machine = Denne artikkelen er maskinoversatt.
notice-machine-dated = Denne artikkelen ble maskinoversatt { $date }.
notice-human = Denne artikkelen er oversatt av mennesker.
notice-human-dated = Denne artikkelen ble oversatt av mennesker { $date }.
notice-fallback = Denne artikkelen er ikke oversatt ennå. Den vises på { $language }.
notice-stale = Originalen er endret siden den ble oversatt.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } av { $count } setninger i originalen er endret siden den ble oversatt.
       *[other] { $changed } av { $count } setninger i originalen er endret siden den ble oversatt.
    }
notice-partial =
    { $translated ->
        [one] { $translated } av { $count } setninger er oversatt. Resten vises på et annet språk.
       *[other] { $translated } av { $count } setninger er oversatt. Resten vises på et annet språk.
    }
notice-draft = Denne artikkelen er et utkast.
notice-reconstructed = Originalen til denne artikkelen er satt sammen på nytt fra oversettelsene.
read-original = Les originalen på { $language }
source-switch = Vis originalen ved hver setning
source-hint = Eller velg en setning for å se originalen.
source-point = Bare for setningen jeg peker på med musen
source-label = Original
sentence-report = Rapporter denne setningen

## Parts of an article's text

alert-note = Merk
alert-tip = Tips
alert-important = Viktig
alert-warning = Advarsel
alert-caution = Forsiktig
table-label = Tabell { $number }
copy-code = Kopier
copied = Kopiert
video-watch = Se videoen
video-host = Åpner { $host }
footnotes = Fotnoter
footnote-back = Tilbake til henvisning { $number }
task-done = Utført
task-open = Ikke utført

## Page not found

not-found-heading = Vi finner ikke denne siden
not-found-text = Den kan ha blitt flyttet, eller adressen kan være feilskrevet. Søk etter den, eller begynn på nytt fra forsiden.
not-found-near = Mente du en av disse?
not-found-home = Gå til forsiden

## The list of languages at the root of the site

chooser-heading = Velg språk
