/** What is kept of looking through one content. Masked findings only; their form is the scanner's affair. */
export type KeptResult = {
  readonly id: string;
  readonly verdict: string;
  readonly matches: readonly KeptMatch[];
};

export type KeptMatch = { readonly ruleId: string };
