/** The same passage in other articles, for the selection or the highlight that is chosen. */
import { call, type PassageElsewhere, type WireError } from "../ipc";
import { dialogs } from "./dialogs.svelte";
import { reading } from "./reading.svelte";

class Elsewhere {
  text = $state("");
  /** None while they are looked for. */
  places = $state.raw<PassageElsewhere[] | null>(null);
  error = $state.raw<WireError | null>(null);
  private turn = 0;

  /** Looks for what is selected, or for the highlight that is chosen, and shows where else it stands. */
  async find(): Promise<void> {
    const text = reading.selection?.text ?? reading.highlight(reading.active)?.quote;
    if (!text) return;
    const turn = ++this.turn;
    this.text = text.trim();
    this.places = null;
    this.error = null;
    dialogs.show("elsewhere");
    try {
      const places = await call("passage.elsewhere", { text, except: reading.id });
      if (turn === this.turn) this.places = places;
    } catch (error) {
      if (turn === this.turn) this.error = error as WireError;
    }
  }
}

export const elsewhere = new Elsewhere();
