import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const { call } = vi.hoisted(() => ({ call: vi.fn(async () => ({})) }));
vi.mock("../ipc", () => ({ call }));

import { toasts } from "./toasts.svelte";

describe("messages while the window is behind others", () => {
  const front = vi.spyOn(document, "hasFocus");
  beforeEach(() => {
    vi.useFakeTimers();
    call.mockClear();
    toasts.shown = [];
  });
  afterEach(() => vi.useRealTimers());

  it("wait to be read", () => {
    front.mockReturnValue(false);
    toasts.say("Saved");
    vi.advanceTimersByTime(60_000);
    expect(toasts.shown).toHaveLength(1);
    front.mockReturnValue(true);
    window.dispatchEvent(new Event("focus"));
    vi.advanceTimersByTime(6_000);
    expect(toasts.shown).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    expect(toasts.shown).toHaveLength(0);
  });

  it("are told to the desktop when long work has ended, and only then", () => {
    front.mockReturnValue(false);
    toasts.progress("short", "", 0, 2, false);
    vi.advanceTimersByTime(2_000);
    toasts.progress("short", "", 2, 2, true);
    expect(call).not.toHaveBeenCalled();
    toasts.progress("long", "", 0, 9, false);
    vi.advanceTimersByTime(20_000);
    toasts.progress("long", "", 9, 9, true);
    expect(call).toHaveBeenCalledWith("window.notice", {});
    call.mockClear();
    front.mockReturnValue(true);
    toasts.progress("seen", "", 0, 9, false);
    vi.advanceTimersByTime(20_000);
    toasts.progress("seen", "", 9, 9, true);
    expect(call).not.toHaveBeenCalled();
  });
});
