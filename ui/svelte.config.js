export default {
  compilerOptions: {
    runes: true,
    // Builds elements with createElement: nothing of ours needs innerHTML or a Trusted Types policy.
    fragments: "tree",
  },
};
