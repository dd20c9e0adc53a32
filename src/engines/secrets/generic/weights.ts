import type { Confidence } from '../../engine';

/** What a fact adds to the sum, and the sentence that reports show for it. */
export type Weight = { readonly points: number; readonly says?: string };

/**
 * The weights of all evidence for a value under a name, the only place that has any. They are added up, and the sum is
 * compared with ENOUGH. They are chosen so that the cases of tests hold, and that clean projects have few findings:
 * - a name that means a secret needs a generated or mixed value to be medium, wherever it stands;
 * - a name that only ends in `key` needs a value that is random over its whole length;
 * - a weak value is medium where programs read credentials from, and low in other settings.
 */
export const WEIGHTS = {
  // What the name says.
  namesSecret: { points: 3 },
  namesSalt: { points: 0 },
  namesOwnersKey: { points: 2, says: 'A key of this owner is on no list of known ones.' },
  // What the value looks like.
  randomThroughout: { points: 4 },
  random: { points: 3 },
  mixed: { points: 3, says: 'The value has letters, digits and signs, as policies for passwords demand.' },
  chosen: { points: 1, says: 'The value looks like one that a person has chosen.' },
  chosenSecret: { points: 0, says: 'The value looks like one that a person has chosen.' },
  weak: { points: 0, says: 'The value is weak, too: it is easy to guess.' },
  word: { points: -1, says: 'The value is weak, too: it is a word.' },
  standard: { points: -3, says: 'The value is weak, too: everybody knows it as a default.' },
  uuid: { points: 0, says: 'The value is a UUID, which services issue as names and as secrets.' },
  clientsUuid: { points: 3, says: 'The value is a UUID, as identity providers issue them to clients.' },
  // Where it stands.
  live: { points: 4, says: 'Programs read their credentials from such a file.' },
  server: { points: 4, says: 'It stands in a connection string for a server that others reach.' },
  settings: { points: 2, says: 'It is in a file of settings.' },
  neighbours: { points: 1, says: 'A user, a host or an address stands beside it.' },
  notProduct: { points: -1 },
} as const satisfies Readonly<Record<string, Weight>>;

export type Fact = keyof typeof WEIGHTS;

/** The sums from which on a value is worth a finding. Neither name nor value is proof, so none is high. */
const ENOUGH: Readonly<Record<'medium' | 'low', number>> = { medium: 6, low: 3 };

/** Adds up the points of facts. */
export function confidenceOf(facts: readonly Fact[]): Confidence | 'no' {
  const sum = facts.reduce((points, fact) => points + WEIGHTS[fact].points, 0);
  if (sum >= ENOUGH.medium) return 'medium';
  return sum >= ENOUGH.low ? 'low' : 'no';
}

/** Returns the sentences of facts, for people. */
export function sentencesOf(facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => {
    const weight: Weight = WEIGHTS[fact];
    return weight.says === undefined ? [] : [weight.says];
  });
}
