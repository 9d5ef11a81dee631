# SPDX-License-Identifier: MIT OR Apache-2.0

### The words of the default theme. One message a phrase; a comment says where a reader meets it.
### Dates arrive written out in the reader's language; $language is always a language's own name for itself ("dansk", "日本語").

## Every page

# The title in the browser's tab and in search engines.
# $page (String): the title of the page. $site (String): the title of the help center.
page-title = { $page } – { $site }

# The first link of every page, seen only by keyboard users: jumps over the header.
skip-to-content = Skip to the content

# The label of the first step in the breadcrumbs, leading to the front page.
home = Home

# Read out by screen readers: the name of the trail from the front page to this page.
breadcrumbs = You are here

# In the foot of every page: leads to the top of the page.
back-to-top = Back to top

# Read out by screen readers: the name of the links in the foot of the page.
footer-links = More links

# A switch in the foot of the page: whether the slash key jumps to the search box.
shortcut-switch = Press / to search

## Language menu

# Read out by screen readers before the current language's name: the button that opens the list of languages.
language-button = Language:

# The heading of the list of languages in which this page can be read.
languages = Languages

# The heading above the languages into which this page is not translated yet. Their links lead to a text in another language.
languages-untranslated = Not translated yet

## Search

# Inside the empty search box.
search-placeholder = Search for help

# The name of the search box, read out by screen readers.
search-label = Search

# The button beside the search box. A verb.
search-submit = Search

# Shown under the search box while results are on their way.
search-loading = Searching…

# Shown where nothing was found.
# $query (String): what the reader typed.
search-none = Nothing found for “{ $query }”

# Shown below, where nothing was found: what to try next.
search-none-hint = Check the spelling, or try fewer or other words.

# Shown where the search data could not be loaded.
search-failed = Search is not available right now. You can browse all articles instead.

# The name of the list of results, read out by screen readers.
search-results = Search results

# The choice that narrows nothing, in each list of choices above the results.
search-filter-all = All

# Lists of choices above the results: in which section an article is, for whom it is, and what it is about.
search-filter-section = Section
search-filter-audience = Audience
search-filter-tags = Topic

## Home and section pages

# The greeting on the front page, above the search box.
home-heading = How can we help?

# The heading above the cards of the topics on the front page.
home-topics = Browse by topic

# The heading above the articles that readers look for most, on the front page.
home-popular = Popular articles

# The heading above the articles that were changed last, on the front page.
home-recent = Recently updated

# Leads to the list of all articles from A to Z; also the heading of that list.
all-articles = All articles

# On a topic's card.
# $count (Number): how many articles the topic holds.
article-count =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }

# The heading above articles that belong to no topic.
section-other = More articles

# Beside an article whose topic holds too many articles to list them there: a link to all of them.
# $count (Number): how many articles the topic holds.
section-all =
    { $count ->
        [one] { $count } article in this section
       *[other] All { $count } articles in this section
    }

# Shown where a topic or the whole help center holds no articles yet.
section-empty = There are no articles here yet.

## The list of all articles

# Read out by screen readers: the name of the row of letters that jump to a part of the list.
letters = Jump to a letter

## Article

# Beside the article's title: when it was last changed.
# $date (String): the date, written out.
article-updated = Updated { $date }

# Below an article: leads to the place where its text can be changed.
article-edit = Edit this page

# Below an article: leads to a form or a mail that tells its authors what is wrong with it.
article-report = Report a problem with this page

# Below an article; two buttons follow, “Yes” and “No”.
feedback-question = Was this page helpful?

# The button for: yes, this page was helpful.
feedback-yes = Yes

# The button for: no, this page was not helpful.
feedback-no = No

# Stands in the place of the question after it was answered.
feedback-thanks = Thank you for your answer.

# The heading of the list of this article's own headings.
contents = On this page

# The heading above links to other articles about the same.
related-articles = Related articles

# Read out by screen readers: the name of the two links below an article.
article-neighbours = Previous and next article

# Above the title of the article before this one.
previous-article = Previous

# Above the title of the article after this one.
next-article = Next

