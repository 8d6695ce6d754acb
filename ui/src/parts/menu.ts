import type { IconName } from "./icons";

/** One line of a menu. `checked` makes it one of a set of choices, with `several` one that holds beside others. */
export interface MenuItem {
  label: string;
  icon?: IconName;
  hint?: string;
  checked?: boolean;
  several?: boolean;
  danger?: boolean;
  separated?: boolean;
  run: () => void;
}
