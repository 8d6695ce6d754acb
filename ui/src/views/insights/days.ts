/** Days and weeks in the person's time zone, and the articles behind them. */
import type { DayCounts } from "../../ipc";
import { ask } from "../../state/organise.svelte";

export const DAY = 86_400_000;

/** What a mark stands for. */
export type What = "saved" | "read" | "highlighted";
export const WHAT: readonly What[] = ["saved", "read", "highlighted"];

/** Days since 1970, from the first to the one after the last. */
export interface Span {
  from: number;
  to: number;
}

export interface Week extends Span {
  saved: number;
  read: number;
  highlighted: number;
}

/** How much later it is here than in UTC, in milliseconds. */
export function offset(): number {
  return -new Date().getTimezoneOffset() * 60_000;
}

/** Days since 1970 in the person's time zone. */
export function dayOf(moment: number): number {
  return Math.floor((moment + offset()) / DAY);
}

/** The Monday on or before a day; the first of January 1970 was a Thursday. */
export function monday(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}

/** A day as a moment for formatting in UTC. */
export function utc(day: number): Date {
  return new Date(day * DAY);
}

/** `2026-11-23`. */
export function iso(day: number): string {
  return utc(day).toISOString().slice(0, 10);
}

/** Every week from one day to another, those without anything too. */
export function weeks(days: readonly DayCounts[], from: number, to: number): Week[] {
  const all: Week[] = [];
  for (let start = monday(from); start <= to; start += 7)
    all.push({ from: start, to: start + 7, saved: 0, read: 0, highlighted: 0 });
  for (const day of days) {
    const week = all[Math.floor((day.day - monday(from)) / 7)];
    if (!week) continue;
    for (const what of WHAT) week[what] += day[what];
  }
  return all;
}

/** Shows the articles behind a span of days. */
export function showWeek({ from, to }: Span, what: What): void {
  const span = to - from === 1 ? iso(from) : `${iso(from)}..${iso(to - 1)}`;
  const field = { saved: "saved", read: "opened", highlighted: "highlighted" }[what];
  ask(`${field}:${span}${what === "highlighted" ? " in:highlights" : " in:articles"}`);
}

export function showSite(name: string): void {
  ask(`site:${quoted(name)} in:articles`);
}

export function showAuthor(name: string): void {
  ask(`author:${quoted(name)} in:articles`);
}

function quoted(name: string): string {
  return /^[\p{L}\p{N}.-]+$/u.test(name) ? name : `"${name.replaceAll('"', " ")}"`;
}
