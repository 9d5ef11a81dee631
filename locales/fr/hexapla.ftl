# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Aller au contenu
home = Accueil
breadcrumbs = Vous êtes ici
back-to-top = Haut de la page
footer-links = Autres liens
shortcut-switch = Appuyer sur / pour rechercher

## Language menu

language-button = Langue :
languages = Langues
languages-untranslated = Pas encore traduit

## Search

search-placeholder = Rechercher dans l’aide
search-label = Recherche
search-submit = Rechercher
search-loading = Recherche en cours…
search-none = Aucun résultat pour « { $query } »
search-none-hint = Vérifiez l’orthographe, ou essayez avec moins de mots ou d’autres mots.
search-failed = La recherche n’est pas disponible pour le moment. Vous pouvez parcourir tous les articles.
search-results = Résultats de la recherche
search-filter-all = Tout
search-filter-section = Section
search-filter-audience = Public
search-filter-tags = Thème

## Home and section pages

home-heading = Comment pouvons-nous vous aider ?
home-topics = Parcourir par thème
home-popular = Articles les plus consultés
home-recent = Mis à jour récemment
all-articles = Tous les articles
article-count =
    { $count ->
        [one] { $count } article
        [many] { $count } d’articles
       *[other] { $count } articles
    }
section-other = Autres articles
section-all =
    { $count ->
        [one] { $count } article dans cette section
        [many] Les { $count } d’articles de cette section
       *[other] Les { $count } articles de cette section
    }
section-empty = Il n’y a pas encore d’articles ici.

## The list of all articles

letters = Aller à une lettre

## Article

article-updated = Mis à jour le { $date }
article-edit = Modifier cette page
article-report = Signaler un problème sur cette page
feedback-question = Cette page vous a-t-elle été utile ?
feedback-yes = Oui
feedback-no = Non
feedback-thanks = Merci pour votre réponse.
contents = Sur cette page
related-articles = Articles connexes
article-neighbours = Article précédent et article suivant
previous-article = Précédent
next-article = Suivant
heading-permalink = Lien vers « { $heading } »

## Notices about the translation

notices = À propos de cette traduction
notice-machine = Cet article a été traduit automatiquement.
notice-machine-dated = Cet article a été traduit automatiquement le { $date }.
notice-human = Cet article a été traduit par des personnes.
notice-human-dated = Cet article a été traduit par des personnes le { $date }.
notice-fallback = Cet article n’est pas encore traduit. Il est affiché dans cette langue : { $language }.
notice-stale = L’original a été modifié depuis sa traduction.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } phrase sur { $count } a été modifiée dans l’original depuis sa traduction.
        [many] { $changed } de phrases sur { $count } ont été modifiées dans l’original depuis sa traduction.
       *[other] { $changed } phrases sur { $count } ont été modifiées dans l’original depuis sa traduction.
    }
notice-partial =
    { $translated ->
        [one] { $translated } phrase sur { $count } est traduite. Les autres sont affichées dans une autre langue.
        [many] { $translated } de phrases sur { $count } sont traduites. Les autres sont affichées dans une autre langue.
       *[other] { $translated } phrases sur { $count } sont traduites. Les autres sont affichées dans une autre langue.
    }
notice-draft = Cet article est un brouillon.
notice-reconstructed = L’original de cet article a été reconstitué à partir de ses traductions.
read-original = Lire l’original ({ $language })
source-switch = Afficher l’original avec chaque phrase
source-hint = Ou sélectionnez une phrase pour voir son original.
source-point = Uniquement pour la phrase que je pointe avec la souris
source-label = Original
sentence-report = Signaler cette phrase

## Parts of an article's text

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
table-label = Tableau { $number }
copy-code = Copier
copied = Copié
video-watch = Regarder la vidéo
video-host = Ouvre { $host }
footnotes = Notes
footnote-back = Retour à l’appel de note { $number }
task-done = Terminé
task-open = À faire

## Page not found

not-found-heading = Cette page est introuvable
not-found-text = Elle a peut-être été déplacée, ou son adresse est mal saisie. Lancez une recherche, ou repartez de la page d’accueil.
not-found-near = Cherchiez-vous l’une de ces pages ?
not-found-home = Aller à la page d’accueil

## The list of languages at the root of the site

chooser-heading = Choisissez votre langue
