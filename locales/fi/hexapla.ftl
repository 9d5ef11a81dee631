# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Siirry sisältöön
home = Etusivu
breadcrumbs = Olet täällä
back-to-top = Takaisin ylös
footer-links = Lisää linkkejä
shortcut-switch = Hae painamalla /

## Language menu

language-button = Kieli:
languages = Kielet
languages-untranslated = Ei vielä käännetty

## Search

search-placeholder = Hae ohjeita
search-label = Haku
search-submit = Hae
search-loading = Haetaan…
search-none = Ei tuloksia haulla ”{ $query }”
search-none-hint = Tarkista oikeinkirjoitus tai kokeile vähempiä tai toisia sanoja.
search-failed = Haku ei ole juuri nyt käytettävissä. Voit sen sijaan selata kaikkia artikkeleita.
search-results = Hakutulokset
search-filter-all = Kaikki
search-filter-section = Osio
search-filter-audience = Kohderyhmä
search-filter-tags = Aihe

## Home and section pages

home-heading = Miten voimme auttaa?
home-topics = Selaa aiheittain
home-popular = Suositut artikkelit
home-recent = Äskettäin päivitetyt
all-articles = Kaikki artikkelit
article-count =
    { $count ->
        [one] { $count } artikkeli
       *[other] { $count } artikkelia
    }
section-other = Lisää artikkeleita
section-all =
    { $count ->
        [one] { $count } artikkeli tässä osiossa
       *[other] Kaikki { $count } artikkelia tässä osiossa
    }
section-empty = Täällä ei ole vielä artikkeleita.

## The list of all articles

letters = Siirry kirjaimeen

## Article

article-updated = Päivitetty { $date }
article-edit = Muokkaa tätä sivua
article-report = Ilmoita sivun ongelmasta
feedback-question = Oliko tästä sivusta apua?
feedback-yes = Kyllä
feedback-no = Ei
feedback-thanks = Kiitos vastauksestasi.
contents = Tällä sivulla
related-articles = Aiheeseen liittyvät artikkelit
article-neighbours = Edellinen ja seuraava artikkeli
previous-article = Edellinen
next-article = Seuraava
heading-permalink = Linkki kohtaan ”{ $heading }”

## Notices about the translation

notices = Tietoja tästä käännöksestä
notice-machine = Tämä artikkeli on konekäännetty.
notice-machine-dated = Tämä artikkeli on konekäännetty { $date }.
notice-human = Tämä artikkeli on ihmisten kääntämä.
notice-human-dated = Tämä artikkeli on ihmisten kääntämä, käännetty { $date }.
notice-fallback = Tätä artikkelia ei ole vielä käännetty. Se näytetään tällä kielellä: { $language }.
notice-stale = Alkuperäistä tekstiä on muutettu kääntämisen jälkeen.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } virke on muuttunut alkuperäisessä tekstissä kääntämisen jälkeen (virkkeitä yhteensä { $count }).
       *[other] { $changed } virkettä on muuttunut alkuperäisessä tekstissä kääntämisen jälkeen (virkkeitä yhteensä { $count }).
    }
notice-partial =
    { $translated ->
        [one] { $translated } virke on käännetty (virkkeitä yhteensä { $count }). Muut näytetään toisella kielellä.
       *[other] { $translated } virkettä on käännetty (virkkeitä yhteensä { $count }). Muut näytetään toisella kielellä.
    }
notice-draft = Tämä artikkeli on luonnos.
notice-reconstructed = Tämän artikkelin alkuperäinen teksti on koottu uudelleen sen käännöksistä.
read-original = Lue alkuperäinen ({ $language })
source-switch = Näytä alkuperäinen teksti joka virkkeen kohdalla
source-hint = Voit myös valita virkkeen ja katsoa sen alkuperäisen tekstin.
source-point = Vain virkkeelle, jota osoitan hiirellä
source-label = Alkuperäinen
sentence-report = Ilmoita tästä lauseesta

## Parts of an article's text

alert-note = Huomautus
alert-tip = Vihje
alert-important = Tärkeää
alert-warning = Varoitus
alert-caution = Varo
table-label = Taulukko { $number }
copy-code = Kopioi
copied = Kopioitu
video-watch = Katso video
video-host = Avaa sivuston { $host }
footnotes = Alaviitteet
footnote-back = Takaisin viittaukseen { $number }
task-done = Valmis
task-open = Tekemättä

## Page not found

not-found-heading = Sivua ei löydy
not-found-text = Se on ehkä siirretty, tai osoitteessa voi olla kirjoitusvirhe. Hae sivua tai aloita uudelleen etusivulta.
not-found-near = Tarkoititko jotakin näistä?
not-found-home = Siirry etusivulle

## The list of languages at the root of the site

chooser-heading = Valitse kieli
