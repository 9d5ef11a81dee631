# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Ir para o conteúdo
home = Página inicial
breadcrumbs = Você está aqui
back-to-top = Voltar ao início
footer-links = Mais links
shortcut-switch = Pressionar / para pesquisar

## Language menu

language-button = Idioma:
languages = Idiomas
languages-untranslated = Ainda não traduzido

## Search

search-placeholder = Pesquisar na Ajuda
search-label = Pesquisa
search-submit = Pesquisar
search-loading = Pesquisando…
search-none = Nenhum resultado para “{ $query }”
search-none-hint = Verifique a ortografia ou tente menos palavras ou outras palavras.
search-failed = A pesquisa não está disponível no momento. Você pode consultar todos os artigos.
search-results = Resultados da pesquisa
search-filter-all = Tudo
search-filter-section = Seção
search-filter-audience = Público
search-filter-tags = Tópico

## Home and section pages

home-heading = Como podemos ajudar?
home-topics = Explorar por assunto
home-popular = Artigos mais acessados
home-recent = Atualizados recentemente
all-articles = Todos os artigos
article-count =
    { $count ->
        [one] { $count } artigo
        [many] { $count } de artigos
       *[other] { $count } artigos
    }
section-other = Mais artigos
section-all =
    { $count ->
        [one] { $count } artigo nesta seção
        [many] Todos os { $count } de artigos nesta seção
       *[other] Todos os { $count } artigos nesta seção
    }
section-empty = Ainda não há artigos aqui.

## The list of all articles

letters = Ir para uma letra

## Article

article-updated = Atualizado em { $date }
article-edit = Editar esta página
article-report = Relatar um problema nesta página
feedback-question = Esta página foi útil?
feedback-yes = Sim
feedback-no = Não
feedback-thanks = Agradecemos sua resposta.
contents = Nesta página
related-articles = Artigos relacionados
article-neighbours = Artigo anterior e próximo artigo
previous-article = Anterior
next-article = Próximo
heading-permalink = Link para “{ $heading }”

## Notices about the translation

notices = Sobre esta tradução
notice-machine = Este artigo foi traduzido por máquina.
notice-machine-dated = Este artigo foi traduzido por máquina em { $date }.
notice-human = Este artigo foi traduzido por pessoas.
notice-human-dated = Este artigo foi traduzido por pessoas em { $date }.
notice-fallback = Este artigo ainda não foi traduzido. Ele é exibido em { $language }.
notice-stale = O original mudou desde que foi traduzido.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } de { $count } frases mudou no original desde a tradução.
        [many] { $changed } de { $count } frases mudaram no original desde a tradução.
       *[other] { $changed } de { $count } frases mudaram no original desde a tradução.
    }
notice-partial =
    { $translated ->
        [one] { $translated } de { $count } frases está traduzida. As demais são exibidas em outro idioma.
        [many] { $translated } de { $count } frases estão traduzidas. As demais são exibidas em outro idioma.
       *[other] { $translated } de { $count } frases estão traduzidas. As demais são exibidas em outro idioma.
    }
notice-draft = Este artigo é um rascunho.
notice-reconstructed = O original deste artigo foi reconstituído a partir das traduções.
read-original = Ler o original em { $language }
source-switch = Mostrar o original com cada frase
source-hint = Ou selecione uma frase para ver o original.
source-point = Somente para a frase que eu apontar com o mouse
source-label = Original
sentence-report = Relatar um problema com esta frase

## Parts of an article's text

alert-note = Observação
alert-tip = Dica
alert-important = Importante
alert-warning = Aviso
alert-caution = Cuidado
table-label = Tabela { $number }
copy-code = Copiar
copied = Copiado
video-watch = Assistir ao vídeo
video-host = Abre { $host }
footnotes = Notas de rodapé
footnote-back = Voltar à referência { $number }
task-done = Concluído
task-open = A fazer

## Page not found

not-found-heading = Não encontramos esta página
not-found-text = Talvez ela tenha sido movida ou o endereço esteja incorreto. Pesquise ou recomece pela página inicial.
not-found-near = Você quis dizer uma destas páginas?
not-found-home = Ir para a página inicial

## The list of languages at the root of the site

chooser-heading = Escolha seu idioma
