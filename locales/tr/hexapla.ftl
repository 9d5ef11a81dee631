# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = İçeriğe geç
home = Ana sayfa
breadcrumbs = Buradasınız
back-to-top = Başa dön
footer-links = Diğer bağlantılar
shortcut-switch = Aramak için / tuşuna bas

## Language menu

language-button = Dil:
languages = Diller
languages-untranslated = Henüz çevrilmedi

## Search

search-placeholder = Yardım içinde arayın
search-label = Arama
search-submit = Ara
search-loading = Aranıyor…
search-none = “{ $query }” için sonuç bulunamadı
search-none-hint = Yazımı kontrol edin veya daha az ya da farklı sözcükler deneyin.
search-failed = Arama şu anda kullanılamıyor. Bunun yerine tüm makalelere göz atabilirsiniz.
search-results = Arama sonuçları
search-filter-all = Tümü
search-filter-section = Bölüm
search-filter-audience = Hedef kitle
search-filter-tags = Konu

## Home and section pages

home-heading = Nasıl yardımcı olabiliriz?
home-topics = Konulara göz atın
home-popular = Popüler makaleler
home-recent = Son güncellenenler
all-articles = Tüm makaleler
article-count =
    { $count ->
        [one] { $count } makale
       *[other] { $count } makale
    }
section-other = Diğer makaleler
section-all =
    { $count ->
        [one] Bu bölümdeki { $count } makale
       *[other] Bu bölümdeki { $count } makalenin tümü
    }
section-empty = Burada henüz makale yok.

## The list of all articles

letters = Bir harfe git

## Article

article-updated = Güncellenme: { $date }
article-edit = Bu sayfayı düzenle
article-report = Bu sayfayla ilgili sorun bildir
feedback-question = Bu sayfa yardımcı oldu mu?
feedback-yes = Evet
feedback-no = Hayır
feedback-thanks = Yanıtınız için teşekkürler.
contents = Bu sayfada
related-articles = İlgili makaleler
article-neighbours = Önceki ve sonraki makale
previous-article = Önceki
next-article = Sonraki
heading-permalink = “{ $heading }” bağlantısı

## Notices about the translation

notices = Bu çeviri hakkında
notice-machine = Bu makale makine tarafından çevrildi.
notice-machine-dated = Bu makale { $date } tarihinde makine tarafından çevrildi.
notice-human = Bu makale insanlar tarafından çevrildi.
notice-human-dated = Bu makale { $date } tarihinde insanlar tarafından çevrildi.
notice-fallback = Bu makale henüz çevrilmedi. Gösterildiği dil: { $language }.
notice-stale = Özgün metin, çevrildikten sonra değişti.
notice-stale-sentences =
    { $changed ->
        [one] Çeviriden sonra özgün metindeki { $count } cümleden { $changed } tanesi değişti.
       *[other] Çeviriden sonra özgün metindeki { $count } cümleden { $changed } tanesi değişti.
    }
notice-partial =
    { $translated ->
        [one] { $count } cümleden { $translated } tanesi çevrildi. Diğerleri başka bir dilde gösteriliyor.
       *[other] { $count } cümleden { $translated } tanesi çevrildi. Diğerleri başka bir dilde gösteriliyor.
    }
notice-draft = Bu makale bir taslaktır.
notice-reconstructed = Bu makalenin özgün metni, çevirilerinden yeniden oluşturuldu.
read-original = Özgün metni okuyun ({ $language })
source-switch = Her cümlede özgün metni göster
source-hint = Ya da özgün metnini görmek için bir cümle seçin.
source-point = Yalnızca fareyle gösterdiğim cümle için
source-label = Özgün metin
sentence-report = Bu cümleyi bildir

## Parts of an article's text

alert-note = Not
alert-tip = İpucu
alert-important = Önemli
alert-warning = Uyarı
alert-caution = Dikkat
table-label = Tablo { $number }
copy-code = Kopyala
copied = Kopyalandı
video-watch = Videoyu izle
video-host = { $host } sitesini açar
footnotes = Dipnotlar
footnote-back = { $number } numaralı göndermeye dön
task-done = Yapıldı
task-open = Yapılacak

## Page not found

not-found-heading = Bu sayfayı bulamadık
not-found-text = Sayfa taşınmış veya adres yanlış yazılmış olabilir. Sayfayı arayın ya da ana sayfadan yeniden başlayın.
not-found-near = Bunlardan birini mi demek istediniz?
not-found-home = Ana sayfaya git

## The list of languages at the root of the site

chooser-heading = Dilinizi seçin
