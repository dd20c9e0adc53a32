import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../engine';
import { fileKindOf } from './fileKind';
import type { Rule, Sample } from './rule';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';
import { makeTextSearch } from './textSearch';

const scanner = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });
const KIND = fileKindOf('config.txt');

function scanSample(sample: Sample): readonly Detection[] {
  const { path, text } = typeof sample === 'string' ? { path: 'config.txt', text: sample } : sample;
  return scanner.scan(Buffer.from(text), path).detections;
}

const rulesThatFind = (sample: Sample) => scanSample(sample).map(({ ruleId }) => ruleId);

/** The digest of these tests is the secret itself. */
const secretsIn = (sample: Sample) => scanSample(sample).map(({ digest }) => digest);

/** Pieces of a secret that must not be shown, without names and the BEGIN and END lines of keys. */
function partsOf(secret: string): string[] {
  const lines = secret.replace(/-----[A-Z ]{1,60}-----/g, '').split(/\s|\\[rn]/);
  const values = lines.filter((line) => line.length >= 12 && /\d/.test(line));
  return values.flatMap((value) => [value.slice(-12, -4), value.slice(-8)]);
}

/** Rules whose secrets stand in one text. */
const GROUP = 16;

const named = RULES.map((rule) => [rule.id, rule] as const);

describe('the registry', () => {
  it('has the rules of every file with rules', async () => {
    const files = readdirSync(new URL('rules', import.meta.url)).filter((file) => !file.endsWith('.test.ts'));
    const registered = new Set(RULES);
    for (const file of files) {
      const module: Record<string, unknown> = await import(`./rules/${file.replace(/\.ts$/, '')}.ts`);
      const rules = Object.values(module).filter(Array.isArray).flat();
      expect(rules.length, `${file} exports no rules`).toBeGreaterThan(0);
      expect(
        rules.filter((rule) => !registered.has(rule)).map(({ id }) => id),
        file,
      ).toEqual([]);
    }
  });
});

describe.each(named)('%s', (id, rule) => {
  it('finds its hits', () => {
    for (const sample of rule.samples.hit) expect(rulesThatFind(sample), textOf(sample)).toContain(id);
    expect(rule.samples.hit.length).toBeGreaterThan(0);
  });

  it('finds nothing in its clean samples', () => {
    for (const sample of rule.samples.clean) expect(rulesThatFind(sample), textOf(sample)).not.toContain(id);
    expect(rule.samples.clean.length).toBeGreaterThan(0);
  });

  it('shows nothing of the secrets', () => {
    for (const sample of rule.samples.hit) {
      const shown = scanSample(sample).map(({ snippet }) => snippet);
      for (const part of secretsIn(sample).flatMap(partsOf)) expect(shown.join('\n')).not.toContain(part);
    }
  });

  it('takes linear time on hostile texts', () => {
    const search = makeTextSearch([rule]);
    for (const unit of hostileUnits(rule)) expectProportion((content) => search(content, KIND), unit);
  });
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

function textOf(sample: Sample): string {
  return typeof sample === 'string' ? sample : sample.text;
}

/** Pieces that are repeated to hostile texts, which slow down careless patterns. */
function hostileUnits(rule: Rule): string[] {
  const runs = ['a', '0', ' ', '=', '"', '-', '/'].map((letter) => letter.repeat(600));
  return [
    ...rule.keywords.flatMap((keyword) => [keyword, runs.map((run) => keyword + run).join('\n')]),
    hitsOf(rule),
  ];
}

function hitsOf(rule: Rule): string {
  return rule.samples.hit.map((sample) => `${textOf(sample)}\n`).join('');
}

const SMALL = 16 * 1024;
/** The milliseconds within which a small text is scanned. A megabyte then takes a little over a second. */
const LITTLE = 20;

/** Four times the text may take ten times as long on a busy machine, but not sixteen times. */
const FACTOR = 10;

type Work = (content: Buffer) => unknown;

function expectProportion(work: Work, unit: string): void {
  const long = timeOf(work, unit, 4 * SMALL);
  // In proportion whatever a small text takes, as that counts as LITTLE at least. So most texts are scanned once.
  if (long < FACTOR * LITTLE || timeOf(work, unit, SMALL) < LITTLE) return;
  const short = Math.min(timeOf(work, unit, SMALL), timeOf(work, unit, SMALL));
  expect(long / Math.max(short, LITTLE), unit.slice(0, 80)).toBeLessThan(FACTOR);
}

/** Processor time in milliseconds, which other processes affect less than wall-clock time. */
function timeOf(work: Work, unit: string, size: number): number {
  const content = Buffer.alloc(size, unit);
  const start = process.cpuUsage();
  work(content);
  return process.cpuUsage(start).user / 1000;
}
