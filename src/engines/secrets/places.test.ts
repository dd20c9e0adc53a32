import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES, type Confidence, type Detection } from '../engine';
import { RULES } from './rules.generated';
import { anotherOfKind, seeded } from './samples/sameKind';
import { createSecretScanner } from './scan';

type Expected = { readonly line: number; readonly atLeast: Confidence };
type Case = {
  readonly group: string;
  readonly path: string;
  readonly text: string;
  readonly expect: readonly Expected[];
};

const ROUNDS = 20;
const { scan } = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });
const casesOf = (file: string): readonly Case[] =>
  readFileSync(new URL(`samples/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const CASES = casesOf('places.jsonl');

const detectionsIn = ({ path }: Case, text: string) => scan(Buffer.from(text), path).detections;
const isAt = ({ line, atLeast }: Expected, found: Detection) =>
  found.line <= line &&
  line <= found.lineEnd &&
  CONFIDENCES.indexOf(found.confidence) <= CONFIDENCES.indexOf(atLeast);

/** What of a case is not found as it has to be. */
function missingIn(it: Case, text: string): readonly Expected[] {
  const found = detectionsIn(it, text);
  return it.expect.filter((expected) => !found.some((detection) => isAt(expected, detection)));
}

/** What is found where there is nothing. */
function wrongIn(it: Case): readonly string[] {
  if (it.expect.length > 0) return [];
  const wrong = detectionsIn(it, it.text).filter(({ confidence }) => confidence !== 'low');
  return wrong.map(({ ruleId, line }) => `${line} ${ruleId}`);
}

/** Values that hold another one in an encoding, or that the name of a user decides, have only this form. */
const isFixed = ({ ruleId, identity }: Detection) =>
  /basic|npmrc|filezilla|kubernetes/.test(ruleId) ||
  identity === 'postgres' ||
  !/^[\x20-\x7e]+$/.test(identity);

/** The case with every value replaced by another one of the same kind. */
function withOtherValues(it: Case, random: () => number): string {
  let text = it.text;
  for (const found of detectionsIn(it, text)) {
    if (isFixed(found)) continue;
    text = text.replaceAll(found.identity, () => anotherOfKind(found.identity, random));
  }
  return text;
}

const named = CASES.map((it, index) => [`${index + 1}: ${it.group}, ${it.path}`, it] as const);

describe.each(named)('%s', (_, it_) => {
  it('is found as it has to be, and nothing where there is nothing', () => {
    expect(missingIn(it_, it_.text)).toEqual([]);
    expect(wrongIn(it_)).toEqual([]);
  });
});

const found = named.filter(([, { expect: lines }]) => lines.length > 0);

it.each(found)('%s: is found with other values of the same kind', (_, it_) => {
  const random = seeded(21);
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = withOtherValues(it_, random);
    expect(missingIn(it_, text), text).toEqual([]);
  }
});

// These have several values of each kind, as most are encoded.
it.each(casesOf('shapes.jsonl'))('$group is found in $path: $text', (it_) => {
  expect(missingIn(it_, it_.text)).toEqual([]);
  expect(wrongIn(it_)).toEqual([]);
});
