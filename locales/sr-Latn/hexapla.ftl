# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Pređi na sadržaj
home = Početna
breadcrumbs = Nalazite se ovde
back-to-top = Nazad na vrh
footer-links = Još veza
shortcut-switch = Pritisni / za pretragu

## Language menu

language-button = Jezik:
languages = Jezici
languages-untranslated = Još nije prevedeno

## Search

search-placeholder = Pretražite pomoć
search-label = Pretraga
search-submit = Pretraži
search-loading = Pretraživanje…
search-none = Nema rezultata za „{ $query }”
search-none-hint = Proverite pravopis ili probajte sa manje reči ili drugim rečima.
search-failed = Pretraga trenutno nije dostupna. Umesto toga, možete da pregledate sve članke.
search-results = Rezultati pretrage
search-filter-all = Sve
search-filter-section = Odeljak
search-filter-audience = Za koga
search-filter-tags = Tema

## Home and section pages

home-heading = Kako možemo da pomognemo?
home-topics = Pregledajte po temi
home-popular = Popularni članci
home-recent = Nedavno ažurirano
all-articles = Svi članci
article-count =
    { $count ->
        [one] { $count } članak
        [few] { $count } članka
       *[other] { $count } članaka
    }
section-other = Još članaka
section-all =
    { $count ->
        [one] { $count } članak u ovom odeljku
        [few] Sva { $count } članka u ovom odeljku
       *[other] Svih { $count } članaka u ovom odeljku
    }
section-empty = Ovde još nema članaka.

## The list of all articles

letters = Pređi na slovo

## Article

article-updated = Ažurirano { $date }
article-edit = Izmeni ovu stranicu
article-report = Prijavi problem na ovoj stranici
feedback-question = Da li vam je ova stranica pomogla?
feedback-yes = Da
feedback-no = Ne
feedback-thanks = Hvala na odgovoru.
contents = Na ovoj stranici
related-articles = Povezani članci
article-neighbours = Prethodni i sledeći članak
previous-article = Prethodni
next-article = Sledeći
heading-permalink = Veza ka „{ $heading }”

## Notices about the translation

notices = O ovom prevodu
notice-machine = Ovaj članak je mašinski preveden.
notice-machine-dated = Ovaj članak je mašinski preveden { $date }
notice-human = Ovaj članak su preveli ljudi.
notice-human-dated = Ovaj članak su preveli ljudi { $date }
notice-fallback = Ovaj članak još nije preveden. Prikazuje se na drugom jeziku: { $language }.
notice-stale = Original se promenio otkad je preveden.
notice-stale-sentences =
    { $changed ->
        [one] U originalu se od prevođenja promenila { $changed } rečenica od ukupno { $count }.
        [few] U originalu su se od prevođenja promenile { $changed } rečenice od ukupno { $count }.
       *[other] U originalu se od prevođenja promenilo { $changed } rečenica od ukupno { $count }.
    }
notice-partial =
    { $translated ->
        [one] Prevedena je { $translated } rečenica od ukupno { $count }. Ostale se prikazuju na drugom jeziku.
        [few] Prevedene su { $translated } rečenice od ukupno { $count }. Ostale se prikazuju na drugom jeziku.
       *[other] Prevedeno je { $translated } rečenica od ukupno { $count }. Ostale se prikazuju na drugom jeziku.
    }
notice-draft = Ovaj članak je radna verzija.
notice-reconstructed = Original ovog članka ponovo je sastavljen od njegovih prevoda.
read-original = Pročitaj original ({ $language })
source-switch = Prikaži original uz svaku rečenicu
source-hint = Ili izaberite rečenicu da biste videli njen original.
source-point = Samo za rečenicu na koju pokazujem mišem
source-label = Original
sentence-report = Prijavi ovu rečenicu

## Parts of an article's text

alert-note = Napomena
alert-tip = Savet
alert-important = Važno
alert-warning = Upozorenje
alert-caution = Oprez
table-label = Tabela { $number }
copy-code = Kopiraj
copied = Kopirano
video-watch = Pogledaj video
video-host = Otvara { $host }
footnotes = Fusnote
footnote-back = Nazad na referencu { $number }
task-done = Završeno
task-open = Treba uraditi

## Page not found

not-found-heading = Ne možemo da pronađemo ovu stranicu
not-found-text = Možda je premeštena ili je adresa pogrešno otkucana. Potražite je ili počnite ponovo od početne stranice.
not-found-near = Da li ste mislili na neku od ovih stranica?
not-found-home = Idi na početnu stranicu

## The list of languages at the root of the site

chooser-heading = Izaberite jezik
