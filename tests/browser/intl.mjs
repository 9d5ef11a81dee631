// Answers what `Intl` of this Node makes of numbers, dates and words in each locale: the other side of src/locale/tests/intl.rs.
// Standard input: {tags, counts, numbers, fractions, dates, words}, counts as the text that is displayed. Standard output: the
// version of CLDR, whether all locales are there, and the answers for each tag that `Intl` knows, in the order of the input.

import { readFileSync } from "node:fs";

const input = JSON.parse(readFileSync(0, "utf8"));

/** The category of a number as displayed: its visible decimals count, so they are requested. */
function category(tag, type, shown) {
  const decimals = (shown.split(".")[1] ?? "").length;
  const rules = new Intl.PluralRules(tag, { type, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return rules.select(Number(shown));
}

/** A date in the two forms that CLDR has of it: by length, and by the fields that are shown. */
const DATES = [{ dateStyle: "long" }, { year: "numeric", month: "long", day: "numeric" }];

function answers(tag) {
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const dates = DATES.map((form) => new Intl.DateTimeFormat(tag, { ...form, timeZone: "UTC" }));
  const order = new Intl.Collator(tag, { numeric: true, sensitivity: "accent" });
  const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return {
    counts: input.counts.map((shown) => category(tag, "cardinal", shown)),
    ranks: input.counts.filter((shown) => !shown.includes(".")).map((shown) => category(tag, "ordinal", shown)),
    numbers: [...input.numbers.map((number) => decimal.format(number)), ...input.fractions.map((part) => percent.format(part))],
    dates: dates.map((form) => input.dates.map((date) => form.format(new Date(`${date}T12:00:00Z`)))),
    words: [...input.words].sort((a, b) => order.compare(a, b) || byCodePoint(a, b)),
  };
}

const known = input.tags.filter((tag) => Intl.PluralRules.supportedLocalesOf(tag).length > 0);
const full = new Intl.NumberFormat("da").format(0.5) === "0,5" && Intl.Collator.supportedLocalesOf("sr-Latn").length > 0;
process.stdout.write(JSON.stringify({
  cldr: process.versions.cldr, full,
  answers: Object.fromEntries(known.map((tag) => [tag, answers(tag)])),
}));
