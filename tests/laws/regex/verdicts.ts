import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What costs more than linear time: a text that begins with `prefix`, goes on with `pumps`, and ends with `suffix`. */
export type Attack = { readonly pumps: readonly { prefix: string; pump: string }[]; readonly suffix: string };

/**
 * What the checker says of one regular expression. `linear` is proved or found by it; `unjudged` took it too long.
 */
export type Verdict =
  | 'linear'
  | 'unjudged'
  | { readonly complexity: 'polynomial' | 'exponential'; readonly attack: Attack };

export type Verdicts = Readonly<Record<string, Verdict>>;

export const VERDICTS_FILE = path.resolve(import.meta.dirname, 'verdicts.json');

/** The verdicts that were made before, by the patterns' digests. */
export function readVerdicts(): Verdicts {
  return JSON.parse(readFileSync(VERDICTS_FILE, 'utf8'));
}
