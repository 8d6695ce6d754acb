/** The one door to the backend. No other folder may import from `@tauri-apps`. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { said } from "../i18n";
import type { Commands, Event, Start, WireError } from "./wire";

export type * from "./wire";

/** Runs a command. Rejects with a {@link WireError} in the window's language, never with anything else. */
export async function call<K extends keyof Commands>(
  name: K,
  input: Commands[K]["input"],
): Promise<Commands[K]["output"]> {
  try {
    return await invoke<Commands[K]["output"]>("call", { name, input });
  } catch (error) {
    const failure = asWireError(error);
    throw { ...failure, message: said(failure) };
  }
}

/**
 * What the window draws first: the shell has left it in a global, so that nothing waits for the first call. It leaves the
 * same again when the page is loaded again, and by then that is old.
 */
export function firstAnswer(): Promise<Start> {
  const left = globalThis as { commonplaceStart?: Start };
  const start = left.commonplaceStart;
  delete left.commonplaceStart;
  const again = sessionStorage.getItem("started") !== null;
  sessionStorage.setItem("started", "yes");
  return start && !again ? Promise.resolve(start) : call("window.start", {});
}

/** Hears everything the backend says without being asked, until the returned function is called. */
export function onEvent(hear: (event: Event) => void): () => void {
  const stop = listen<Event>("event", ({ payload }) => hear(payload));
  return () => void stop.then((end) => end());
}

/** Gives any rejection the shape of a {@link WireError}; the shell's own refusals arrive as strings. */
export function asWireError(error: unknown): WireError {
  if (isWireError(error)) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const message =
    "Something went wrong inside Commonplace. Nothing that was saved is lost; try again.";
  return { kind: "internal", code: "internal", message, detail };
}

function isWireError(error: unknown): error is WireError {
  return (
    typeof error === "object" &&
    error !== null &&
    typeof (error as { kind?: unknown }).kind === "string" &&
    typeof (error as { message?: unknown }).message === "string"
  );
}
