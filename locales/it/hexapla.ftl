# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Vai al contenuto
home = Pagina iniziale
breadcrumbs = Ti trovi qui
back-to-top = Torna su
footer-links = Altri link
shortcut-switch = Premi / per cercare

## Language menu

language-button = Lingua:
languages = Lingue
languages-untranslated = Non ancora tradotto

## Search

search-placeholder = Cerca nella guida
search-label = Ricerca
search-submit = Cerca
search-loading = Ricerca in corso…
search-none = Nessun risultato per “{ $query }”
search-none-hint = Controlla l’ortografia o prova con meno parole o con parole diverse.
search-failed = La ricerca non è disponibile al momento. Puoi sfogliare tutti gli articoli.
search-results = Risultati della ricerca
search-filter-all = Tutto
search-filter-section = Sezione
search-filter-audience = Destinatari
search-filter-tags = Argomento

## Home and section pages

home-heading = Come possiamo aiutarti?
home-topics = Sfoglia per argomento
home-popular = Articoli più letti
home-recent = Aggiornati di recente
all-articles = Tutti gli articoli
article-count =
    { $count ->
        [one] { $count } articolo
        [many] { $count } di articoli
       *[other] { $count } articoli
    }
section-other = Altri articoli
section-all =
    { $count ->
        [one] { $count } articolo in questa sezione
        [many] I { $count } di articoli in questa sezione
       *[other] Tutti i { $count } articoli in questa sezione
    }
section-empty = Qui non ci sono ancora articoli.

## The list of all articles

letters = Vai a una lettera

## Article

article-updated = Aggiornato: { $date }
article-edit = Modifica questa pagina
article-report = Segnala un problema in questa pagina
feedback-question = Questa pagina ti è stata utile?
feedback-yes = Sì
feedback-no = No
feedback-thanks = Grazie per la risposta.
contents = In questa pagina
related-articles = Articoli correlati
article-neighbours = Articolo precedente e successivo
previous-article = Precedente
next-article = Successivo
heading-permalink = Link a “{ $heading }”

## Notices about the translation

notices = Informazioni su questa traduzione
notice-machine = Questo articolo è stato tradotto automaticamente.
notice-machine-dated = Questo articolo è stato tradotto automaticamente in data { $date }.
notice-human = Questo articolo è stato tradotto da persone.
notice-human-dated = Questo articolo è stato tradotto da persone in data { $date }.
notice-fallback = Questo articolo non è ancora tradotto. Viene mostrato in { $language }.
notice-stale = L’originale è cambiato dopo la traduzione.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } frase su { $count } è cambiata nell’originale dopo la traduzione.
        [many] { $changed } di frasi su { $count } sono cambiate nell’originale dopo la traduzione.
       *[other] { $changed } frasi su { $count } sono cambiate nell’originale dopo la traduzione.
    }
notice-partial =
    { $translated ->
        [one] { $translated } frase su { $count } è tradotta. Le altre sono mostrate in un’altra lingua.
        [many] { $translated } di frasi su { $count } sono tradotte. Le altre sono mostrate in un’altra lingua.
       *[other] { $translated } frasi su { $count } sono tradotte. Le altre sono mostrate in un’altra lingua.
    }
notice-draft = Questo articolo è una bozza.
notice-reconstructed = L’originale di questo articolo è stato ricostruito a partire dalle sue traduzioni.
read-original = Leggi l’originale in { $language }
source-switch = Mostra l’originale accanto a ogni frase
source-hint = Oppure seleziona una frase per vedere l’originale.
source-point = Solo per la frase che indico con il mouse
source-label = Originale
sentence-report = Segnala questa frase

## Parts of an article's text

alert-note = Nota
alert-tip = Suggerimento
alert-important = Importante
alert-warning = Avviso
alert-caution = Attenzione
table-label = Tabella { $number }
copy-code = Copia
copied = Copiato
video-watch = Guarda il video
video-host = Apre { $host }
footnotes = Note
footnote-back = Torna al riferimento { $number }
task-done = Completato
task-open = Da fare

## Page not found

not-found-heading = Pagina non trovata
not-found-text = Potrebbe essere stata spostata o l’indirizzo potrebbe essere errato. Cercala oppure riparti dalla pagina iniziale.
not-found-near = Cercavi una di queste pagine?
not-found-home = Vai alla pagina iniziale

## The list of languages at the root of the site

chooser-heading = Scegli la tua lingua
