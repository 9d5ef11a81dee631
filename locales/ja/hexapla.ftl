# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = 本文へ移動
home = ホーム
breadcrumbs = 現在の位置
back-to-top = ページの先頭へ
footer-links = その他のリンク
shortcut-switch = / キーで検索する

## Language menu

language-button = 言語:
languages = 言語
languages-untranslated = 未翻訳

## Search

search-placeholder = ヘルプを検索
search-label = 検索
search-submit = 検索
search-loading = 検索しています…
search-none = 「{ $query }」に一致する結果はありません
search-none-hint = つづりを確認するか、キーワードを減らすか、別のキーワードをお試しください。
search-failed = 現在、検索を利用できません。代わりに、すべての記事の一覧をご覧ください。
search-results = 検索結果
search-filter-all = すべて
search-filter-section = セクション
search-filter-audience = 対象者
search-filter-tags = トピック

## Home and section pages

home-heading = どのようなことでお困りですか?
home-topics = トピックから探す
home-popular = よく読まれている記事
home-recent = 最近更新された記事
all-articles = すべての記事
article-count = { $count } 件の記事
section-other = その他の記事
section-all = このセクションのすべての記事 ({ $count } 件)
section-empty = ここにはまだ記事がありません。

## The list of all articles

letters = 文字へ移動

## Article

article-updated = { $date } 更新
article-edit = このページを編集
article-report = このページの問題を報告
feedback-question = このページは役に立ちましたか?
feedback-yes = はい
feedback-no = いいえ
feedback-thanks = ご回答ありがとうございました。
contents = このページの内容
related-articles = 関連記事
article-neighbours = 前後の記事
previous-article = 前の記事
next-article = 次の記事
heading-permalink = 「{ $heading }」へのリンク

## Notices about the translation

notices = この翻訳について
notice-machine = この記事は機械翻訳されています。
notice-machine-dated = この記事は { $date }に機械翻訳されました。
notice-human = この記事は人によって翻訳されています。
notice-human-dated = この記事は { $date }に人によって翻訳されました。
notice-fallback = この記事はまだ翻訳されていません。次の言語で表示しています: { $language }
notice-stale = 翻訳後に原文が変更されています。
notice-stale-sentences = 翻訳後に、原文の { $count } 文のうち { $changed } 文が変更されています。
notice-partial = { $count } 文のうち { $translated } 文が翻訳されています。残りは別の言語で表示されます。
notice-draft = この記事は下書きです。
notice-reconstructed = この記事の原文は、翻訳から復元されたものです。
read-original = 原文を読む ({ $language })
source-switch = 各文に原文を表示する
source-hint = 文を選択して原文を表示することもできます。
source-point = マウスで指した文だけ表示する
source-label = 原文
sentence-report = この文について報告

## Parts of an article's text

alert-note = 注
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
table-label = 表 { $number }
copy-code = コピー
copied = コピーしました
video-watch = 動画を見る
video-host = { $host } を開きます
footnotes = 脚注
footnote-back = 参照元 { $number } に戻る
task-done = 完了
task-open = 未完了

## Page not found

not-found-heading = ページが見つかりません
not-found-text = ページが移動したか、アドレスに誤りがある可能性があります。検索するか、ホームからお探しください。
not-found-near = お探しのページはこちらですか?
not-found-home = ホームへ移動

## The list of languages at the root of the site

chooser-heading = 言語を選択してください
