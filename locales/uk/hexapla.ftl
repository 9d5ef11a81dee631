# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = Перейти до вмісту
home = Головна
breadcrumbs = Ви тут
back-to-top = Угору
footer-links = Інші посилання
shortcut-switch = Натискати / для пошуку

## Language menu

language-button = Мова:
languages = Мови
languages-untranslated = Ще не перекладено

## Search

search-placeholder = Пошук у довідці
search-label = Пошук
search-submit = Знайти
search-loading = Пошук…
search-none = За запитом «{ $query }» нічого не знайдено
search-none-hint = Перевірте правопис або спробуйте менше слів чи інші слова.
search-failed = Пошук зараз недоступний. Натомість ви можете переглянути всі статті.
search-results = Результати пошуку
search-filter-all = Усі
search-filter-section = Розділ
search-filter-audience = Для кого
search-filter-tags = Тема

## Home and section pages

home-heading = Чим ми можемо допомогти?
home-topics = Статті за темами
home-popular = Популярні статті
home-recent = Нещодавно оновлені
all-articles = Усі статті
article-count =
    { $count ->
        [one] { $count } стаття
        [few] { $count } статті
        [many] { $count } статей
       *[other] { $count } статті
    }
section-other = Інші статті
section-all =
    { $count ->
        [one] { $count } стаття в цьому розділі
        [few] Усі { $count } статті в цьому розділі
        [many] Усі { $count } статей у цьому розділі
       *[other] { $count } статті в цьому розділі
    }
section-empty = Тут ще немає статей.

## The list of all articles

letters = Перейти до літери

## Article

article-updated = Оновлено: { $date }
article-edit = Редагувати цю сторінку
article-report = Повідомити про проблему на цій сторінці
feedback-question = Чи була ця сторінка корисною?
feedback-yes = Так
feedback-no = Ні
feedback-thanks = Дякуємо за відповідь.
contents = На цій сторінці
related-articles = Пов’язані статті
article-neighbours = Попередня й наступна статті
previous-article = Попередня
next-article = Наступна
heading-permalink = Посилання на «{ $heading }»

## Notices about the translation

notices = Про цей переклад
notice-machine = Цю статтю перекладено автоматично.
notice-machine-dated = { $date } цю статтю було перекладено автоматично.
notice-human = Цю статтю переклали люди.
notice-human-dated = { $date } цю статтю переклали люди.
notice-fallback = Цю статтю ще не перекладено. Її показано іншою мовою: { $language }.
notice-stale = Після перекладу оригінал змінився.
notice-stale-sentences =
    { $changed ->
        [one] Після перекладу в оригіналі змінилося { $changed } речення з { $count }.
        [few] Після перекладу в оригіналі змінилися { $changed } речення з { $count }.
        [many] Після перекладу в оригіналі змінилося { $changed } речень з { $count }.
       *[other] Після перекладу в оригіналі змінилося { $changed } речення з { $count }.
    }
notice-partial =
    { $translated ->
        [one] Перекладено { $translated } речення з { $count }. Решту показано іншою мовою.
        [few] Перекладено { $translated } речення з { $count }. Решту показано іншою мовою.
        [many] Перекладено { $translated } речень з { $count }. Решту показано іншою мовою.
       *[other] Перекладено { $translated } речення з { $count }. Решту показано іншою мовою.
    }
notice-draft = Ця стаття – чернетка.
notice-reconstructed = Оригінал цієї статті відновлено за її перекладами.
read-original = Читати оригінал ({ $language })
source-switch = Показувати оригінал біля кожного речення
source-hint = Або виберіть речення, щоб побачити його оригінал.
source-point = Лише для речення, на яке я вказую мишею
source-label = Оригінал
sentence-report = Повідомити про це речення

## Parts of an article's text

alert-note = Примітка
alert-tip = Порада
alert-important = Важливо
alert-warning = Попередження
alert-caution = Обережно
table-label = Таблиця { $number }
copy-code = Копіювати
copied = Скопійовано
video-watch = Переглянути відео
video-host = Відкриється { $host }
footnotes = Виноски
footnote-back = Повернутися до посилання { $number }
task-done = Виконано
task-open = Не виконано

## Page not found

not-found-heading = Сторінку не знайдено
not-found-text = Можливо, її переміщено або в адресі є помилка. Скористайтеся пошуком або почніть із головної сторінки.
not-found-near = Можливо, ви шукали одну з цих сторінок?
not-found-home = Перейти на головну сторінку

## The list of languages at the root of the site

chooser-heading = Виберіть мову
