# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Gå till innehållet
home = Startsida
breadcrumbs = Du är här
back-to-top = Till toppen
footer-links = Fler länkar
shortcut-switch = Tryck på / för att söka

## Language menu

language-button = Språk:
languages = Språk
languages-untranslated = Inte översatt än

## Search

search-placeholder = Sök hjälp
search-label = Sök
search-submit = Sök
search-loading = Söker …
search-none = Inga resultat för ”{ $query }”
search-none-hint = Kontrollera stavningen eller prova med färre eller andra ord.
search-failed = Sökningen är inte tillgänglig just nu. Du kan bläddra bland alla artiklar i stället.
search-results = Sökresultat
search-filter-all = Alla
search-filter-section = Avsnitt
search-filter-audience = Målgrupp
search-filter-tags = Ämne

## Home and section pages

home-heading = Hur kan vi hjälpa dig?
home-topics = Bläddra efter ämne
home-popular = Mest lästa artiklar
home-recent = Nyligen uppdaterat
all-articles = Alla artiklar
article-count =
    { $count ->
        [one] { $count } artikel
       *[other] { $count } artiklar
    }
section-other = Fler artiklar
section-all =
    { $count ->
        [one] { $count } artikel i det här avsnittet
       *[other] Alla { $count } artiklar i det här avsnittet
    }
section-empty = Här finns inga artiklar än.

## The list of all articles

letters = Gå till en bokstav

## Article

article-updated = Uppdaterad { $date }
article-edit = Redigera den här sidan
article-report = Rapportera ett problem med sidan
feedback-question = Var den här sidan till hjälp?
feedback-yes = Ja
feedback-no = Nej
feedback-thanks = Tack för ditt svar.
contents = På den här sidan
related-articles = Relaterade artiklar
article-neighbours = Föregående och nästa artikel
previous-article = Föregående
next-article = Nästa
heading-permalink = Länk till ”{ $heading }”

## Notices about the translation

notices = Om översättningen
notice-machine = Den här artikeln är maskinöversatt.
notice-machine-dated = Den här artikeln maskinöversattes { $date }.
notice-human = Den här artikeln är översatt av människor.
notice-human-dated = Den här artikeln översattes av människor { $date }.
notice-fallback = Den här artikeln är inte översatt än. Den visas på { $language }.
notice-stale = Originalet har ändrats sedan det översattes.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } av { $count } meningar har ändrats i originalet sedan det översattes.
       *[other] { $changed } av { $count } meningar har ändrats i originalet sedan det översattes.
    }
notice-partial =
    { $translated ->
        [one] { $translated } av { $count } meningar är översatt. Resten visas på ett annat språk.
       *[other] { $translated } av { $count } meningar är översatta. Resten visas på ett annat språk.
    }
notice-draft = Den här artikeln är ett utkast.
notice-reconstructed = Artikelns original har satts samman på nytt utifrån översättningarna.
read-original = Läs originalet på { $language }
source-switch = Visa originalet vid varje mening
source-hint = Eller välj en mening för att se originalet.
source-point = Bara för meningen som jag pekar på med musen
source-label = Original
sentence-report = Rapportera den här meningen

## Parts of an article's text

alert-note = Obs!
alert-tip = Tips
alert-important = Viktigt
alert-warning = Varning
alert-caution = Försiktigt
table-label = Tabell { $number }
copy-code = Kopiera
copied = Kopierat
video-watch = Titta på videon
video-host = Öppnar { $host }
footnotes = Fotnoter
footnote-back = Tillbaka till hänvisning { $number }
task-done = Klart
task-open = Att göra

## Page not found

not-found-heading = Vi hittar inte sidan
not-found-text = Den kan ha flyttats eller så är adressen felskriven. Sök efter den eller börja om från startsidan.
not-found-near = Menade du någon av dessa?
not-found-home = Gå till startsidan

## The list of languages at the root of the site

chooser-heading = Välj språk
