/** The cached result of scanning one content. Its matches are masked, and only the scanner knows their form. */
export type KeptResult = {
  readonly id: string;
  readonly verdict: string;
  readonly matches: readonly KeptMatch[];
};

export type KeptMatch = { readonly ruleId: string };
