import { z } from 'zod';

/** Matches as stored in JSON. Only the scanner uses their fields other than the rule's id. */
export const keptMatches = z.array(z.looseObject({ ruleId: z.string() }));
