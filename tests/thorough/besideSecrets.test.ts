import { seeded } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import type { Sample } from '@/engines/secrets/rule';
import { RULES } from '@/engines/secrets/rules.generated';
import { createSecretScanner } from '@/engines/secrets/scan';

/** A made-up value of an older form. */
const OTHER = `AKIAJ${'Q3EGRZ2RT7XW5YH'}`;

const { scan } = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });

const textOf = (sample: Sample) => (typeof sample === 'string' ? sample : sample.text).replace(/\n$/, '');
const pathOf = (sample: Sample) => (typeof sample === 'string' ? 'config.txt' : sample.path);

/** The secrets that rules find in a sample by itself; for those on several lines, each line. */
function valuesIn(sample: Sample): string[] {
  const secrets = scan(Buffer.from(textOf(sample)), pathOf(sample)).detections.map(
    ({ identity }) => identity,
  );
  return secrets.flatMap((secret) => secret.split(/\s{1,80}|\\[rn]/)).filter((value) => value.length >= 6);
}

/** The snippet of another secret in the same file. */
function shownAround(text: string, path: string): string {
  const other = scan(Buffer.from(text), path).detections.find(({ identity }) => identity === OTHER);
  if (!other) throw new Error(`the other secret is not found in ${path}:\n${text}`);
  return other.snippet;
}

const random = seeded(11);
const lineBreaks = () => '\n'.repeat(1 + Math.floor(random() * 2));
const line = `aws_access_key_id = "${OTHER}"`;

/** Samples at random positions around another secret, in files whose role makes checks reject them. */
describe.each(RULES.map((rule) => [rule.id, rule] as const))('beside another secret, %s', (id, rule) => {
  it('is not shown, regardless of its judgement', () => {
    for (const [index, sample] of rule.samples.hit.entries()) {
      const values = valuesIn(sample);
      const role = ['', 'tests/', 'docs/'][(index + Math.floor(random() * 3)) % 3] ?? '';
      const shown = shownAround(`${textOf(sample)}${lineBreaks()}${line}\n`, role + pathOf(sample));
      expect(values.filter((value) => shown.includes(value))).toEqual([]);
    }
  });

  it('is not shown after the other secret', () => {
    const [sample = ''] = rule.samples.hit;
    const text = `${line}${lineBreaks()}${textOf(sample)}\n`;
    // For example, the header of a table must be the first line of the file.
    if (!scan(Buffer.from(text), pathOf(sample)).detections.some(({ ruleId }) => ruleId === id)) return;
    const shown = shownAround(text, pathOf(sample));
    expect(valuesIn(sample).filter((value) => shown.includes(value))).toEqual([]);
  });
});
