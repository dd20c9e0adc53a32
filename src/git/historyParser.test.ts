import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from './historyEvents';
import { createHistoryParser } from './historyParser';

const [A, B, C, NONE] = ['a', 'b', 'c', '0'].map((digit) => digit.repeat(40));

/** Two commits and a merge, as git prints them, with every kind of line. */
const OUTPUT = Buffer.from(
  [
    `\0${A} 1600000000 \0Björk `,
    '',
    'diff --git a/one two b/one two',
    'new file mode 100644',
    `index ${NONE}..${A}`,
    '--- /dev/null',
    '+++ b/one two\t',
    '@@ -0,0 +1,2 @@',
    '+++ b/x',
    `+${'long '.repeat(300)}`,
    '\\ No newline at end of file',
    'diff --git "a/t\\tab" "b/t\\tab"',
    `index ${A}..${B} 100644`,
    '--- "a/t\\tab"',
    '+++ "b/t\\tab"',
    '@@ -3 +2,0 @@ function +1,9 @@',
    '-gone',
    '@@ -9,2 +8,2 @@ diff --git a/x b/x',
    '-old',
    '--- a/x',
    '+new',
    '+',
    '@@ -20,0 +20 @@',
    '+last\r',
    `\0${B} nonsense ${A}`,
    `\0${C} 1600000002 ${A} ${B}\0Ann Lee`,
    '',
    'diff --cc merged',
    `index ${A},${B}..${C}`,
    '--- a/merged',
    '+++ b/merged',
    '@@@ -1,2 -1,2 +1,5 @@@ x',
    '  both',
    '++evil',
    ' +one parent has it',
    '--gone',
    '++more',
    '++evil',
    'diff --cc picture',
    `index ${A},${B}..${C}`,
    'Binary files differ',
    '',
  ].join('\n'),
);

function parse(chunkBytes: number, wantRemoved = false, maxFileBytes = 1e6): HistoryEvent[] {
  const parser = createHistoryParser({ maxFileBytes, wantRemoved: () => wantRemoved });
  const events: HistoryEvent[] = [];
  for (let at = 0; at < OUTPUT.length; at += chunkBytes) {
    events.push(...parser.feed(Buffer.from(OUTPUT.subarray(at, at + chunkBytes))));
  }
  return [...events, ...parser.finish()];
}

const summaryOf = (events: readonly HistoryEvent[]) =>
  events.map((event) =>
    event.type === 'commit'
      ? [event.commit.sha[0], event.commit.authoredAt, event.commit.author, event.commit.parents.length]
      : [
          event.file.path,
          event.file.added.toString('latin1'),
          event.file.lines.map(({ offset, line }) => [offset, line]),
          event.file.removed?.toString() ?? null,
          event.file.binary,
        ],
  );

const LONG = `++ b/x\n${'long '.repeat(300)}`;
const EXPECTED = [
  ['a', '2020-09-13T12:26:40.000Z', 'Björk', 0],
  ['one two', LONG, [[0, 1]], null, false],
  [
    't\tab',
    'new\n\nlast\r',
    [
      [0, 8],
      [5, 20],
    ],
    null,
    false,
  ],
  ['b', null, null, 1],
  ['c', '2020-09-13T12:26:42.000Z', 'Ann Lee', 2],
  [
    'merged',
    'evil\nmore\nevil',
    [
      [0, 2],
      [5, 4],
    ],
    null,
    false,
  ],
  ['picture', '', [], null, true],
];

describe('the output of git log', () => {
  it('is parsed to the same result for every size of chunks', () => {
    for (let chunkBytes = 1; chunkBytes < 200; chunkBytes++) {
      expect(summaryOf(parse(chunkBytes)), `in chunks of ${chunkBytes}`).toEqual(EXPECTED);
    }
    expect(summaryOf(parse(OUTPUT.length))).toEqual(EXPECTED);
  });

  it('has removed lines where they are requested', () => {
    for (const chunkBytes of [1, 7, 1e6]) {
      const removed = parse(chunkBytes, true).flatMap((event) =>
        event.type === 'file' ? [event.file.removed] : [],
      );
      expect(removed.map(String)).toEqual(['', 'gone\nold\n-- a/x', 'gone', '']);
    }
  });

  it('reports a file above the limit as binary, and the next one unchanged', () => {
    for (const chunkBytes of [1, 100, 1e6]) {
      const events = parse(chunkBytes, false, LONG.length - 1);
      expect(summaryOf(events)).toEqual(EXPECTED.with(1, ['one two', '', [], null, true]));
      expect(summaryOf(parse(chunkBytes, false, LONG.length))).toEqual(EXPECTED);
    }
  });

  it('asks whether removed lines are wanted only after all earlier events, also within one chunk', () => {
    const known = new Set<string>();
    const parser = createHistoryParser({ maxFileBytes: 1e6, wantRemoved: (path) => known.has(path) });
    const commit = (sha: string, ...hunk: string[]) =>
      [
        `\0${sha.repeat(40)} 1700000000 `,
        '',
        'diff --git a/key b/key',
        'index 1..2 100644',
        ...hunk,
        '',
      ].join('\n');
    const both = commit('a', '@@ -0,0 +1 @@', '+secret') + commit('b', '@@ -1 +0,0 @@', '-secret');
    const removed: (string | undefined)[] = [];
    const collect = (events: Iterable<HistoryEvent>) => {
      for (const event of events) {
        if (event.type === 'commit') continue;
        known.add(event.file.path);
        removed.push(event.file.removed?.toString());
      }
    };
    collect(parser.feed(Buffer.from(both)));
    collect(parser.finish());
    expect(removed).toEqual([undefined, 'secret']);
  });

  it('with an endless header throws', () => {
    const parser = createHistoryParser({ maxFileBytes: 1e6 });
    const feed = (text: Buffer) => [...parser.feed(text)];
    feed(Buffer.from('diff --git a/'));
    const endless = () => {
      for (let fed = 0; fed < 100; fed++) feed(Buffer.alloc(64 * 1024, 'x'));
    };
    expect(endless).toThrow('a path of more than 1 MiB');
  });
});

describe('the name of an author', () => {
  const authorOf = (name: string | Buffer, chunkBytes = 64) => {
    const parser = createHistoryParser({ maxFileBytes: 1e6 });
    const line = Buffer.concat([Buffer.from(`\0${A} 1 \0`), Buffer.from(name), Buffer.from('\n\n')]);
    const events: HistoryEvent[] = [];
    for (let at = 0; at < line.length; at += chunkBytes) {
      events.push(...parser.feed(line.subarray(at, at + chunkBytes)));
    }
    return events.map((event) => (event.type === 'commit' ? event.commit.author : event));
  };

  it.each([
    ['is kept', 'Ann Lee', 'Ann Lee'],
    ['may hold spaces and signs', '  Ann <3\tLee ', 'Ann <3Lee'],
    ['loses control and bidirectional characters', 'A\u001b[31mn\u202en\u0000x', 'A[31mnn'],
    ['is null where it is empty', ' \u0007 ', null],
    ['may be invalid UTF-8', Buffer.from([0x41, 0xff]), 'A\ufffd'],
    ['is cut at 255 characters, never inside one', `${'😀'.repeat(300)}`, '😀'.repeat(255)],
  ])('%s', (_, name, author) => {
    expect(authorOf(name)).toEqual([author]);
  });

  it('may be longer than any other header', () => {
    expect(authorOf(`Ann${'\u200d'.repeat(700_000)}`, 65_536)).toEqual([`Ann${'\u200d'.repeat(252)}`]);
  });
});
