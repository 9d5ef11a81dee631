# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = ข้ามไปยังเนื้อหา
home = หน้าแรก
breadcrumbs = คุณอยู่ที่นี่
back-to-top = กลับไปด้านบน
footer-links = ลิงก์เพิ่มเติม
shortcut-switch = กด / เพื่อค้นหา

## Language menu

language-button = ภาษา:
languages = ภาษา
languages-untranslated = ยังไม่ได้แปล

## Search

search-placeholder = ค้นหาความช่วยเหลือ
search-label = ค้นหา
search-submit = ค้นหา
search-loading = กำลังค้นหา…
search-none = ไม่พบผลการค้นหาสำหรับ “{ $query }”
search-none-hint = ตรวจสอบตัวสะกด หรือลองใช้คำน้อยลงหรือคำอื่น
search-failed = ยังใช้การค้นหาไม่ได้ในขณะนี้ คุณสามารถเรียกดูบทความทั้งหมดแทนได้
search-results = ผลการค้นหา
search-filter-all = ทั้งหมด
search-filter-section = ส่วน
search-filter-audience = กลุ่มผู้อ่าน
search-filter-tags = หัวข้อ

## Home and section pages

home-heading = มีอะไรให้เราช่วยไหม
home-topics = เรียกดูตามหัวข้อ
home-popular = บทความยอดนิยม
home-recent = อัปเดตล่าสุด
all-articles = บทความทั้งหมด
article-count = { $count } บทความ
section-other = บทความเพิ่มเติม
section-all = บทความทั้งหมด { $count } รายการในส่วนนี้
section-empty = ยังไม่มีบทความที่นี่

## The list of all articles

letters = ไปยังตัวอักษร

## Article

article-updated = อัปเดตเมื่อ { $date }
article-edit = แก้ไขหน้านี้
article-report = รายงานปัญหาเกี่ยวกับหน้านี้
feedback-question = หน้านี้มีประโยชน์หรือไม่
feedback-yes = ใช่
feedback-no = ไม่ใช่
feedback-thanks = ขอบคุณสำหรับคำตอบ
contents = ในหน้านี้
related-articles = บทความที่เกี่ยวข้อง
article-neighbours = บทความก่อนหน้าและถัดไป
previous-article = ก่อนหน้า
next-article = ถัดไป
heading-permalink = ลิงก์ไปยัง “{ $heading }”

## Notices about the translation

notices = เกี่ยวกับคำแปลนี้
notice-machine = บทความนี้แปลโดยเครื่อง
notice-machine-dated = บทความนี้แปลโดยเครื่องเมื่อ { $date }
notice-human = บทความนี้แปลโดยมนุษย์
notice-human-dated = บทความนี้แปลโดยมนุษย์เมื่อ { $date }
notice-fallback = บทความนี้ยังไม่ได้แปล จึงแสดงเป็นภาษาอื่น: { $language }
notice-stale = ต้นฉบับมีการเปลี่ยนแปลงหลังจากที่แปลแล้ว
notice-stale-sentences = ต้นฉบับมีการเปลี่ยนแปลง { $changed } จาก { $count } ประโยคหลังจากที่แปลแล้ว
notice-partial = แปลแล้ว { $translated } จาก { $count } ประโยค ส่วนที่เหลือแสดงเป็นภาษาอื่น
notice-draft = บทความนี้เป็นฉบับร่าง
notice-reconstructed = ต้นฉบับของบทความนี้ประกอบขึ้นใหม่จากคำแปล
read-original = อ่านต้นฉบับ ({ $language })
source-switch = แสดงต้นฉบับกับทุกประโยค
source-hint = หรือเลือกประโยคเพื่อดูต้นฉบับ
source-point = เฉพาะประโยคที่ฉันชี้ด้วยเมาส์
source-label = ต้นฉบับ
sentence-report = แจ้งปัญหาเกี่ยวกับประโยคนี้

## Parts of an article's text

alert-note = หมายเหตุ
alert-tip = เคล็ดลับ
alert-important = สำคัญ
alert-warning = คำเตือน
alert-caution = ข้อควรระวัง
table-label = ตาราง { $number }
copy-code = คัดลอก
copied = คัดลอกแล้ว
video-watch = ดูวิดีโอ
video-host = เปิด { $host }
footnotes = เชิงอรรถ
footnote-back = กลับไปยังการอ้างอิง { $number }
task-done = เสร็จแล้ว
task-open = สิ่งที่ต้องทำ

## Page not found

not-found-heading = เราไม่พบหน้านี้
not-found-text = หน้านี้อาจถูกย้าย หรือที่อยู่อาจพิมพ์ผิด ลองค้นหา หรือเริ่มใหม่จากหน้าแรก
not-found-near = คุณหมายถึงหน้าใดหน้าหนึ่งต่อไปนี้หรือไม่
not-found-home = ไปที่หน้าแรก

## The list of languages at the root of the site

chooser-heading = เลือกภาษาของคุณ
