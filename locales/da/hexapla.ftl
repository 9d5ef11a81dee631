# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Gå til indholdet
home = Forside
breadcrumbs = Du er her
back-to-top = Til toppen
footer-links = Flere links
shortcut-switch = Tryk på / for at søge

## Language menu

language-button = Sprog:
languages = Sprog
languages-untranslated = Ikke oversat endnu

## Search

search-placeholder = Søg efter hjælp
search-label = Søg
search-submit = Søg
search-loading = Søger …
search-none = Ingen resultater for ”{ $query }”
search-none-hint = Kontrollér stavningen, eller prøv med færre eller andre ord.
search-failed = Søgning er ikke tilgængelig lige nu. Du kan i stedet gennemse alle artikler.
search-results = Søgeresultater
search-filter-all = Alle
search-filter-section = Sektion
search-filter-audience = Målgruppe
search-filter-tags = Emne

## Home and section pages

home-heading = Hvordan kan vi hjælpe?
home-topics = Gennemse efter emne
home-popular = Mest læste artikler
home-recent = Senest opdateret
all-articles = Alle artikler
article-count =
    { $count ->
        [one] { $count } artikel
       *[other] { $count } artikler
    }
section-other = Flere artikler
section-all =
    { $count ->
        [one] { $count } artikel i denne sektion
       *[other] Alle { $count } artikler i denne sektion
    }
section-empty = Der er ingen artikler her endnu.

## The list of all articles

letters = Gå til et bogstav

## Article

article-updated = Opdateret { $date }
article-edit = Rediger denne side
article-report = Rapportér et problem med siden
feedback-question = Var denne side nyttig?
feedback-yes = Ja
feedback-no = Nej
feedback-thanks = Tak for dit svar.
contents = På denne side
related-articles = Relaterede artikler
article-neighbours = Forrige og næste artikel
previous-article = Forrige
next-article = Næste
heading-permalink = Link til ”{ $heading }”

## Notices about the translation

notices = Om denne oversættelse
notice-machine = Denne artikel er maskinoversat.
notice-machine-dated = Denne artikel blev maskinoversat { $date }.
notice-human = Denne artikel er oversat af mennesker.
notice-human-dated = Denne artikel blev oversat af mennesker { $date }.
notice-fallback = Denne artikel er ikke oversat endnu. Den vises på { $language }.
notice-stale = Originalen er blevet ændret, siden den blev oversat.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } af { $count } sætninger i originalen er ændret, siden den blev oversat.
       *[other] { $changed } af { $count } sætninger i originalen er ændret, siden den blev oversat.
    }
notice-partial =
    { $translated ->
        [one] { $translated } af { $count } sætninger er oversat. Resten vises på et andet sprog.
       *[other] { $translated } af { $count } sætninger er oversat. Resten vises på et andet sprog.
    }
notice-draft = Denne artikel er en kladde.
notice-reconstructed = Originalen til denne artikel er sat sammen igen ud fra dens oversættelser.
read-original = Læs originalen på { $language }
source-switch = Vis originalen ved hver sætning
source-hint = Eller vælg en sætning for at se dens original.
source-point = Kun for den sætning, jeg peger på med musen
source-label = Original
sentence-report = Rapportér denne sætning

## Parts of an article's text

alert-note = Bemærk
alert-tip = Tip
alert-important = Vigtigt
alert-warning = Advarsel
alert-caution = Forsigtig
table-label = Tabel { $number }
copy-code = Kopiér
copied = Kopieret
video-watch = Se videoen
video-host = Åbner { $host }
footnotes = Fodnoter
footnote-back = Tilbage til henvisning { $number }
task-done = Udført
task-open = Ikke udført

## Page not found

not-found-heading = Vi kan ikke finde siden
not-found-text = Den er måske flyttet, eller adressen kan være skrevet forkert. Søg efter den, eller start forfra på forsiden.
not-found-near = Mente du en af disse?
not-found-home = Gå til forsiden

## The list of languages at the root of the site

chooser-heading = Vælg dit sprog
