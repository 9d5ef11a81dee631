# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = 跳到正文
home = 首页
breadcrumbs = 当前位置
back-to-top = 返回顶部
footer-links = 更多链接
shortcut-switch = 按 / 键搜索

## Language menu

language-button = 语言：
languages = 语言
languages-untranslated = 尚未翻译

## Search

search-placeholder = 搜索帮助
search-label = 搜索
search-submit = 搜索
search-loading = 正在搜索…
search-none = 未找到与“{ $query }”相关的内容
search-none-hint = 请检查拼写，或尝试更少的词或其他词。
search-failed = 搜索暂时不可用。您可以浏览所有文章。
search-results = 搜索结果
search-filter-all = 全部
search-filter-section = 栏目
search-filter-audience = 读者
search-filter-tags = 主题

## Home and section pages

home-heading = 有什么可以帮您？
home-topics = 按主题浏览
home-popular = 热门文章
home-recent = 最近更新
all-articles = 所有文章
article-count = { $count } 篇文章
section-other = 更多文章
section-all = 本节的全部 { $count } 篇文章
section-empty = 这里还没有文章。

## The list of all articles

letters = 跳到字母

## Article

article-updated = 更新于 { $date }
article-edit = 编辑此页
article-report = 报告此页的问题
feedback-question = 此页面对您有帮助吗？
feedback-yes = 有
feedback-no = 没有
feedback-thanks = 感谢您的回答。
contents = 本页内容
related-articles = 相关文章
article-neighbours = 上一篇和下一篇文章
previous-article = 上一篇
next-article = 下一篇
heading-permalink = “{ $heading }”的链接

## Notices about the translation

notices = 关于此翻译
notice-machine = 本文由机器翻译。
notice-machine-dated = 本文于 { $date }由机器翻译。
notice-human = 本文由人工翻译。
notice-human-dated = 本文于 { $date }由人工翻译。
notice-fallback = 本文尚未翻译，目前以其他语言显示：{ $language }。
notice-stale = 原文在翻译之后有改动。
notice-stale-sentences = 原文 { $count } 个句子中有 { $changed } 个在翻译之后有改动。
notice-partial = { $count } 个句子中已翻译 { $translated } 个，其余以其他语言显示。
notice-draft = 本文是草稿。
notice-reconstructed = 本文的原文是根据其译文还原的。
read-original = 阅读原文（{ $language }）
source-switch = 在每个句子旁显示原文
source-hint = 或者选择一个句子以查看其原文。
source-point = 仅显示鼠标所指句子的原文
source-label = 原文
sentence-report = 报告此句

## Parts of an article's text

alert-note = 备注
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
table-label = 表 { $number }
copy-code = 复制
copied = 已复制
video-watch = 观看视频
video-host = 打开 { $host }
footnotes = 脚注
footnote-back = 返回引用处 { $number }
task-done = 已完成
task-open = 待完成

## Page not found

not-found-heading = 找不到此页面
not-found-text = 页面可能已移动，或者地址输入有误。请搜索该页面，或从首页重新开始。
not-found-near = 您要找的是以下页面吗？
not-found-home = 前往首页

## The list of languages at the root of the site

chooser-heading = 选择您的语言
