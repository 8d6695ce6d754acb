/** Images of an article that can be looked at in full size. */

/** Smaller ones are part of a line. Pixels. */
const SMALLEST = 64;

/** An image as the dialog shows it. */
export interface Picture {
  src: string;
  alt: string;
  /** The words under it; empty when there are none. */
  caption: string;
}

/** Lets the keyboard reach the images that can be opened. An image in a link belongs to the link.
 * `unnamed` names those that say nothing themselves. */
export function offerPictures(body: Element, unnamed: string): void {
  for (const image of body.querySelectorAll("img")) {
    const offered = opens(image);
    if (offered === image.hasAttribute("tabindex")) continue;
    if (offered) {
      image.setAttribute("tabindex", "0");
      image.setAttribute("role", "button");
      image.setAttribute("aria-haspopup", "dialog");
      if (!image.alt.trim()) image.setAttribute("aria-label", unnamed);
    } else {
      for (const name of ["tabindex", "role", "aria-haspopup", "aria-label"])
        image.removeAttribute(name);
    }
  }
}

/** The image that was clicked, if it is one to look at. */
export function pictureAt(target: Element | null): Picture | null {
  const image = target?.closest?.("img");
  if (!image || !opens(image)) return null;
  const caption = image.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
  return { src: image.src, alt: image.alt, caption: caption.replace(/\s+/g, " ").trim() };
}

function opens(image: HTMLImageElement): boolean {
  const large = image.complete && image.naturalWidth >= SMALLEST && image.naturalHeight >= SMALLEST;
  return large && !image.closest("a[href]");
}
