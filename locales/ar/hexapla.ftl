# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = الانتقال إلى المحتوى
home = الصفحة الرئيسية
breadcrumbs = أنت هنا
back-to-top = العودة إلى الأعلى
footer-links = روابط أخرى
shortcut-switch = الضغط على / للبحث

## Language menu

language-button = اللغة:
languages = اللغات
languages-untranslated = لم تُترجم بعد

## Search

search-placeholder = البحث في المساعدة
search-label = البحث
search-submit = بحث
search-loading = جارٍ البحث…
search-none = لم يُعثر على نتائج للبحث عن «{ $query }»
search-none-hint = تحقق من الإملاء، أو جرّب كلمات أقل أو كلمات أخرى.
search-failed = البحث غير متاح حاليًا. يمكنك تصفّح جميع المقالات بدلًا من ذلك.
search-results = نتائج البحث
search-filter-all = الكل
search-filter-section = القسم
search-filter-audience = الجمهور
search-filter-tags = الموضوع

## Home and section pages

home-heading = كيف يمكننا مساعدتك؟
home-topics = التصفّح حسب الموضوع
home-popular = المقالات الأكثر قراءة
home-recent = آخر التحديثات
all-articles = جميع المقالات
article-count =
    { $count ->
        [zero] لا توجد مقالات
        [one] مقالة واحدة
        [two] مقالتان
        [few] { $count } مقالات
        [many] { $count } مقالة
       *[other] { $count } مقالة
    }
section-other = مقالات أخرى
section-all =
    { $count ->
        [zero] لا توجد مقالات في هذا القسم
        [one] مقالة واحدة في هذا القسم
        [two] المقالتان في هذا القسم
        [few] جميع المقالات في هذا القسم ({ $count } مقالات)
        [many] جميع المقالات في هذا القسم ({ $count } مقالة)
       *[other] جميع المقالات في هذا القسم ({ $count } مقالة)
    }
section-empty = لا توجد مقالات هنا بعد.

## The list of all articles

letters = الانتقال إلى حرف

## Article

article-updated = آخر تحديث: { $date }
article-edit = تعديل هذه الصفحة
article-report = الإبلاغ عن مشكلة في هذه الصفحة
feedback-question = هل كانت هذه الصفحة مفيدة؟
feedback-yes = نعم
feedback-no = لا
feedback-thanks = شكرًا لك على إجابتك.
contents = في هذه الصفحة
related-articles = مقالات ذات صلة
article-neighbours = المقالة السابقة والمقالة التالية
previous-article = السابقة
next-article = التالية
heading-permalink = رابط إلى «{ $heading }»

## Notices about the translation

notices = حول هذه الترجمة
notice-machine = تُرجمت هذه المقالة آليًا.
notice-machine-dated = تُرجمت هذه المقالة آليًا في { $date }.
notice-human = ترجم هذه المقالة مترجمون بشر.
notice-human-dated = ترجم هذه المقالة مترجمون بشر في { $date }.
notice-fallback = لم تُترجم هذه المقالة بعد. وهي معروضة بلغة أخرى: { $language }.
notice-stale = تغيّر النص الأصلي منذ ترجمته.
notice-stale-sentences =
    { $changed ->
        [zero] لم تتغيّر أي جملة في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
        [one] تغيّرت جملة واحدة في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
        [two] تغيّرت جملتان في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
        [few] تغيّرت { $changed } جمل في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
        [many] تغيّرت { $changed } جملة في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
       *[other] تغيّرت { $changed } جملة في النص الأصلي منذ ترجمته (إجمالي الجمل: { $count }).
    }
notice-partial =
    { $translated ->
        [zero] لم تُترجم أي جملة بعد (إجمالي الجمل: { $count }).
        [one] تُرجمت جملة واحدة فقط (إجمالي الجمل: { $count }). وتظهر الجمل الأخرى بلغة أخرى.
        [two] تُرجمت جملتان فقط (إجمالي الجمل: { $count }). وتظهر الجمل الأخرى بلغة أخرى.
        [few] تُرجمت { $translated } جمل (إجمالي الجمل: { $count }). وتظهر الجمل الأخرى بلغة أخرى.
        [many] تُرجمت { $translated } جملة (إجمالي الجمل: { $count }). وتظهر الجمل الأخرى بلغة أخرى.
       *[other] تُرجمت { $translated } جملة (إجمالي الجمل: { $count }). وتظهر الجمل الأخرى بلغة أخرى.
    }
notice-draft = هذه المقالة مسودة.
notice-reconstructed = أُعيد تجميع النص الأصلي لهذه المقالة من ترجماتها.
read-original = قراءة النص الأصلي ({ $language })
source-switch = عرض النص الأصلي مع كل جملة
source-hint = أو حدّد جملة لعرض نصها الأصلي.
source-point = فقط للجملة التي أشير إليها بالفأرة
source-label = النص الأصلي
sentence-report = الإبلاغ عن هذه الجملة

## Parts of an article's text

alert-note = ملاحظة
alert-tip = تلميح
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
table-label = الجدول { $number }
copy-code = نسخ
copied = تم النسخ
video-watch = مشاهدة الفيديو
video-host = يفتح { $host }
footnotes = الحواشي
footnote-back = العودة إلى المرجع { $number }
task-done = مكتملة
task-open = غير مكتملة

## Page not found

not-found-heading = تعذّر العثور على هذه الصفحة
not-found-text = ربما نُقلت الصفحة أو كُتب العنوان بشكل خاطئ. ابحث عنها، أو ابدأ من الصفحة الرئيسية.
not-found-near = هل تقصد إحدى هذه الصفحات؟
not-found-home = الانتقال إلى الصفحة الرئيسية

## The list of languages at the root of the site

chooser-heading = اختر لغتك
