# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Перейти к содержанию
home = Главная
breadcrumbs = Вы здесь
back-to-top = Наверх
footer-links = Другие ссылки
shortcut-switch = Нажимать / для поиска

## Language menu

language-button = Язык:
languages = Языки
languages-untranslated = Пока не переведено

## Search

search-placeholder = Поиск в справке
search-label = Поиск
search-submit = Найти
search-loading = Поиск…
search-none = По запросу «{ $query }» ничего не найдено
search-none-hint = Проверьте написание или попробуйте использовать меньше слов либо другие слова.
search-failed = Поиск сейчас недоступен. Вместо этого вы можете просмотреть все статьи.
search-results = Результаты поиска
search-filter-all = Все
search-filter-section = Раздел
search-filter-audience = Для кого
search-filter-tags = Тема

## Home and section pages

home-heading = Чем мы можем помочь?
home-topics = Статьи по темам
home-popular = Популярные статьи
home-recent = Недавно обновлённые
all-articles = Все статьи
article-count =
    { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }
section-other = Другие статьи
section-all =
    { $count ->
        [one] { $count } статья в этом разделе
        [few] Все { $count } статьи в этом разделе
        [many] Все { $count } статей в этом разделе
       *[other] { $count } статьи в этом разделе
    }
section-empty = Здесь пока нет статей.

## The list of all articles

letters = Перейти к букве

## Article

article-updated = Обновлено: { $date }
article-edit = Изменить эту страницу
article-report = Сообщить о проблеме на этой странице
feedback-question = Была ли эта страница полезной?
feedback-yes = Да
feedback-no = Нет
feedback-thanks = Спасибо за ответ.
contents = На этой странице
related-articles = Похожие статьи
article-neighbours = Предыдущая и следующая статьи
previous-article = Предыдущая
next-article = Следующая
heading-permalink = Ссылка на «{ $heading }»

## Notices about the translation

notices = Об этом переводе
notice-machine = Эта статья переведена автоматически.
notice-machine-dated = { $date } эта статья была переведена автоматически.
notice-human = Эта статья переведена людьми.
notice-human-dated = { $date } эта статья была переведена людьми.
notice-fallback = Эта статья пока не переведена. Она показана на другом языке: { $language }.
notice-stale = После перевода оригинал изменился.
notice-stale-sentences =
    { $changed ->
        [one] После перевода в оригинале изменилось { $changed } предложение из { $count }.
        [few] После перевода в оригинале изменились { $changed } предложения из { $count }.
        [many] После перевода в оригинале изменилось { $changed } предложений из { $count }.
       *[other] После перевода в оригинале изменилось { $changed } предложения из { $count }.
    }
notice-partial =
    { $translated ->
        [one] Переведено { $translated } предложение из { $count }. Остальные показаны на другом языке.
        [few] Переведены { $translated } предложения из { $count }. Остальные показаны на другом языке.
        [many] Переведено { $translated } предложений из { $count }. Остальные показаны на другом языке.
       *[other] Переведено { $translated } предложения из { $count }. Остальные показаны на другом языке.
    }
notice-draft = Эта статья – черновик.
notice-reconstructed = Оригинал этой статьи восстановлен по её переводам.
read-original = Читать оригинал ({ $language })
source-switch = Показывать оригинал рядом с каждым предложением
source-hint = Или выберите предложение, чтобы увидеть его оригинал.
source-point = Только для предложения, на которое указывает мышь
source-label = Оригинал
sentence-report = Сообщить об этом предложении

## Parts of an article's text

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
table-label = Таблица { $number }
copy-code = Копировать
copied = Скопировано
video-watch = Смотреть видео
video-host = Откроется { $host }
footnotes = Сноски
footnote-back = Вернуться к ссылке { $number }
task-done = Выполнено
task-open = Не выполнено

## Page not found

not-found-heading = Страница не найдена
not-found-text = Возможно, она перемещена или в адресе опечатка. Воспользуйтесь поиском или начните с главной страницы.
not-found-near = Возможно, вы искали одну из этих страниц?
not-found-home = Перейти на главную страницу

## The list of languages at the root of the site

chooser-heading = Выберите язык
