/** A catalogue, parsed when the page was built. */
declare module "*.ftl" {
  const messages: import("@fluent/bundle").FluentResource["body"];
  export default messages;
}
