//! Locales: tags, chains, names, dates, numbers, order.

mod intl;

use crate::locale::{
    CalendarDate, DateStyle, Direction, Formats, Locale, NumberOptions, accepted_tags, autonyms,
    default_chain, nearest_available,
};
use crate::testing::generated::law;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn locales(tags: &str) -> Vec<Locale> {
    tags.split(' ').map(locale).collect()
}

fn formats(tag: &str) -> Formats {
    Formats::new(&locale(tag))
}

fn chain(tag: &str) -> String {
    chain_among(tag, "en-US")
}

fn chain_among(tag: &str, available: &str) -> String {
    let chain = default_chain(&locale(tag), &locale("en-US"), &locales(available));
    chain.iter().map(Locale::tag).collect::<Vec<_>>().join(" ")
}

fn nearest(wanted: &str, available: &str) -> Option<String> {
    nearest_available(&locale(wanted), &locales(available)).map(|found| found.tag().to_owned())
}

fn letters(tag: &str, titles: &str) -> String {
    let formats = formats(tag);
    titles.split('|').map(|title| formats.index_letter(title)).collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_are_canonical_however_they_are_written() {
    for (written, canonical) in [
        ("da-dk", "da-DK"),
        ("DA_dk", "da-DK"),
        ("iw", "he"),
        ("sh", "sr-Latn"),
        ("en-UK", "en-GB"),
        ("zh-cn", "zh-CN"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("tl-ph", "fil-PH"),
        ("es-419", "es-419"),
    ] {
        assert_eq!(locale(written).tag(), canonical, "{written}");
    }
    assert_eq!(locale("sr_latn_rs").url_segment(), "sr-latn-rs");
}

#[test]
fn what_is_no_language_is_no_locale() {
    for text in ["", "und", "content", "-", "en-", "12", "x-private", "en US", "ü", "en-US-", "../en"] {
        assert_eq!(Locale::parse(text), None, "{text}");
    }
}

#[test]
fn direction_and_script_are_the_likely_ones() {
    for tag in
        ["ar-SA", "he-IL", "fa", "ur", "dv", "yi", "pa-Arab", "pa-PK", "az-Arab", "ckb", "ks", "sd", "ug"]
    {
        assert_eq!(locale(tag).direction(), Direction::Rtl, "{tag}");
    }
    for tag in ["da", "pa", "az", "ku", "sr", "zh-TW", "en-Latn", "ar-Latn", "sd-Deva"] {
        assert_eq!(locale(tag).direction(), Direction::Ltr, "{tag}");
    }
    assert_eq!(locale("zh-TW").likely_script(), "Hant");
    assert_eq!(locale("zh").likely_script(), "Hans");
    assert_eq!(locale("sr").likely_script(), "Cyrl");
    assert_eq!(Direction::Rtl.html(), "rtl");
}

#[test]
fn a_chain_keeps_to_the_script_and_ends_with_the_source() {
    assert_eq!(chain("da-DK"), "da-DK da en-US");
    assert_eq!(chain("pt-BR"), "pt-BR pt en-US");
    assert_eq!(chain("zh-CN"), "zh-CN zh-Hans zh en-US");
    assert_eq!(chain("zh-TW"), "zh-TW zh-Hant en-US");
    assert_eq!(chain("zh-HK"), "zh-HK zh-Hant en-US");
    assert_eq!(chain("sr-Latn-RS"), "sr-Latn-RS sr-Latn en-US");
    assert_eq!(chain("sr-RS"), "sr-RS sr-Cyrl sr en-US");
    assert_eq!(chain("es-MX"), "es-MX es-419 es en-US");
    assert_eq!(chain("nb-NO"), "nb-NO nb no en-US");
    assert_eq!(chain("en-GB"), "en-GB en-001 en en-US");
    assert_eq!(chain("en-US"), "en-US en");
    assert_eq!(chain("hi-Latn"), "hi-Latn en-US");
    assert_eq!(chain("de-DE-1996"), "de-DE-1996 de-DE de en-US");
}

#[test]
fn a_chain_goes_sideways_before_the_source() {
    for (tag, available, chain) in [
        ("zh-HK", "en-US zh-CN zh-TW", "zh-HK zh-Hant zh-TW en-US"),
        ("zh-TW", "en-US zh-CN zh-HK zh-Hans", "zh-TW zh-Hant zh-HK en-US"),
        ("zh-SG", "en-US zh-CN zh-TW", "zh-SG zh-Hans zh zh-CN en-US"),
        ("de-AT", "de-CH de-DE en-US", "de-AT de de-DE de-CH en-US"),
        ("fr-CA", "en-US fr-BE fr-FR", "fr-CA fr fr-FR fr-BE en-US"),
        ("es-MX", "en-US es-AR es-ES", "es-MX es-419 es es-ES es-AR en-US"),
        ("en-AU", "en-AU en-GB en-US", "en-AU en-001 en en-GB en-US"),
        ("pt", "en-US pt-BR pt-PT", "pt pt-BR pt-PT en-US"),
        ("pt-PT", "en-US pt-AO pt-BR", "pt-PT pt pt-BR pt-AO en-US"),
        ("no", "da en-US nb nn", "no nb nn en-US"),
        ("nn", "en-US nb no", "nn no nb en-US"),
        ("sr-Latn", "en-US sr sr-RS sr-ME", "sr-Latn sr-ME en-US"),
        ("sr-RS", "en-US sr-BA sr-Latn", "sr-RS sr-Cyrl sr sr-BA en-US"),
        ("en-US", "en-AU en-GB en-US", "en-US en en-AU en-GB"),
    ] {
        assert_eq!(chain_among(tag, available), chain, "{tag} among {available}");
    }
}

#[test]
fn browsers_name_a_language_in_ways_that_lead_to_its_main_region() {
    let available =
        locales("ar-AE ar-EG de-AT de-DE en-US es-AR es-ES fr-CA fr-FR nb pt-AO pt-BR zh-CN zh-TW");
    let accepted = accepted_tags(&available);
    let served =
        |tag: &str| accepted.iter().find(|(known, _)| known.tag() == tag).map(|(_, served)| served.tag());
    for (tag, wanted) in [
        ("fr", "fr-FR"),
        ("de", "de-DE"),
        ("pt", "pt-BR"),
        ("es", "es-ES"),
        ("ar", "ar-EG"),
        ("no", "nb"),
        ("nn", "nb"),
        ("zh", "zh-CN"),
        ("zh-HK", "zh-TW"),
        ("zh-Hant", "zh-TW"),
        ("zh-MO", "zh-TW"),
        ("de-AT", "de-AT"),
        ("en", "en-US"),
    ] {
        assert_eq!(served(tag), Some(wanted), "{tag}");
    }
    assert_eq!(accepted_tags(&locales("zh-CN")).iter().find(|(tag, _)| tag.tag() == "zh-TW"), None);
    let order: Vec<usize> = accepted.iter().map(|(tag, _)| tag.tag().matches('-').count()).collect();
    assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
}

proptest::proptest! {
    #![proptest_config(law(256))]

    #[test]
    fn chains_name_each_locale_once_in_one_script_and_any_order_of_the_site(
        mut tags in proptest::collection::vec(proptest::sample::select(TAGS_OF_CHAINS.split(' ').collect::<Vec<_>>()), 1..9),
        at in 0usize..9,
    ) {
        let reader = locale(tags[at % tags.len()]);
        let source = locale("en-US");
        let chain = default_chain(&reader, &source, &tags.iter().map(|tag| locale(tag)).collect::<Vec<_>>());
        tags.reverse();
        let again = default_chain(&reader, &source, &tags.iter().map(|tag| locale(tag)).collect::<Vec<_>>());
        proptest::prop_assert_eq!(&chain, &again);
        let distinct: std::collections::BTreeSet<&Locale> = chain.iter().collect();
        proptest::prop_assert_eq!(distinct.len(), chain.len());
        proptest::prop_assert_eq!(&chain[0], &reader);
        proptest::prop_assert!(chain.contains(&source));
        for step in chain.iter().filter(|step| **step != source) {
            proptest::prop_assert_eq!(step.likely_script(), reader.likely_script());
        }
    }
}

const TAGS_OF_CHAINS: &str = "en en-US en-GB en-AU en-001 de de-DE de-AT de-CH zh zh-CN zh-TW zh-HK zh-Hant zh-Hans zh-SG sr sr-Latn sr-RS \
    sr-ME nb nn no no-NO nb-NO pt pt-BR pt-PT pt-AO es es-419 es-MX es-ES fr fr-CA fr-FR hi hi-Latn pa pa-PK pa-Arab uz-Cyrl uz";

#[test]
fn the_nearest_locale_shares_language_and_script() {
    assert_eq!(nearest("zh-CN", "en zh-Hans").as_deref(), Some("zh-Hans"));
    assert_eq!(nearest("zh-Hans", "en zh-TW zh-CN").as_deref(), Some("zh-CN"));
    assert_eq!(nearest("zh-HK", "zh-CN zh-TW").as_deref(), Some("zh-TW"));
    assert_eq!(nearest("zh-TW", "zh zh-CN en"), None);
    assert_eq!(nearest("nb-NO", "da nb").as_deref(), Some("nb"));
    assert_eq!(nearest("no", "sv nn nb").as_deref(), Some("nb"));
    assert_eq!(nearest("es-MX", "es es-419").as_deref(), Some("es-419"));
    assert_eq!(nearest("es-MX", "es-ES es-AR").as_deref(), Some("es-ES"));
    assert_eq!(nearest("es-MX", "es-AR es").as_deref(), Some("es"));
    assert_eq!(nearest("pt", "pt-PT pt-BR").as_deref(), Some("pt-BR"));
    assert_eq!(nearest("sr-Latn", "sr"), None);
}

#[test]
fn plurals_go_by_the_language_where_a_script_stands_in_the_tag() {
    let category = |tag: &str, number: f64| formats(tag).plural(number, false);
    for tag in ["sr-Latn", "sr-Latn-RS", "sr-ME", "sr-Latn-ME", "bs-Cyrl", "bs-Cyrl-BA"] {
        let categories = [1.0, 2.0, 5.0, 21.0].map(|number| category(tag, number));
        assert_eq!(categories, ["one", "few", "other", "one"], "{tag}");
    }
    for tag in
        "uz-Cyrl az-Arab az-Cyrl pa-Arab ha-Arab kk-Arab ks-Deva sd-Deva mn-Mong en-Shaw ff-Adlm".split(' ')
    {
        assert_eq!((category(tag, 1.0), category(tag, 2.0)), ("one", "other"), "{tag}");
    }
    assert_eq!((category("hi-Latn", 0.0), category("pa-Arab", 0.0)), ("one", "one"));
    assert_eq!([0.0, 1.5, 2.0].map(|number| category("ff", number)), ["one", "one", "other"]);
    assert_eq!([0.5, 2.0, 11.0].map(|number| category("shi-Latn", number)), ["one", "few", "other"]);
    assert_eq!(formats("sr-Latn").plural_categories(false), ["one", "few", "other"]);
    assert_eq!(formats("gv").plural_categories(false), ["one", "two", "few", "many", "other"]);
    assert_eq!(formats("ja").plural_categories(false), ["other"]);
}

#[test]
fn a_script_without_data_has_numbers_of_its_language_and_dates_in_digits() {
    let day = CalendarDate::parse("2021-03-08").unwrap();
    assert_eq!(formats("az-Cyrl").number(12345.5), "12.345,5");
    assert_eq!(formats("az-Cyrl").date(day), "2021-03-08");
    assert_eq!(formats("sr-Latn").number(12345.5), "12.345,5");
    assert_eq!(formats("ks-Deva").number(7.0), "7");
}

#[test]
fn a_language_alone_in_a_site_shows_just_its_own_name() {
    let menu = |tags| autonyms(&locales(tags)).join(", ");
    assert_eq!(menu("da-DK ja-JP ar-SA zu ka tr-TR"), "Dansk, 日本語, العربية, isiZulu, ქართული, Türkçe");
    assert_eq!(menu("sr-Latn-RS pt-BR zh-CN"), "Srpski (latinica), Português, 简体中文");
    assert_eq!(menu("yi dv zgh pa-Arab az-Arab"), "ייִדיש, ދިވެހި, ⵜⴰⵎⴰⵣⵉⵖⵜ, پنجابی, آذربایجان");
    assert_eq!(menu("tlh"), "tlh");
    assert_eq!(locale("da-DK").autonym(), "Dansk");
}

#[test]
fn locales_of_one_language_are_told_apart() {
    let menu = |tags| autonyms(&locales(tags)).join(", ");
    assert_eq!(menu("en-US en-GB"), "English (United States), English (United Kingdom)");
    assert_eq!(menu("es-ES es-419"), "Español (España), Español (Latinoamérica)");
    assert_eq!(menu("zh-CN zh-TW"), "简体中文, 繁體中文");
    assert_eq!(menu("zh-TW zh-HK"), "繁體中文（台灣）, 繁體中文（香港）");
    assert_eq!(menu("sr sr-Latn"), "Српски (ћирилица), Srpski (latinica)");
}

#[test]
fn no_two_entries_of_a_menu_are_alike() {
    let all = locales(
        "en en-US en-GB pt pt-BR pt-PT zh zh-Hant zh-HK sr sr-Latn nb nn no fr fr-CA es es-MX es-419",
    );
    let names = autonyms(&all);
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
}

#[test]
fn dates_are_read_in_every_form_that_front_matter_has() {
    let iso = |text| CalendarDate::parse(text).map(CalendarDate::iso);
    for text in
        ["03/08/2021", "3/8/2021", "3/08/2021", "2021-03-08", "2021-03-08T10:00:00Z", " 2021-03-08 09:00 "]
    {
        assert_eq!(iso(text).as_deref(), Some("2021-03-08"), "{text}");
    }
    assert_eq!(iso("02/29/2024").as_deref(), Some("2024-02-29"));
    for text in [
        "",
        "02/29/2023",
        "13/01/2021",
        "0/1/2021",
        "2021-02-30",
        "2100-02-29",
        "03/08",
        "03/08/21",
        "2021-3-8",
        // Three digits are no month and no day, however many zeros are among them.
        "1/004/2020",
        "001/4/2020",
        "1/4/02020",
        "2021-003-8",
        "1//2020",
    ] {
        assert_eq!(iso(text), None, "{text}");
    }
    for text in ["+3/08/2021", "2021-03-08x", "a/b/c", "1/2/3/4", "2021-03-é", "٣/٨/٢٠٢١", "0000-01-01", "//"]
    {
        assert_eq!(iso(text), None, "{text}");
    }
}

#[test]
fn days_are_counted_over_leap_years_and_centuries() {
    let date = |text| CalendarDate::parse(text).unwrap();
    for (earlier, later, days) in [
        ("2024-02-28", "2024-03-01", 2),
        ("2023-02-28", "2023-03-01", 1),
        ("1900-02-28", "1900-03-01", 1),
        ("2000-02-28", "2000-03-01", 2),
        ("0001-01-01", "9999-12-31", 3_652_058),
        ("2021-03-08", "2021-03-08", 0),
    ] {
        assert_eq!(date(later).days_since(date(earlier)), days, "{earlier} {later}");
        assert_eq!(date(earlier).days_since(date(later)), -days, "{earlier} {later}");
    }
}

#[test]
fn machines_count_days_from_1970_to_the_year_9999() {
    let iso = |days| CalendarDate::of_unix_days(days).map(CalendarDate::iso);
    assert_eq!(iso(0).as_deref(), Some("1970-01-01"));
    assert_eq!(iso(59).as_deref(), Some("1970-03-01"));
    assert_eq!(iso(789).as_deref(), Some("1972-02-29"));
    assert_eq!(iso(20_787).as_deref(), Some("2026-11-30"));
    assert_eq!(iso(2_932_896).as_deref(), Some("9999-12-31"));
    for days in [2_932_897, 400_000_000, u64::from(u32::MAX), u64::from(u32::MAX) + 1, u64::MAX] {
        assert_eq!(iso(days), None, "{days}");
    }
}

#[test]
fn dates_are_written_as_each_locale_writes_them() {
    let date = CalendarDate::new(2021, 3, 8).unwrap();
    for (tag, text) in [
        ("da-DK", "8. marts 2021"),
        ("en-US", "March 8, 2021"),
        ("en-GB", "8 March 2021"),
        ("ja", "2021年3月8日"),
        ("de", "8. März 2021"),
        ("ar-EG", "٨ مارس ٢٠٢١"),
        ("th", "8 มีนาคม 2564"),
        ("ko", "2021년 3월 8일"),
    ] {
        assert_eq!(formats(tag).date(date), text, "{tag}");
    }
    assert_eq!(formats("en-US").date_in(date, DateStyle::Full), "Monday, March 8, 2021");
    assert_eq!(formats("en-US").date_in(date, DateStyle::Medium), "Mar 8, 2021");
    assert_eq!(formats("en-US").date_in(date, DateStyle::Short), "3/8/21");
}

#[test]
fn numbers_are_written_as_each_locale_writes_them() {
    for (tag, text) in [
        ("da", "1.234.567,891"),
        ("en", "1,234,567.891"),
        ("en-IN", "12,34,567.891"),
        ("ar-EG", "١٬٢٣٤٬٥٦٧٫٨٩١"),
        ("fr", "1\u{202F}234\u{202F}567,891"),
        ("bn", "১২,৩৪,৫৬৭.৮৯১"),
    ] {
        assert_eq!(formats(tag).number(1_234_567.891), text, "{tag}");
    }
    assert_eq!(formats("da").integer(1_000_000), "1.000.000");
    assert_eq!(formats("en").number(-0.5), "-0.5");
    assert_eq!(formats("en").number(1.0 / 3.0), "0.333");
    assert_eq!(formats("en").number(f64::INFINITY), "inf");
}

#[test]
fn percentages_put_the_sign_where_the_locale_does() {
    for (tag, text) in [
        ("en", "25%"),
        ("da", "25\u{A0}%"),
        ("tr", "%25"),
        ("eu", "%\u{A0}25"),
        ("ar-EG", "٢٥٪\u{61C}"),
        ("fa", "۲۵٪"),
        ("es", "25\u{A0}%"),
        ("es-MX", "25%"),
        ("de-CH", "25%"),
        ("ja", "25%"),
    ] {
        assert_eq!(formats(tag).percent(0.25), text, "{tag}");
    }
}

#[test]
fn number_options_shape_the_digits() {
    let en = formats("en");
    let usual = NumberOptions::default();
    let text = |value, options| en.number_with(value, &options);
    assert_eq!(text(1.0, NumberOptions { minimum_fraction_digits: 2, ..usual }), "1.00");
    assert_eq!(text(1.256, NumberOptions { maximum_fraction_digits: Some(1), ..usual }), "1.3");
    assert_eq!(text(1234.0, NumberOptions { grouping: false, ..usual }), "1234");
    assert_eq!(text(7.0, NumberOptions { minimum_integer_digits: 3, ..usual }), "007");
    assert_eq!(text(123_456.0, NumberOptions { maximum_significant_digits: Some(2), ..usual }), "120,000");
    assert_eq!(text(0.012_345, NumberOptions { maximum_significant_digits: Some(2), ..usual }), "0.012");
    assert_eq!(text(1.5, NumberOptions { minimum_significant_digits: Some(4), ..usual }), "1.500");
    let absurd = NumberOptions { minimum_fraction_digits: usize::MAX, ..usual };
    assert_eq!(text(1.0, absurd).len(), 102);
    for value in [f64::MAX, f64::MIN_POSITIVE, f64::NAN, -0.0] {
        assert!(!text(value, NumberOptions { maximum_significant_digits: Some(3), ..usual }).is_empty());
    }
}

#[test]
fn plural_categories_follow_what_is_shown() {
    assert_eq!(formats("ar").plural(103.0, false), "few");
    assert_eq!(formats("ar").plural(111.0, false), "many");
    assert_eq!(formats("ro").plural(101.0, false), "few");
    assert_eq!(formats("lt").plural(22.0, false), "few");
    assert_eq!(formats("en").plural(22.0, true), "two");
    let one_decimal = NumberOptions { minimum_fraction_digits: 1, ..NumberOptions::default() };
    assert_eq!(formats("en").plural(1.0, false), "one");
    assert_eq!(formats("en").plural_with(1.0, false, &one_decimal), "other");
}

#[test]
fn titles_are_ordered_by_value_and_without_case() {
    let sorted = |tag: &str, titles: &str| {
        let formats = formats(tag);
        let mut titles: Vec<&str> = titles.split(' ').collect();
        titles.sort_by(|a, b| formats.compare(a, b));
        titles.join(" ")
    };
    assert_eq!(sorted("en", "part10 Part9 part2 apple Zoo"), "apple part2 Part9 part10 Zoo");
    assert_eq!(sorted("da", "Åben Zebra Ærlig Ørn Alle"), "Alle Zebra Ærlig Ørn Åben");
    assert_eq!(sorted("de", "Zebra Ärger Adler"), "Adler Ärger Zebra");
    assert_eq!(sorted("cs", "chyba hora cena"), "cena hora chyba");
    assert_eq!(sorted("en", "b B a A"), "A a B b");
}

#[test]
fn a_title_stands_below_the_first_letter_that_its_language_counts() {
    assert_eq!(letters("da", "Åben|Aabenraa|Ærø|zebra|éa|alt"), "Å Å Æ Z E A");
    assert_eq!(letters("de", "Österreich|ßa|Zebra"), "O S Z");
    assert_eq!(letters("cs", "chyba|hora|Čas|cena"), "Ch H Č C");
    assert_eq!(letters("hu", "Csaba|Zsolt|Cukor"), "Cs Zs C");
    assert_eq!(letters("hr", "Njuška|Ljeto|Nada"), "Nj Lj N");
    assert_eq!(letters("en", "chat|Ångström|“Quoted”|ﬁne"), "C A Q F");
    assert_eq!(letters("es", "ñandú|llave"), "Ñ L");
    assert_eq!(letters("tr", "ışık|iyi|İzmir"), "I İ İ");
    assert_eq!(letters("vi", "Đà|Ấn|Án"), "Đ Â A");
    assert_eq!(letters("el", "Άλφα"), "Α");
    assert_eq!(letters("ka", "ქართული"), "ქ");
    assert_eq!(letters("ar", "أحمد|ابن"), "ا ا");
    assert_eq!(letters("th", "เครื่อง|กา"), "ค ก");
    assert_eq!(letters("en", "365 days|٣|!?|"), "0–9 0–9 # #");
}

#[test]
fn east_asian_titles_stand_below_headings_that_their_order_follows() {
    assert_eq!(letters("zh-CN", "帮助|安全|龍|一|中文|Excel"), "B A L Y Z E");
    assert_eq!(letters("zh-TW", "一|山|龍"), "1劃 3劃 16劃");
    assert_eq!(
        letters("ja", "ファイル|ヘルプ|あ|ガイド|ンジャメナ|ｱ|安全|Excel"),
        "は は あ か わ あ 漢字 E"
    );
    assert_eq!(letters("ko", "가방|까치|힣"), "ㄱ ㄱ ㅎ");
}

#[test]
fn sorted_titles_meet_each_heading_once() {
    for (tag, titles) in [
        ("da", "Alle|Aabenraa|Åben|Ærø|Ørn|zebra|éa|Excel|10 ting|2 ting|Zoom|b|C"),
        ("cs", "cena|chyba|Čas|hora|Chata|ilustrace|dům|ďas|žába|zub"),
        ("hu", "Csaba|Cukor|Dzsungel|dal|Zsolt|zene|nyár|nap|őr|öt|ó"),
        ("hr", "Ljeto|lav|Luka|Njuška|Nada|džep|dan|đak|čaj|ćup|cvijet"),
        ("zh-CN", "帮助|安全|一|中文|保存|备份|密码|登录|删除|更改|2 步"),
        ("ja", "ファイル|ヘルプ|あ|ガイド|カード|安全|Excel|設定|ん"),
        ("vi", "Đà|Ấn|Án|Ăn|Dung|Ân|An|Ơn|Ôn|On|Ưu|Uy"),
        ("th", "เครื่อง|กา|ขาว|เกม|แก้ว|ไข่"),
        ("tr", "ışık|iyi|İzmir|ilk|Çay|cam|şeker|su|ğ|ö|o"),
        ("sv", "Åka|Ära|Öppna|Zon|Alla|vad|wax"),
        ("ko", "가방|까치|나무|힣|가구|다리"),
    ] {
        let formats = formats(tag);
        let mut titles: Vec<&str> = titles.split('|').collect();
        titles.sort_by(|a, b| formats.compare(a, b));
        let mut headings: Vec<String> = titles.iter().map(|title| formats.index_letter(title)).collect();
        headings.dedup();
        let distinct: std::collections::BTreeSet<&String> = headings.iter().collect();
        assert_eq!(distinct.len(), headings.len(), "{tag}: {titles:?} {headings:?}");
    }
}

#[test]
fn formats_are_shared_between_threads() {
    let formats = formats("da");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| {
                scope.spawn({
                    let formats = &formats;
                    move || formats.integer(n * 1000)
                })
            })
            .collect();
        let texts: Vec<String> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert_eq!(texts, ["0", "1.000", "2.000", "3.000"]);
    });
}
