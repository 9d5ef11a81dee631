# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Přejít k obsahu
home = Úvodní stránka
breadcrumbs = Nacházíte se zde
back-to-top = Zpět nahoru
footer-links = Další odkazy
shortcut-switch = Hledat stisknutím klávesy /

## Language menu

language-button = Jazyk:
languages = Jazyky
languages-untranslated = Zatím nepřeloženo

## Search

search-placeholder = Hledat v nápovědě
search-label = Hledání
search-submit = Hledat
search-loading = Hledání…
search-none = Pro „{ $query }“ nebylo nic nalezeno
search-none-hint = Zkontrolujte pravopis nebo zkuste méně slov či jiná slova.
search-failed = Hledání teď není k dispozici. Místo toho si můžete projít všechny články.
search-results = Výsledky hledání
search-filter-all = Vše
search-filter-section = Sekce
search-filter-audience = Pro koho
search-filter-tags = Téma

## Home and section pages

home-heading = S čím vám můžeme pomoct?
home-topics = Procházet podle tématu
home-popular = Oblíbené články
home-recent = Nedávno aktualizované
all-articles = Všechny články
article-count =
    { $count ->
        [one] { $count } článek
        [few] { $count } články
        [many] { $count } článku
       *[other] { $count } článků
    }
section-other = Další články
section-all =
    { $count ->
        [one] { $count } článek v této sekci
        [few] Všechny { $count } články v této sekci
        [many] { $count } článku v této sekci
       *[other] Všech { $count } článků v této sekci
    }
section-empty = Zatím tu nejsou žádné články.

## The list of all articles

letters = Přejít na písmeno

## Article

article-updated = Aktualizováno { $date }
article-edit = Upravit tuto stránku
article-report = Nahlásit problém s touto stránkou
feedback-question = Pomohla vám tato stránka?
feedback-yes = Ano
feedback-no = Ne
feedback-thanks = Děkujeme za odpověď.
contents = Na této stránce
related-articles = Související články
article-neighbours = Předchozí a další článek
previous-article = Předchozí
next-article = Další
heading-permalink = Odkaz na „{ $heading }“

## Notices about the translation

notices = O tomto překladu
notice-machine = Tento článek byl přeložen strojově.
notice-machine-dated = Tento článek byl strojově přeložen { $date }.
notice-human = Tento článek přeložili lidé.
notice-human-dated = Tento článek přeložili lidé { $date }.
notice-fallback = Tento článek zatím není přeložen. Zobrazuje se v jazyce: { $language }.
notice-stale = Originál se od doby překladu změnil.
notice-stale-sentences =
    { $changed ->
        [one] V originálu se od doby překladu změnila { $changed } věta z celkem { $count }.
        [few] V originálu se od doby překladu změnily { $changed } věty z celkem { $count }.
        [many] V originálu se od doby překladu změnilo { $changed } věty z celkem { $count }.
       *[other] V originálu se od doby překladu změnilo { $changed } vět z celkem { $count }.
    }
notice-partial =
    { $translated ->
        [one] Přeložena je { $translated } věta z celkem { $count }. Ostatní se zobrazují v jiném jazyce.
        [few] Přeloženy jsou { $translated } věty z celkem { $count }. Ostatní se zobrazují v jiném jazyce.
        [many] Přeloženo je { $translated } věty z celkem { $count }. Ostatní se zobrazují v jiném jazyce.
       *[other] Přeloženo je { $translated } vět z celkem { $count }. Ostatní se zobrazují v jiném jazyce.
    }
notice-draft = Tento článek je koncept.
notice-reconstructed = Originál tohoto článku byl znovu sestaven z jeho překladů.
read-original = Přečíst originál ({ $language })
source-switch = Zobrazit u každé věty originál
source-hint = Nebo vyberte větu a zobrazí se její originál.
source-point = Jen u věty, na kterou ukazuji myší
source-label = Originál
sentence-report = Nahlásit tuto větu

## Parts of an article's text

alert-note = Poznámka
alert-tip = Tip
alert-important = Důležité
alert-warning = Varování
alert-caution = Upozornění
table-label = Tabulka { $number }
copy-code = Kopírovat
copied = Zkopírováno
video-watch = Přehrát video
video-host = Otevře { $host }
footnotes = Poznámky pod čarou
footnote-back = Zpět na odkaz { $number }
task-done = Hotovo
task-open = Zbývá udělat

## Page not found

not-found-heading = Tuto stránku se nepodařilo najít
not-found-text = Možná byla přesunuta nebo je v adrese překlep. Vyhledejte ji nebo začněte znovu na úvodní stránce.
not-found-near = Měli jste na mysli některou z těchto stránek?
not-found-home = Přejít na úvodní stránku

## The list of languages at the root of the site

chooser-heading = Vyberte jazyk
