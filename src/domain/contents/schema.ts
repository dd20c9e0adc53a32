import { z } from 'zod';

/** What is stored as JSON: of a match, only whose rule's it is concerns anybody but the scanner. */
export const keptMatches = z.array(z.looseObject({ ruleId: z.string() }));

/** A set of rules as far as it takes to compare it with another one. */
export const manifestFields = z.object({
  /** Of everything but the rules: another engine may see anything in another way. */
  engine: z.string(),
  rules: z.array(z.object({ id: z.string(), digest: z.string(), keywords: z.array(z.int()) })),
});
