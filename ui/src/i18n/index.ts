/** Every visible word comes from here: `t('id', { args })` over the Fluent catalogue. */
import { FluentBundle, type FluentVariable } from "@fluent/bundle";
import english from "./en.ftl";

/** The language words, dates and numbers are written in. */
export const locale = "en-GB";

// Isolation marks would end up in accessible names and in copied text.
const bundle = new FluentBundle(locale, { useIsolating: false });
bundle.addResource({ body: english });

/** The message `id` with its arguments filled in; the id itself when the catalogue lacks it. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, args ?? null, []) : id;
}

/** Whether the catalogue knows `id`. */
export function knows(id: string): boolean {
  return bundle.hasMessage(id);
}