# The name of the link that stands beside each heading and leads to it; read out by screen readers.
# $heading (String): the heading.
heading-permalink = Link to “{ $heading }”

## Notices about the translation

# Read out by screen readers: the name of the box above the text that says how it was translated.
notices = About this translation

# A machine translated the article, date unknown.
notice-machine = This article was translated by machine.

# A machine translated the article.
# $date (String): the date, written out.
notice-machine-dated = This article was translated by machine on { $date }.

# People translated the article, date unknown.
notice-human = This article was translated by people.

# People translated the article.
# $date (String): the date, written out.
notice-human-dated = This article was translated by people on { $date }.

# There is no translation, so the text is in another language.
# $language (String): that language's own name.
notice-fallback = This article is not translated yet. It is shown in { $language }.

# The original was changed after it was translated.
notice-stale = The original has changed since it was translated.

# The original was changed after it was translated.
# $changed (Number): how many sentences changed. $count (Number): how many sentences the article has.
notice-stale-sentences =
    { $changed ->
        [one] { $changed } of { $count } sentences has changed in the original since it was translated.
       *[other] { $changed } of { $count } sentences have changed in the original since it was translated.
    }

# Some sentences are not translated yet, so they are in another language.
# $translated (Number): how many sentences are translated. $count (Number): how many sentences the article has.
notice-partial =
    { $translated ->
        [one] { $translated } of { $count } sentences is translated. The rest is shown in another language.
       *[other] { $translated } of { $count } sentences are translated. The rest is shown in another language.
    }

# The article is not finished.
notice-draft = This article is a draft.

# The original itself was lost and put back together from its translations.
notice-reconstructed = The original of this article was put back together from its translations.

# A link to the same article in its original language.
# $language (String): that language's own name.
read-original = Read the original in { $language }

# The switch in the notice: shows each sentence of the original beside its translation.
source-switch = Show the original with each sentence

# In the notice, below the switch, on devices with a touch screen: a sentence can be tapped to see its original.
source-hint = Or select a sentence to see its original.

# In the notice, below the switch once it is on: the originals are hidden again, and only the sentence under the mouse shows its own.
source-point = Only for the sentence that I point at with the mouse

# Above the original of one sentence, in the small box that opens when a sentence is tapped.
source-label = Original

# A link in the small box that opens when a sentence is tapped: tells the authors that this sentence is wrong.
sentence-report = Report this sentence

## Parts of an article's text

# The title of a box with a side remark.
alert-note = Note

# The title of a box with good advice.
alert-tip = Tip

# The title of a box with what must not be missed.
alert-important = Important

# The title of a box that warns of a risk.
alert-warning = Warning

# The title of a box that warns of harm or loss.
alert-caution = Caution

# The name of a table that can be scrolled sideways; read out by screen readers.
# $number (Number): the table's place among the tables of the article.
table-label = Table { $number }

# The button on a block of code.
copy-code = Copy

# Replaces the button's words for a moment after the code was copied.
copied = Copied

# The link to a film on another site.
video-watch = Watch the video

# Below that link: the other site that it opens.
# $host (String): the name of the other site, such as "www.example.com".
video-host = Opens { $host }

# The heading of the notes at the end of an article.
footnotes = Footnotes

# The name of the link from a footnote back to where it is referred to; read out by screen readers.
# $number (Number): the number of the footnote.
footnote-back = Back to reference { $number }

# The name of a ticked box in a list of tasks; read out by screen readers.
task-done = Done

# The name of an empty box in a list of tasks; read out by screen readers.
task-open = To do

## Page not found

# The heading of the page for an unknown address.
not-found-heading = We can’t find that page

# Below it: what to do.
not-found-text = It may have moved, or the address may be mistyped. Search for it, or start again from the front page.

# The heading above links to pages whose addresses are much like the unknown one.
not-found-near = Did you mean one of these?

# The link to the front page.
not-found-home = Go to the front page

## The list of languages at the root of the site

# The heading of the page on which a reader chooses a language.
chooser-heading = Choose your language
