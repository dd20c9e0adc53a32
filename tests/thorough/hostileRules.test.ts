import { describe, expect, it } from 'vitest';
import { fileKindOf } from '@/engines/secrets/fileKind';
import type { Rule } from '@/engines/secrets/rule';
import { RULES } from '@/engines/secrets/rules.generated';
import { createSecretScanner } from '@/engines/secrets/scan';
import { makeTextSearch } from '@/engines/secrets/textSearch';

const scanner = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });
const KIND = fileKindOf('config.txt');

/** Rules whose secrets stand in one text. Each rule has texts of its own too, so a few texts are enough. */
const GROUP = 64;

it.each(RULES.map((rule) => [rule.id, rule] as const))('%s takes linear time on hostile texts', (_, rule) => {
  const search = makeTextSearch([rule]);
  for (const unit of hostileUnits(rule))
    expectProportion((content) => search(content, content.toString('latin1'), KIND), unit);
});

describe('all rules together', () => {
  const scan = (content: Buffer) => scanner.scan(content, 'config.txt');

  it('take linear time on a text of all keywords', () => {
    expectProportion(scan, RULES.flatMap(({ keywords }) => keywords).join('="a" '));
  });

  // What is done with a secret that was found is the same for all rules.
  const groups = Array.from({ length: Math.ceil(RULES.length / GROUP) }, (_, n) => n * GROUP);
  it.each(groups)('take linear time on many secrets, from rule %i', (first) => {
    expectProportion(
      scan,
      RULES.slice(first, first + GROUP)
        .map(hitsOf)
        .join(''),
    );
  });
});

/** Pieces that are repeated to hostile texts, which slow down careless patterns. */
function hostileUnits(rule: Rule): string[] {
  const runs = ['a', '0', ' ', '=', '"', '-', '/'].map((letter) => letter.repeat(600));
  return [
    ...rule.keywords.flatMap((keyword) => [keyword, runs.map((run) => keyword + run).join('\n')]),
    hitsOf(rule),
  ];
}

function hitsOf(rule: Rule): string {
  return rule.samples.hit.map((sample) => `${typeof sample === 'string' ? sample : sample.text}\n`).join('');
}

const SMALL = 16 * 1024;
/** The milliseconds within which a small text is scanned. A megabyte then takes a little over a second. */
const LITTLE = 20;

/** Four times the text may take ten times as long on a busy machine, but not sixteen times. */
const FACTOR = 10;

type Work = (content: Buffer) => unknown;

function expectProportion(work: Work, unit: string): void {
  const first = timeOf(work, unit, 4 * SMALL);
  // In proportion whatever a small text takes, as that counts as LITTLE at least. So most texts are scanned once.
  if (first < FACTOR * LITTLE || timeOf(work, unit, SMALL) < LITTLE) return;
  const short = Math.min(timeOf(work, unit, SMALL), timeOf(work, unit, SMALL));
  // A collection of garbage can fall into one of them.
  const long = Math.min(first, timeOf(work, unit, 4 * SMALL));
  expect(long / Math.max(short, LITTLE), unit.slice(0, 80)).toBeLessThan(FACTOR);
}

/** Processor time in milliseconds, which other processes affect less than wall-clock time. */
function timeOf(work: Work, unit: string, size: number): number {
  const content = Buffer.alloc(size, unit);
  const start = process.cpuUsage();
  work(content);
  return process.cpuUsage(start).user / 1000;
}
