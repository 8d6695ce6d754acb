/** Names of tags as they are typed. */

const MOST = 6;

/** A typed name made fit to be a tag: no `#` in front, white space single and inside only. */
export function cleanTag(typed: string): string {
  return typed.trim().replace(/^#+/, "").replace(/\s+/g, " ").trim();
}

/** Known tags that fit what was typed: those that begin with it first, none that is already there. */
export function suggest(typed: string, all: readonly string[], taken: readonly string[]): string[] {
  const sought = cleanTag(typed).toLocaleLowerCase();
  const free = all.filter((name) => !taken.includes(name));
  if (!sought) return free.slice(0, MOST);
  const begins = free.filter((name) => name.toLocaleLowerCase().startsWith(sought));
  const holds = free.filter(
    (name) => !begins.includes(name) && name.toLocaleLowerCase().includes(sought),
  );
  return [...begins, ...holds].slice(0, MOST);
}
