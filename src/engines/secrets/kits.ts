import type { Detection } from '../engine';
import type { Digest } from './digest';
import type { Rule } from './rule';

type Part = { readonly rule: Rule; readonly secret: string };

/**
 * Finds the kits of one file: secrets that are replaced together, at least two of them.
 * @returns what a part of a kit has in place of its own title and group
 */
export function kitsIn(
  findings: readonly Part[],
  digest: Digest,
): (finding: Part) => Pick<Detection, 'title' | 'group'> | undefined {
  const values = new Map<string, Set<string>>();
  for (const { rule, secret } of findings) {
    if (rule.kit === undefined) continue;
    const known = values.get(rule.kit) ?? new Set();
    values.set(rule.kit, known.add(secret));
  }
  const groups = new Map(
    [...values]
      .filter(([, secrets]) => secrets.size > 1)
      .map(([kit, secrets]) => [kit, digest(`kit ${kit}`, [...secrets].sort().join('\0'))]),
  );
  return ({ rule }) => {
    const group = rule.kit === undefined ? undefined : groups.get(rule.kit);
    return rule.kit === undefined || group === undefined ? undefined : { title: rule.kit, group };
  };
}
