/**
 * The one Trusted Types policy of the window. Only sealed HTML from the core (article bodies, rendered notes) and the
 * reader frame's own constant document may pass; everything else in the interface is text.
 */

interface Policy {
  createHTML(html: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string }): Policy;
}

/** The policy's name, which the window's `trusted-types` directive lists. */
export const POLICY = "commonplace";

let policy: Policy | undefined;

/**
 * Marks HTML that the core has sealed as fit for `innerHTML` or `srcdoc`. The answer is a `TrustedHTML` where the
 * engine has Trusted Types and the same string where it has not; both are assigned the same way.
 */
export function trustedHtml(html: string): string {
  if (!policy) {
    const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
    const rules = { createHTML: (text: string) => text };
    policy = factory ? factory.createPolicy(POLICY, rules) : rules;
  }
  return policy.createHTML(html);
}
