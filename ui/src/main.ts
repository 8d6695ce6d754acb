import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/forced.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { prepare } from "./state/start";

/** Milliseconds that the first picture waits for its letters: without them the system looks for others, which takes longer. */
const LETTERS = 250;

const letters = ["Inter Variable", "Source Serif 4 Variable"].map((name) =>
  document.fonts.load(`1em "${name}"`),
);
await Promise.all([
  prepare(),
  Promise.race([Promise.all(letters), new Promise((late) => setTimeout(late, LETTERS))]),
]);
const target = document.getElementById("app");
if (target) mount(App, { target });
