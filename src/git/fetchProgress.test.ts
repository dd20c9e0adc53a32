import { expect, it } from 'vitest';
import { readFetchProgress } from './fetchProgress';

function reported(...chunks: string[]) {
  const seen: object[] = [];
  const read = readFetchProgress((amounts) => seen.push(amounts));
  for (const chunk of chunks) read(chunk);
  return seen;
}

it('reads what git receives and completes, also from lines that arrive in pieces', () => {
  expect(
    reported(
      'Receiving objects:  45% (45/1',
      '00), 1.20 MiB | 600.00 KiB/s\rReceiving objects: 100% (100/100), done.\n',
      'Resolving deltas:   0% (0/12)\r',
    ),
  ).toEqual([
    { objectsDone: 45, objectsTotal: 100 },
    { objectsDone: 100, objectsTotal: 100 },
    { deltasDone: 0, deltasTotal: 12 },
  ]);
});

it('ignores what the remote says', () => {
  const said = 'remote: Receiving objects: 99% (99/100)\r';
  expect(reported(said, `${'x'.repeat(10_000)}Receiving objects: 99% (99/100)\n`)).toEqual([]);
});
