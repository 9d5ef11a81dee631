# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = 跳至內容
home = 首頁
breadcrumbs = 目前位置
back-to-top = 回到頁首
footer-links = 更多連結
shortcut-switch = 按 / 鍵搜尋

## Language menu

language-button = 語言：
languages = 語言
languages-untranslated = 尚未翻譯

## Search

search-placeholder = 搜尋說明
search-label = 搜尋
search-submit = 搜尋
search-loading = 正在搜尋…
search-none = 找不到與「{ $query }」相關的內容
search-none-hint = 請檢查拼字，或嘗試較少的字詞或其他字詞。
search-failed = 目前無法使用搜尋功能。您可以瀏覽所有文章。
search-results = 搜尋結果
search-filter-all = 全部
search-filter-section = 欄目
search-filter-audience = 讀者
search-filter-tags = 主題

## Home and section pages

home-heading = 需要什麼協助？
home-topics = 依主題瀏覽
home-popular = 熱門文章
home-recent = 最近更新
all-articles = 所有文章
article-count = { $count } 篇文章
section-other = 更多文章
section-all = 本節全部 { $count } 篇文章
section-empty = 這裡還沒有文章。

## The list of all articles

letters = 跳至字母

## Article

article-updated = 更新日期：{ $date }
article-edit = 編輯此頁面
article-report = 回報此頁面的問題
feedback-question = 此頁面對您有幫助嗎？
feedback-yes = 有
feedback-no = 沒有
feedback-thanks = 感謝您的回答。
contents = 本頁內容
related-articles = 相關文章
article-neighbours = 上一篇與下一篇文章
previous-article = 上一篇
next-article = 下一篇
heading-permalink = 「{ $heading }」的連結

## Notices about the translation

notices = 關於此翻譯
notice-machine = 本文由機器翻譯。
notice-machine-dated = 本文於 { $date }由機器翻譯。
notice-human = 本文由人工翻譯。
notice-human-dated = 本文於 { $date }由人工翻譯。
notice-fallback = 本文尚未翻譯，目前以其他語言顯示：{ $language }。
notice-stale = 原文在翻譯之後有所變更。
notice-stale-sentences = 原文 { $count } 個句子中有 { $changed } 個在翻譯之後有所變更。
notice-partial = { $count } 個句子中已翻譯 { $translated } 個，其餘以其他語言顯示。
notice-draft = 本文是草稿。
notice-reconstructed = 本文的原文是根據其譯文還原而成。
read-original = 閱讀原文（{ $language }）
source-switch = 在每個句子旁顯示原文
source-hint = 或選取一個句子來查看原文。
source-point = 僅顯示滑鼠所指句子的原文
source-label = 原文
sentence-report = 回報此句

## Parts of an article's text

alert-note = 附註
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
table-label = 表 { $number }
copy-code = 複製
copied = 已複製
video-watch = 觀看影片
video-host = 開啟 { $host }
footnotes = 註腳
footnote-back = 返回參照處 { $number }
task-done = 已完成
task-open = 待完成

## Page not found

not-found-heading = 找不到此頁面
not-found-text = 頁面可能已移動，或網址輸入有誤。請搜尋該頁面，或從首頁重新開始。
not-found-near = 您要找的是以下頁面嗎？
not-found-home = 前往首頁

## The list of languages at the root of the site

chooser-heading = 選擇您的語言
