import { newNeighbours } from '@tests/support/neighbours';
import { seeded, shuffled } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';

/** A made-up value of an older form. */
const OTHER = `AKIAJ${'Q3EGRZ2RT7XW5YH'}`;

const { scan } = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });

/** The snippet of another secret in the same file. */
function shownAround(text: string, path: string): string {
  const other = scan(Buffer.from(text), path).detections.find(({ identity }) => identity === OTHER);
  if (!other) throw new Error(`the other secret is not found in ${path}:\n${text}`);
  return other.snippet;
}

const random = seeded(11);
const line = `aws_access_key_id = "${OTHER}"`;

describe.each(['config.txt', 'main.py', 'deploy.sh', 'app.yml', 'tests/app.json', 'docs/guide.md'])(
  'in %s',
  (path) => {
    it.each(newNeighbours().map((it) => [it.kind, it] as const))(
      'a secret has no %s beside it',
      (_, { text, values }) => {
        for (const whole of [`${text}\n${line}\n`, `a\n${line}\n${text}\n`]) {
          const shown = shownAround(whole, path);
          expect(
            values.filter((value) => shown.includes(value)),
            shown,
          ).toEqual([]);
        }
      },
    );

    it('is not shown beside a secret, in any order', () => {
      for (let round = 0; round < 10; round++) {
        const neighbours = newNeighbours();
        const text = shuffled(neighbours, random)
          .map((it) => `${it.text}\n${random() < 0.5 ? `${line}\n` : ''}`)
          .join('');
        const shown = scan(Buffer.from(`${text}${line}\n`), path)
          .detections.map(({ snippet }) => snippet)
          .join('\n');
        expect(neighbours.flatMap(({ values }) => values).filter((value) => shown.includes(value))).toEqual(
          [],
        );
      }
    });
  },
);
