import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../engine';
import type { Sample } from './rule';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';

const scanner = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });

function scanSample(sample: Sample): readonly Detection[] {
  const { path, text } = typeof sample === 'string' ? { path: 'config.txt', text: sample } : sample;
  return scanner.scan(Buffer.from(text), path).detections;
}

const rulesOf = (detections: readonly Detection[]) => detections.map(({ ruleId }) => ruleId);

/** The digest of these tests is the secret itself. */
const secretsOf = (detections: readonly Detection[]) => detections.map(({ identity }) => identity);

/** Pieces of a secret that must not be shown, without names and the BEGIN and END lines of keys. */
function partsOf(secret: string): string[] {
  const lines = secret.replace(/-----[A-Z ]{1,60}-----/g, '').split(/\s|\\[rn]/);
  const values = lines.filter((line) => line.length >= 12 && /\d/.test(line));
  return values.flatMap((value) => [value.slice(-12, -4), value.slice(-8)]);
}

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
  it('finds its hits, and shows nothing of their secrets', () => {
    for (const sample of rule.samples.hit) {
      const detections = scanSample(sample);
      expect(rulesOf(detections), textOf(sample)).toContain(id);
      const shown = detections.map(({ snippet }) => snippet).join('\n');
      for (const part of secretsOf(detections).flatMap(partsOf)) expect(shown).not.toContain(part);
    }
    expect(rule.samples.hit.length).toBeGreaterThan(0);
  });

  it('finds nothing in its clean samples', () => {
    for (const sample of rule.samples.clean)
      expect(rulesOf(scanSample(sample)), textOf(sample)).not.toContain(id);
    expect(rule.samples.clean.length).toBeGreaterThan(0);
  });
});

function textOf(sample: Sample): string {
  return typeof sample === 'string' ? sample : sample.text;
}
