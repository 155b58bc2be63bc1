// Asks Chromium's `Intl` for the names and formats of English and Spanish, and puts them into the page as JSON.
//
// A date format is kept as a pattern, taken apart with formatToParts: {d} {M} {y} stand for day, month and year, {d2}
// {M2} {y2} for those of the second date of a range. It fails unless the patterns give, for every tenth day of eight
// years and for ranges from there, exactly what `Intl` gives.

const LANGUAGES = [
  { tag: "en", dates: "en-GB" }, // as in src/ui/browser/intl.rs
  { tag: "es", dates: "es" },
];
const FORMATS = {
  day: { day: "numeric", month: "short", year: "numeric" },
  month_of_year: { month: "short", year: "numeric" },
  day_and_month: { day: "numeric", month: "short" },
  month: { month: "short" },
};
// Ranges that differ in the day, the month or the year.
const RANGES = {
  day: { day: ["2019-05-03", "2019-05-21"], month: ["2019-05-03", "2019-07-21"], year: ["2018-05-03", "2019-07-21"] },
  month_of_year: { month: ["2019-05-01", "2019-07-01"], year: ["2018-05-01", "2019-07-01"] },
  day_and_month: { day: ["2019-05-03", "2019-05-21"], month: ["2019-05-03", "2019-07-21"] },
  month: { month: ["2019-05-01", "2019-07-01"] },
};
const LETTERS = { day: "d", month: "M", year: "y" };
// Longer tags that sources may have; those of two letters are asked for one by one.
const LONGER_TAGS = ["cnr", "fil", "zh-Hans", "zh-Hant", "sr-Latn", "sr-Cyrl", "pt-BR"];

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const twoLetters = alphabet.flatMap((a) => alphabet.map((b) => a + b));

const pattern = (parts) =>
  parts.map(({ type, value, source }) =>
    type in LETTERS ? `{${LETTERS[type]}${source === "endRange" ? "2" : ""}}` : value).join("");

const names = (tag, type, codes) => {
  const display = new Intl.DisplayNames(tag, { type, fallback: "none" });
  return Object.fromEntries(codes.map((code) => [code, display.of(code)]).filter(([, name]) => name));
};

const monthsOf = (format) =>
  Array.from({ length: 12 }, (_, month) =>
    format.formatToParts(Date.UTC(2019, month, 3)).find((part) => part.type === "month").value);

function dateFormat(locale, name) {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...FORMATS[name] });
  const ranges = Object.entries(RANGES[name]).map(([field, [from, to]]) =>
    [field, pattern(format.formatRangeToParts(new Date(from), new Date(to)))]);
  const made = {
    one: pattern(format.formatToParts(new Date("2019-05-03"))),
    months: monthsOf(format),
    ranges: Object.fromEntries(ranges),
  };
  check(locale, name, format, made);
  return made;
}

const written = (made, text, from, to) =>
  text.replace(/\{([dMy])(2?)\}/g, (_, letter, second) => {
    const date = second ? to : from;
    return { d: date.getUTCDate(), M: made.months[date.getUTCMonth()], y: date.getUTCFullYear() }[letter];
  });

function check(locale, name, format, made) {
  const same = (got, wanted) => {
    if (got !== wanted) throw new Error(`${locale} ${name}: the pattern gives "${got}", Intl gives "${wanted}"`);
  };
  const start = Date.UTC(2012, 0, 1), day = 86_400_000;
  for (let at = 0; at < 8 * 365; at += 10) {
    const from = new Date(start + at * day);
    same(written(made, made.one, from), format.format(from));
    for (const length of [1, 9, 35, 200, 400]) {
      const to = new Date(from.getTime() + length * day);
      const differs = from.getUTCFullYear() !== to.getUTCFullYear() ? "year"
        : from.getUTCMonth() !== to.getUTCMonth() ? "month" : "day";
      // What the app never asks a format for: a day in one that has none, another year in one without years.
      if (!(differs in made.ranges)) continue;
      same(written(made, made.ranges[differs], from, to), format.formatRange(from, to));
    }
  }
}

function numbers(tag) {
  const format = new Intl.NumberFormat(tag);
  const group = (number) => format.formatToParts(number).find((part) => part.type === "group")?.value;
  return { group: group(1234567), from: group(1234) ? 1000 : 10000 };
}

function list(tag) {
  const format = new Intl.ListFormat(tag, { type: "conjunction" });
  const joints = (items) => format.formatToParts(items).filter((part) => part.type === "literal").map((part) => part.value);
  const [pair] = joints(["A", "B"]);
  const [middle, last] = joints(["A", "B", "C"]);
  // Spanish says "e" before the sound of i.
  const [before_i] = joints(["A", "Italia"]);
  return { pair, middle, last, before_i };
}

const regions = ["002", "009", "019", "142", "150"];
const languages = Object.fromEntries(LANGUAGES.map(({ tag, dates }) => [tag, {
  regions: names(tag, "region", [...regions, ...twoLetters]),
  languages: names(tag, "language", [...twoLetters.map((code) => code.toLowerCase()), ...LONGER_TAGS]),
  dates: Object.fromEntries(Object.keys(FORMATS).map((name) => [name, dateFormat(dates, name)])),
  numbers: numbers(tag),
  list: list(tag),
}]));
document.body.textContent = JSON.stringify({ languages }, null, 1);
