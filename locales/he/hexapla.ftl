# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = דילוג לתוכן
home = דף הבית
breadcrumbs = כאן נמצאים
back-to-top = חזרה למעלה
footer-links = קישורים נוספים
shortcut-switch = הקשה על / לחיפוש

## Language menu

language-button = שפה:
languages = שפות
languages-untranslated = עדיין לא תורגם

## Search

search-placeholder = חיפוש עזרה
search-label = חיפוש
search-submit = חיפוש
search-loading = מתבצע חיפוש…
search-none = לא נמצאו תוצאות עבור ”{ $query }”
search-none-hint = כדאי לבדוק את האיות, או לנסות פחות מילים או מילים אחרות.
search-failed = החיפוש אינו זמין כרגע. במקום זאת, אפשר לעיין בכל המאמרים.
search-results = תוצאות חיפוש
search-filter-all = הכול
search-filter-section = קטע
search-filter-audience = קהל יעד
search-filter-tags = נושא

## Home and section pages

home-heading = איך נוכל לעזור?
home-topics = עיון לפי נושא
home-popular = מאמרים פופולריים
home-recent = עודכנו לאחרונה
all-articles = כל המאמרים
article-count =
    { $count ->
        [one] מאמר אחד
        [two] שני מאמרים
       *[other] { $count } מאמרים
    }
section-other = מאמרים נוספים
section-all =
    { $count ->
        [one] מאמר אחד בקטע הזה
        [two] שני המאמרים בקטע הזה
       *[other] כל { $count } המאמרים בקטע הזה
    }
section-empty = עדיין אין כאן מאמרים.

## The list of all articles

letters = מעבר לאות

## Article

article-updated = עודכן: { $date }
article-edit = עריכת הדף הזה
article-report = דיווח על בעיה בדף הזה
feedback-question = האם הדף הזה עזר לך?
feedback-yes = כן
feedback-no = לא
feedback-thanks = תודה על התשובה.
contents = בדף הזה
related-articles = מאמרים קשורים
article-neighbours = המאמר הקודם והמאמר הבא
previous-article = הקודם
next-article = הבא
heading-permalink = קישור אל ”{ $heading }”

## Notices about the translation

notices = על התרגום הזה
notice-machine = המאמר הזה תורגם בתרגום מכונה.
notice-machine-dated = המאמר הזה תורגם בתרגום מכונה בתאריך { $date }.
notice-human = המאמר הזה תורגם בידי בני אדם.
notice-human-dated = המאמר הזה תורגם בידי בני אדם בתאריך { $date }.
notice-fallback = המאמר הזה עדיין לא תורגם. הוא מוצג בשפה אחרת: { $language }.
notice-stale = המקור השתנה מאז שתורגם.
notice-stale-sentences =
    { $changed ->
        [one] משפט אחד מתוך { $count } השתנה במקור מאז שתורגם.
        [two] שני משפטים מתוך { $count } השתנו במקור מאז שתורגם.
       *[other] { $changed } משפטים מתוך { $count } השתנו במקור מאז שתורגם.
    }
notice-partial =
    { $translated ->
        [one] משפט אחד מתוך { $count } תורגם. השאר מוצגים בשפה אחרת.
        [two] שני משפטים מתוך { $count } תורגמו. השאר מוצגים בשפה אחרת.
       *[other] { $translated } משפטים מתוך { $count } תורגמו. השאר מוצגים בשפה אחרת.
    }
notice-draft = המאמר הזה הוא טיוטה.
notice-reconstructed = המקור של המאמר הזה שוחזר מתוך התרגומים שלו.
read-original = לקריאת המקור ({ $language })
source-switch = הצגת המקור עם כל משפט
source-hint = אפשר גם לבחור משפט כדי לראות את המקור שלו.
source-point = רק למשפט שאני מצביע עליו בעכבר
source-label = מקור
sentence-report = דיווח על המשפט הזה

## Parts of an article's text

alert-note = הערה
alert-tip = טיפ
alert-important = חשוב
alert-warning = אזהרה
alert-caution = זהירות
table-label = טבלה { $number }
copy-code = העתקה
copied = הועתק
video-watch = לצפייה בסרטון
video-host = נפתח האתר { $host }
footnotes = הערות שוליים
footnote-back = חזרה להפניה { $number }
task-done = בוצע
task-open = לביצוע

## Page not found

not-found-heading = לא מצאנו את הדף הזה
not-found-text = ייתכן שהדף הועבר או שהכתובת הוקלדה באופן שגוי. אפשר לחפש אותו או להתחיל מחדש בדף הבית.
not-found-near = האם התכוונת לאחד מאלה?
not-found-home = מעבר לדף הבית

## The list of languages at the root of the site

chooser-heading = בחירת שפה
