/** The parts of the window that are read after its first picture. */
export { default as AddDialog } from "./AddDialog.svelte";
export { default as Annotations } from "./Annotations.svelte";
export { default as ElsewhereDialog } from "./ElsewhereDialog.svelte";
export { default as EmptyTrashDialog } from "./EmptyTrashDialog.svelte";
export { default as ExportDialog } from "./ExportDialog.svelte";
export { default as HighlightsView } from "./HighlightsView.svelte";
export { default as MainMenu } from "./MainMenu.svelte";
export { default as NotesView } from "./NotesView.svelte";
export { default as OrganiseMenus } from "./OrganiseMenus.svelte";
export { default as Palette } from "./Palette.svelte";
export { default as ReaderPane } from "./ReaderPane.svelte";
export { default as ReceiptDialog } from "./ReceiptDialog.svelte";
export { default as ReviewView } from "./ReviewView.svelte";
export { default as SearchResults } from "./SearchResults.svelte";
export { default as SettingsDialog } from "./SettingsDialog.svelte";
export { default as ShortcutsDialog } from "./ShortcutsDialog.svelte";
export { default as VersionsDialog } from "./VersionsDialog.svelte";
