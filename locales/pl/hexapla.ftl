# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Przejdź do treści
home = Strona główna
breadcrumbs = Jesteś tutaj
back-to-top = Do góry
footer-links = Więcej linków
shortcut-switch = Naciśnij /, aby wyszukać

## Language menu

language-button = Język:
languages = Języki
languages-untranslated = Jeszcze nieprzetłumaczone

## Search

search-placeholder = Szukaj w pomocy
search-label = Wyszukiwanie
search-submit = Szukaj
search-loading = Wyszukiwanie…
search-none = Brak wyników dla „{ $query }”
search-none-hint = Sprawdź pisownię albo użyj mniejszej liczby słów lub innych słów.
search-failed = Wyszukiwanie jest teraz niedostępne. Zamiast tego możesz przejrzeć wszystkie artykuły.
search-results = Wyniki wyszukiwania
search-filter-all = Wszystkie
search-filter-section = Sekcja
search-filter-audience = Odbiorcy
search-filter-tags = Temat

## Home and section pages

home-heading = Jak możemy pomóc?
home-topics = Przeglądaj według tematu
home-popular = Popularne artykuły
home-recent = Ostatnio zaktualizowane
all-articles = Wszystkie artykuły
article-count =
    { $count ->
        [one] { $count } artykuł
        [few] { $count } artykuły
        [many] { $count } artykułów
       *[other] { $count } artykułu
    }
section-other = Więcej artykułów
section-all =
    { $count ->
        [one] { $count } artykuł w tej sekcji
        [few] Wszystkie { $count } artykuły w tej sekcji
        [many] Wszystkie artykuły w tej sekcji: { $count }
       *[other] { $count } artykułu w tej sekcji
    }
section-empty = Nie ma tu jeszcze artykułów.

## The list of all articles

letters = Przejdź do litery

## Article

article-updated = Aktualizacja: { $date }
article-edit = Edytuj tę stronę
article-report = Zgłoś problem z tą stroną
feedback-question = Czy ta strona była pomocna?
feedback-yes = Tak
feedback-no = Nie
feedback-thanks = Dziękujemy za odpowiedź.
contents = Na tej stronie
related-articles = Powiązane artykuły
article-neighbours = Poprzedni i następny artykuł
previous-article = Poprzedni
next-article = Następny
heading-permalink = Link do „{ $heading }”

## Notices about the translation

notices = O tym tłumaczeniu
notice-machine = Ten artykuł został przetłumaczony maszynowo.
notice-machine-dated = Ten artykuł został przetłumaczony maszynowo { $date }.
notice-human = Ten artykuł został przetłumaczony przez ludzi.
notice-human-dated = Ten artykuł został przetłumaczony przez ludzi { $date }.
notice-fallback = Ten artykuł nie został jeszcze przetłumaczony. Wyświetlana jest wersja w języku: { $language }.
notice-stale = Oryginał zmienił się od czasu przetłumaczenia.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } z { $count } zdań zmieniło się w oryginale od czasu przetłumaczenia.
        [few] { $changed } z { $count } zdań zmieniły się w oryginale od czasu przetłumaczenia.
        [many] { $changed } z { $count } zdań zmieniło się w oryginale od czasu przetłumaczenia.
       *[other] { $changed } z { $count } zdań zmieniło się w oryginale od czasu przetłumaczenia.
    }
notice-partial =
    { $translated ->
        [one] Przetłumaczono { $translated } z { $count } zdań. Pozostałe są wyświetlane w innym języku.
        [few] Przetłumaczono { $translated } z { $count } zdań. Pozostałe są wyświetlane w innym języku.
        [many] Przetłumaczono { $translated } z { $count } zdań. Pozostałe są wyświetlane w innym języku.
       *[other] Przetłumaczono { $translated } z { $count } zdań. Pozostałe są wyświetlane w innym języku.
    }
notice-draft = Ten artykuł to wersja robocza.
notice-reconstructed = Oryginał tego artykułu został odtworzony na podstawie jego tłumaczeń.
read-original = Przeczytaj oryginał ({ $language })
source-switch = Pokaż oryginał przy każdym zdaniu
source-hint = Możesz też wybrać zdanie, aby zobaczyć jego oryginał.
source-point = Tylko dla zdania, które wskazuję myszą
source-label = Oryginał
sentence-report = Zgłoś to zdanie

## Parts of an article's text

alert-note = Uwaga
alert-tip = Wskazówka
alert-important = Ważne
alert-warning = Ostrzeżenie
alert-caution = Przestroga
table-label = Tabela { $number }
copy-code = Kopiuj
copied = Skopiowano
video-watch = Obejrzyj film
video-host = Otwiera { $host }
footnotes = Przypisy
footnote-back = Powrót do odwołania { $number }
task-done = Zrobione
task-open = Do zrobienia

## Page not found

not-found-heading = Nie możemy znaleźć tej strony
not-found-text = Mogła zostać przeniesiona lub w adresie jest błąd. Wyszukaj ją albo zacznij od strony głównej.
not-found-near = Czy chodziło o jedną z tych stron?
not-found-home = Przejdź do strony głównej

## The list of languages at the root of the site

chooser-heading = Wybierz język
