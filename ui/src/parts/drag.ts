/**
 * Dragging inside the window, by pointer events: the webview's own dragging belongs to files that come from outside,
 * and the shells differ in what they let through.
 */

/** Where something would land on a target: in it, or at its edge. */
export type Landing = "in" | "before" | "after";

export interface Drag {
  /** What is being dragged, in words: it goes with the pointer. */
  label: string;
  /** Where it would land; none where it cannot. */
  over: (target: string, at: number) => Landing | null;
  drop: (target: string, landing: Landing) => void;
}

/** Pixels the pointer has to move before a press becomes a drag. */
const SLACK = 6;
/** Pixels from an edge at which what is scrolled goes on. */
const EDGE = 28;

/**
 * Watches a press that may become a drag. Targets carry `data-drop`; the one under the pointer gets `data-landing`.
 * A click that ends a drag does not arrive.
 */
export function watchDrag(press: PointerEvent, begin: () => Drag | null): void {
  if (press.button !== 0 || press.pointerType === "touch") return;
  let drag: Drag | null = null;
  let ghost: HTMLElement | null = null;
  let marked: HTMLElement | null = null;
  let landing: Landing | null = null;

  function move(event: PointerEvent) {
    if (!drag) {
      if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < SLACK) return;
      drag = begin();
      if (!drag) return end();
      ghost = document.createElement("div");
      ghost.className = "drag-ghost";
      ghost.textContent = drag.label;
      document.body.append(ghost);
      document.documentElement.dataset.dragging = "";
      // Else the frame of the article would keep the pointer once it is over it.
      document.documentElement.setPointerCapture(press.pointerId);
    }
    event.preventDefault();
    ghost?.style.setProperty(
      "transform",
      `translate(${event.clientX + 12}px, ${event.clientY + 10}px)`,
    );
    const under = document.elementFromPoint(event.clientX, event.clientY);
    mark(under?.closest<HTMLElement>("[data-drop]") ?? null, event.clientY);
    scroll(under, event.clientY);
  }

  function mark(target: HTMLElement | null, y: number) {
    let next: Landing | null = null;
    if (target && drag) {
      const { top, height } = target.getBoundingClientRect();
      next = drag.over(target.dataset.drop ?? "", (y - top) / Math.max(1, height));
    }
    if (marked !== target || !next) delete marked?.dataset.landing;
    marked = next ? target : null;
    landing = next;
    if (marked && next) marked.dataset.landing = next;
  }

  function up(event: PointerEvent) {
    const target = marked?.dataset.drop;
    if (drag) {
      event.preventDefault();
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    }
    const [dragged, at] = [drag, landing];
    end();
    if (dragged && target !== undefined && at) dragged.drop(target, at);
  }

  function key(event: KeyboardEvent) {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }

  function end() {
    delete marked?.dataset.landing;
    delete document.documentElement.dataset.dragging;
    ghost?.remove();
    drag = null;
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", end);
    removeEventListener("blur", end);
    removeEventListener("keydown", key, true);
  }

  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", end);
  addEventListener("blur", end);
  addEventListener("keydown", key, true);
}

function swallow(event: Event) {
  event.preventDefault();
  event.stopPropagation();
}

/** Scrolls what lies under the pointer while that is near its upper or lower edge. */
function scroll(under: Element | null, y: number) {
  const box = under?.closest<HTMLElement>("[data-drag-scroll]");
  if (!box) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (y < top + EDGE) box.scrollTop -= 8;
  else if (y > bottom - EDGE) box.scrollTop += 8;
}
