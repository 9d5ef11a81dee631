# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = सामग्री पर जाएँ
home = होम
breadcrumbs = आप यहाँ हैं
back-to-top = वापस ऊपर जाएँ
footer-links = और लिंक
shortcut-switch = खोजने के लिए / दबाएँ

## Language menu

language-button = भाषा:
languages = भाषाएँ
languages-untranslated = अभी तक अनुवाद नहीं हुआ

## Search

search-placeholder = सहायता खोजें
search-label = खोज
search-submit = खोजें
search-loading = खोजा जा रहा है…
search-none = “{ $query }” के लिए कोई नतीजा नहीं मिला
search-none-hint = वर्तनी जाँचें या कम या दूसरे शब्द इस्तेमाल करके देखें।
search-failed = खोज की सुविधा अभी उपलब्ध नहीं है। इसके बजाय, आप सभी लेख देख सकते हैं।
search-results = खोज के नतीजे
search-filter-all = सभी
search-filter-section = सेक्शन
search-filter-audience = किसके लिए
search-filter-tags = विषय

## Home and section pages

home-heading = हम आपकी क्या मदद कर सकते हैं?
home-topics = विषय के हिसाब से देखें
home-popular = लोकप्रिय लेख
home-recent = हाल ही में अपडेट किए गए
all-articles = सभी लेख
article-count =
    { $count ->
        [one] { $count } लेख
       *[other] { $count } लेख
    }
section-other = और लेख
section-all =
    { $count ->
        [one] इस सेक्शन में { $count } लेख
       *[other] इस सेक्शन के सभी { $count } लेख
    }
section-empty = यहाँ अभी कोई लेख नहीं है।

## The list of all articles

letters = किसी अक्षर पर जाएँ

## Article

article-updated = { $date } को अपडेट किया गया
article-edit = इस पेज में बदलाव करें
article-report = इस पेज की समस्या की रिपोर्ट करें
feedback-question = क्या यह पेज मददगार था?
feedback-yes = हाँ
feedback-no = नहीं
feedback-thanks = आपके जवाब के लिए धन्यवाद।
contents = इस पेज पर
related-articles = संबंधित लेख
article-neighbours = पिछला और अगला लेख
previous-article = पिछला
next-article = अगला
heading-permalink = “{ $heading }” का लिंक

## Notices about the translation

notices = इस अनुवाद के बारे में
notice-machine = इस लेख का अनुवाद मशीन ने किया है।
notice-machine-dated = इस लेख का अनुवाद { $date } को मशीन ने किया था।
notice-human = इस लेख का अनुवाद लोगों ने किया है।
notice-human-dated = इस लेख का अनुवाद { $date } को लोगों ने किया था।
notice-fallback = इस लेख का अनुवाद अभी तक नहीं हुआ है। इसे दूसरी भाषा में दिखाया जा रहा है: { $language }।
notice-stale = अनुवाद के बाद मूल लेख बदल गया है।
notice-stale-sentences =
    { $changed ->
        [one] अनुवाद के बाद मूल लेख के { $count } में से { $changed } वाक्य बदल गया है।
       *[other] अनुवाद के बाद मूल लेख के { $count } में से { $changed } वाक्य बदल गए हैं।
    }
notice-partial =
    { $translated ->
        [one] { $count } में से { $translated } वाक्य का अनुवाद हुआ है। बाकी दूसरी भाषा में दिखाए जा रहे हैं।
       *[other] { $count } में से { $translated } वाक्यों का अनुवाद हुआ है। बाकी दूसरी भाषा में दिखाए जा रहे हैं।
    }
notice-draft = यह लेख एक ड्राफ़्ट है।
notice-reconstructed = इस लेख का मूल पाठ इसके अनुवादों से फिर से तैयार किया गया है।
read-original = मूल लेख पढ़ें ({ $language })
source-switch = हर वाक्य के साथ मूल पाठ दिखाएँ
source-hint = या किसी वाक्य का मूल पाठ देखने के लिए उसे चुनें।
source-point = केवल उस वाक्य के लिए जिस पर मैं माउस से इशारा करूँ
source-label = मूल पाठ
sentence-report = इस वाक्य की शिकायत करें

## Parts of an article's text

alert-note = नोट
alert-tip = सलाह
alert-important = महत्वपूर्ण
alert-warning = चेतावनी
alert-caution = सावधानी
table-label = तालिका { $number }
copy-code = कॉपी करें
copied = कॉपी किया गया
video-watch = वीडियो देखें
video-host = { $host } खुलेगा
footnotes = फ़ुटनोट
footnote-back = संदर्भ { $number } पर वापस जाएँ
task-done = पूरा हुआ
task-open = बाकी है

## Page not found

not-found-heading = हमें यह पेज नहीं मिला
not-found-text = हो सकता है कि पेज कहीं और ले जाया गया हो या पता गलत लिखा गया हो। उसे खोजें या होम पेज से फिर शुरू करें।
not-found-near = क्या आप इनमें से कोई पेज ढूँढ रहे थे?
not-found-home = होम पेज पर जाएँ

## The list of languages at the root of the site

chooser-heading = अपनी भाषा चुनें
