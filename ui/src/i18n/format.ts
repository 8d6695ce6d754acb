/** Dates and numbers as a person reads them. Moments are UTC milliseconds, shown in local time. */
import { locale, t } from "./index";

export { count } from "./index";

/** Formats are dear to make, and the first picture needs few of them; another language needs others. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  let of = "";
  return () => {
    if (made === undefined || of !== locale) [made, of] = [make(), locale];
    return made;
  };
}

const percents = once(
  () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
);
const dayMonth = once(() => dates({ day: "numeric", month: "short" }));
const dayMonthYear = once(() => dates({ day: "numeric", month: "short", year: "numeric" }));
const full = once(() => dates({ dateStyle: "full", timeStyle: "short" }));
const lists = once(() => new Intl.ListFormat(locale, { type: "unit", style: "short" }));

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options);
}

/** `0.384` → `38%`. */
export function percent(share: number): string {
  return percents().format(Math.min(1, Math.max(0, share)));
}

/** `1536000` → `1.5 MB`. */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const style: Intl.NumberFormatOptions = { style: "unit", unit: units[power] ?? "byte" };
  const digits = power === 0 ? 0 : 1;
  const format = new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: digits });
  return format.format(bytes / 1000 ** power);
}

/** A time of reading: `40 min`, `1 h 20 min`, and from five hours on whole hours, as nobody reads them to the minute. */
export function duration(minutes: number): string {
  if (minutes < 60) return t("minutes", { minutes });
  const rest = minutes % 60;
  if (minutes >= 300 || rest === 0) return t("hours", { hours: Math.round(minutes / 60) });
  return t("hours-minutes", { hours: Math.floor(minutes / 60), minutes: rest });
}

/** Names, with commas. */
export function names(all: readonly string[]): string {
  const [only = ""] = all;
  return all.length > 1 ? lists().format(all) : only;
}

/** `Today`, `Yesterday`, `12 Oct`, or `12 Oct 2024` in another year. */
export function day(moment: number, now: number = Date.now()): string {
  const days = daysBetween(moment, now);
  if (days === 0) return t("today");
  if (days === 1) return t("yesterday");
  const sameYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayMonth : dayMonthYear)().format(moment);
}

/** The whole date and time, for a tooltip. */
export function moment(at: number): string {
  return full().format(at);
}

/** An ISO 8601 date only as precisely as it was given: `2026` → `2026`, `2026-10` → `October 2026`. */
export function published(iso: string): string {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (!found) return iso;
  const [, year = "", month, date] = found;
  if (!month) return year;
  // The calendar day the source printed, whatever the reader's time zone.
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1));
  if (Number.isNaN(at)) return iso;
  const style: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (date) style.day = "numeric";
  return dates(style).format(at);
}

function daysBetween(earlier: number, later: number): number {
  const a = new Date(earlier).setHours(0, 0, 0, 0);
  const b = new Date(later).setHours(0, 0, 0, 0);
  return Math.round((b - a) / 86_400_000);
}
