# $date is written out in this language; $language is a language’s own name for itself, so neither can be inflected.

## Every page

page-title = { $page } – { $site }
skip-to-content = 본문으로 건너뛰기
home = 홈
breadcrumbs = 현재 위치
back-to-top = 맨 위로
footer-links = 기타 링크
shortcut-switch = / 키를 눌러 검색

## Language menu

language-button = 언어:
languages = 언어
languages-untranslated = 아직 번역되지 않음

## Search

search-placeholder = 도움말 검색
search-label = 검색
search-submit = 검색
search-loading = 검색 중…
search-none = ‘{ $query }’에 대한 결과가 없습니다
search-none-hint = 맞춤법을 확인하거나 단어 수를 줄이거나 다른 단어로 검색해 보세요.
search-failed = 지금은 검색을 사용할 수 없습니다. 대신 모든 문서를 둘러볼 수 있습니다.
search-results = 검색 결과
search-filter-all = 전체
search-filter-section = 섹션
search-filter-audience = 대상
search-filter-tags = 주제

## Home and section pages

home-heading = 무엇을 도와드릴까요?
home-topics = 주제별로 찾아보기
home-popular = 많이 찾는 문서
home-recent = 최근 업데이트된 문서
all-articles = 모든 문서
article-count = 문서 { $count }개
section-other = 기타 문서
section-all = 이 섹션의 모든 문서({ $count }개)
section-empty = 아직 문서가 없습니다.

## The list of all articles

letters = 글자로 이동

## Article

article-updated = 업데이트: { $date }
article-edit = 이 페이지 편집
article-report = 이 페이지의 문제 신고
feedback-question = 이 페이지가 도움이 되었나요?
feedback-yes = 예
feedback-no = 아니요
feedback-thanks = 답변해 주셔서 감사합니다.
contents = 이 페이지의 내용
related-articles = 관련 문서
article-neighbours = 이전 문서와 다음 문서
previous-article = 이전
next-article = 다음
heading-permalink = ‘{ $heading }’ 링크

## Notices about the translation

notices = 이 번역에 대한 정보
notice-machine = 이 문서는 기계 번역되었습니다.
notice-machine-dated = 이 문서는 { $date }에 기계 번역되었습니다.
notice-human = 이 문서는 사람이 번역했습니다.
notice-human-dated = 이 문서는 { $date }에 사람이 번역했습니다.
notice-fallback = 이 문서는 아직 번역되지 않았습니다. 다음 언어로 표시됩니다: { $language }
notice-stale = 번역 이후 원문이 변경되었습니다.
notice-stale-sentences = 번역 이후 원문의 문장 { $count }개 중 { $changed }개가 변경되었습니다.
notice-partial = 문장 { $count }개 중 { $translated }개가 번역되었습니다. 나머지는 다른 언어로 표시됩니다.
notice-draft = 이 문서는 초안입니다.
notice-reconstructed = 이 문서의 원문은 번역문을 바탕으로 복원되었습니다.
read-original = 원문 읽기({ $language })
source-switch = 문장마다 원문 표시
source-hint = 또는 문장을 선택하여 원문을 볼 수 있습니다.
source-point = 마우스로 가리키는 문장만 표시
source-label = 원문
sentence-report = 이 문장 신고

## Parts of an article's text

alert-note = 참고
alert-tip = 팁
alert-important = 중요
alert-warning = 경고
alert-caution = 주의
table-label = 표 { $number }
copy-code = 복사
copied = 복사됨
video-watch = 동영상 보기
video-host = { $host } 열기
footnotes = 각주
footnote-back = 참조 { $number }(으)로 돌아가기
task-done = 완료
task-open = 할 일

## Page not found

not-found-heading = 페이지를 찾을 수 없습니다
not-found-text = 페이지가 이동되었거나 주소가 잘못 입력되었을 수 있습니다. 검색하거나 홈에서 다시 시작해 보세요.
not-found-near = 다음 페이지를 찾으셨나요?
not-found-home = 홈으로 이동

## The list of languages at the root of the site

chooser-heading = 언어를 선택하세요
