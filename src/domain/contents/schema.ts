import { z } from 'zod';

/** What is stored as JSON: of a match, only whose rule's it is concerns anybody but the scanner. */
export const keptMatches = z.array(z.looseObject({ ruleId: z.string() }));
