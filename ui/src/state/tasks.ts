/** Names for long work, so that its progress can be told apart and it can be stopped. */
let next = 1;

/** A name no other work of this window has. */
export function taskName(kind: string): string {
  return `${kind}-${Date.now().toString(36)}-${next++}`;
}
