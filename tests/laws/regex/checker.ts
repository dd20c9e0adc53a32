import { checkSync, type Diagnostics } from 'recheck';
import { loosened, shapeOf } from './shape';
import type { Verdict } from './verdicts';

// As JavaScript in this process: its other builds start a native program or Java.
process.env.RECHECK_SYNC_BACKEND = 'pure';

type Written = { readonly source: string; readonly flags: string };

/** Milliseconds for each of the two checks. Large patterns take the checker minutes, and are measured instead. */
const PATIENCE = 2000;

/**
 * Asks the checker for the worst-case cost of a regular expression. It first gets a looser form, which it proves in
 * milliseconds if that is linear. It gets the pattern itself only if not.
 */
export function judge(pattern: Written, patience = PATIENCE): Verdict {
  const source = loosened(shapeOf(pattern));
  const flags = pattern.flags.replace(/[dg]/g, '');
  const loose = source === undefined ? undefined : check({ source, flags }, 'automaton', patience);
  if (loose?.status === 'safe') return 'linear';
  const strict = check({ source: pattern.source, flags }, 'auto', patience);
  return strict.status === 'unknown' && loose?.complexity?.type === 'exponential'
    ? verdictOf(loose)
    : verdictOf(strict);
}

function check(
  { source, flags }: Written,
  checker: 'auto' | 'automaton',
  timeout: number,
): Diagnostics & { complexity?: { type: string } } {
  return checkSync(source, flags, { checker, timeout });
}

function verdictOf(found: Diagnostics): Verdict {
  if (found.status === 'safe') return 'linear';
  if (found.status === 'unknown') return 'unjudged';
  const pumps = found.attack.pumps.map(({ prefix, pump }) => ({ prefix, pump }));
  return { complexity: found.complexity.type, attack: { pumps, suffix: found.attack.suffix } };
}
