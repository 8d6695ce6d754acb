/** A row of a long list, and the place in the page that it is drawn in. */
export interface Slotted {
  index: number;
  slot: number;
}

/**
 * Hands places in the page on from the rows that leave a view to those that come into it: filling an element anew is
 * much less work than making one, and leaves nothing to be collected.
 */
export class Slots {
  private held: readonly Slotted[] = [];

  /** The rows from `first` up to `end`, in order. A row that stays keeps its place, and is the same object. */
  take(first: number, end: number): readonly Slotted[] {
    const stays = ({ index }: Slotted) => index >= first && index < end;
    const kept = new Map(this.held.filter(stays).map((row) => [row.index, row]));
    const free = this.held.filter((row) => !stays(row)).map((row) => row.slot);
    let fresh = Math.max(-1, ...this.held.map((row) => row.slot));
    const rows: Slotted[] = [];
    for (let index = first; index < end; index++)
      rows.push(kept.get(index) ?? { index, slot: free.pop() ?? ++fresh });
    this.held = rows;
    return rows;
  }
}
