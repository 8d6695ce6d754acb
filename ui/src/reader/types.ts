/** What the reader is told and what it tells. Offsets are UTF-16 units of the canonical text. */

import type { Picture } from "./pictures";

/** The colours of highlights, the popover's five first. */
export const COLORS = [
  "yellow",
  "green",
  "blue",
  "magenta",
  "purple",
  "red",
  "orange",
  "gray",
] as const;

/** One of the eight colours. */
export type Color = (typeof COLORS)[number];

/** What a person selected. */
export interface SelectedText {
  start: number;
  end: number;
  text: string;
  /** Where it is, in the app window's viewport, cut to what the reader shows. */
  rect: DOMRect;
}

/** What the reader tells the app. */
export interface ReaderCallbacks {
  /** The selection has changed; none when nothing of the article is selected. */
  onSelection(selection: SelectedText | null): void;
  /** Painted text was clicked: the highlights there, the shortest first, and the place in the app's viewport. */
  onHighlightClick(ids: string[], rect: DOMRect): void;
  /** A link was followed, by mouse or keyboard. */
  onLink(url: string): void;
  /** What extraction kept was clicked in the block over the text. */
  onReceipt(): void;
  /** What is on screen: first visible offset, and how far down, 0 to 1. */
  onPosition(offset: number, progress: number): void;
  /** An image was opened. */
  onPicture(picture: Picture): void;
  /** A menu was asked for. */
  onMenu(place: MenuPlace): void;
  /** Selected text is dragged: what it is as plain text elsewhere. */
  onDrag(selection: SelectedText): string;
  /** A key that the reader did not use. */
  onKey(event: KeyboardEvent): void;
  /** The text was compared with what the library has stored. */
  onReady(info: { textLength: number; ok: boolean }): void;
}

/** What lies where a menu was asked for. */
export interface MenuPlace {
  /** In the app window's viewport. */
  at: DOMRect;
  /** The character there; none beside the text. */
  offset: number | null;
  /** The address of the link there. */
  link: string | null;
  picture: Picture | null;
  /** The highlights there, the shortest first. */
  highlights: string[];
  /** Whether text is selected. */
  selected: boolean;
}

/** What the reader itself has to say, in the window's language. */
export interface ReaderWords {
  /** Names the box with a footnote. */
  footnote: string;
  /** Names the link from a footnote back to the text. */
  back: string;
  /** Names an image that says nothing itself. */
  picture: string;
}

/** How the article is set. */
export interface ReaderStyle {
  theme: "light" | "sepia" | "dark" | "contrast";
  font: "serif" | "sans";
  /** Pixels. */
  size: number;
  /** Characters a line, in `ch`. */
  width: number;
  /** Line height as a multiple of the size. */
  lineHeight: number;
  /** Both margins straight. */
  justify: boolean;
  /** Whole screens instead of scrolling. */
  paged: boolean;
}

/** A highlight to paint. */
export interface PaintedHighlight {
  id: string;
  start: number;
  end: number;
  color: string;
}

/** The block over the text. It scrolls with it and is no part of the canonical text. */
export interface ReaderHeader {
  title: string;
  subtitle: string | null;
  /** Author, site, date, length: shown side by side. */
  parts: string[];
  link: { url: string; label: string } | null;
  /** What extraction kept of the source; a button. */
  receipt: string | null;
}

/** An article to show. */
export interface ReaderArticle {
  id: string;
  title: string;
  /** Sealed HTML, put in as it is. */
  body: string;
  /** BCP 47 tag. */
  language: string | null;
  /** UTF-16 units the canonical text must have. */
  textLength: number;
  /** SHA-256 of the canonical text in UTF-8, in hexadecimal. */
  textHash: string;
  header: ReaderHeader;
}
