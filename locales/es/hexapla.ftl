# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Ir al contenido
home = Inicio
breadcrumbs = Estás aquí
back-to-top = Volver arriba
footer-links = Más enlaces
shortcut-switch = Pulsar / para buscar

## Language menu

language-button = Idioma:
languages = Idiomas
languages-untranslated = Aún sin traducir

## Search

search-placeholder = Buscar ayuda
search-label = Búsqueda
search-submit = Buscar
search-loading = Buscando…
search-none = No hay resultados para «{ $query }»
search-none-hint = Revisa la ortografía o prueba con menos palabras o con otras distintas.
search-failed = La búsqueda no está disponible en este momento. Puedes explorar todos los artículos.
search-results = Resultados de la búsqueda
search-filter-all = Todo
search-filter-section = Sección
search-filter-audience = Público
search-filter-tags = Tema

## Home and section pages

home-heading = ¿Cómo podemos ayudarte?
home-topics = Explorar por tema
home-popular = Artículos más consultados
home-recent = Actualizados recientemente
all-articles = Todos los artículos
article-count =
    { $count ->
        [one] { $count } artículo
        [many] { $count } de artículos
       *[other] { $count } artículos
    }
section-other = Más artículos
section-all =
    { $count ->
        [one] { $count } artículo de esta sección
        [many] Los { $count } de artículos de esta sección
       *[other] Los { $count } artículos de esta sección
    }
section-empty = Aquí aún no hay artículos.

## The list of all articles

letters = Ir a una letra

## Article

article-updated = Actualizado el { $date }
article-edit = Editar esta página
article-report = Informar de un problema en esta página
feedback-question = ¿Le ha resultado útil esta página?
feedback-yes = Sí
feedback-no = No
feedback-thanks = Gracias por su respuesta.
contents = En esta página
related-articles = Artículos relacionados
article-neighbours = Artículo anterior y siguiente
previous-article = Anterior
next-article = Siguiente
heading-permalink = Enlace a «{ $heading }»

## Notices about the translation

notices = Acerca de esta traducción
notice-machine = Este artículo se ha traducido automáticamente.
notice-machine-dated = Este artículo se tradujo automáticamente el { $date }.
notice-human = Este artículo lo han traducido personas.
notice-human-dated = Este artículo lo tradujeron personas el { $date }.
notice-fallback = Este artículo aún no está traducido. Se muestra en { $language }.
notice-stale = El original ha cambiado desde que se tradujo.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } de { $count } frases ha cambiado en el original desde que se tradujo.
        [many] { $changed } de { $count } frases han cambiado en el original desde que se tradujo.
       *[other] { $changed } de { $count } frases han cambiado en el original desde que se tradujo.
    }
notice-partial =
    { $translated ->
        [one] { $translated } de { $count } frases está traducida. Las demás se muestran en otro idioma.
        [many] { $translated } de { $count } frases están traducidas. Las demás se muestran en otro idioma.
       *[other] { $translated } de { $count } frases están traducidas. Las demás se muestran en otro idioma.
    }
notice-draft = Este artículo es un borrador.
notice-reconstructed = El original de este artículo se ha reconstruido a partir de sus traducciones.
read-original = Leer el original en { $language }
source-switch = Mostrar el original con cada frase
source-hint = O selecciona una frase para ver su original.
source-point = Solo para la frase que señalo con el ratón
source-label = Original
sentence-report = Notificar un problema con esta frase

## Parts of an article's text

alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
table-label = Tabla { $number }
copy-code = Copiar
copied = Copiado
video-watch = Ver el vídeo
video-host = Abre { $host }
footnotes = Notas al pie
footnote-back = Volver a la referencia { $number }
task-done = Hecho
task-open = Pendiente

## Page not found

not-found-heading = No encontramos esta página
not-found-text = Puede que se haya movido o que la dirección esté mal escrita. Búscala o vuelve a empezar desde la página de inicio.
not-found-near = ¿Buscaba alguna de estas páginas?
not-found-home = Ir a la página de inicio

## The list of languages at the root of the site

chooser-heading = Elige tu idioma
