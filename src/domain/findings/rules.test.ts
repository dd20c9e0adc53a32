import { changeLines, occurrencesIn, plantSecrets, type Tagged } from '@tests/support/movingSecrets';
import { seeded } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import {
  afterEnd,
  allowedStatuses,
  crossCount,
  decisionOf,
  FINDING_EVENTS,
  type FindingState,
  globPattern,
  groupBy,
  isRechecked,
  matchInFile,
  matchMoves,
  needsReason,
  nextStatus,
  type Occurrence,
  type Reach,
  reachOf,
  resolve,
  SETTABLE_STATUSES,
  spansOf,
  stateWhenSeen,
} from './rules';
import { FINDING_STATUSES, type FindingStatus } from './schema';

const state = (
  status: FindingState['status'],
  suppressedBy: FindingState['suppressedBy'] = null,
): FindingState => ({ status, suppressedBy });

/** What each event makes of each status, in the order of FINDING_EVENTS; a dash where it changes nothing. */
const TABLE: Record<FindingStatus, string> = {
  open: '- fixed dismissed - confirmed dismissed false_positive - -',
  confirmed: '- fixed dismissed - - dismissed false_positive open -',
  dismissed: '- fixed - open confirmed - false_positive open open',
  false_positive: '- fixed - - confirmed dismissed - open open',
  fixed: 'open - dismissed - - - - open -',
};

describe('the table of states', () => {
  it.each(FINDING_STATUSES)('says what every event does to %s', (status) => {
    const row = FINDING_EVENTS.map((event) => nextStatus(status, event) ?? '-');
    expect(row.join(' ')).toBe(TABLE[status]);
  });

  it('lets a user set four statuses from each but fixed, and open alone from fixed', () => {
    for (const status of FINDING_STATUSES) {
      const all = ['open', 'confirmed', 'dismissed', 'false_positive'];
      expect(allowedStatuses(status)).toEqual(status === 'fixed' ? ['open'] : all);
    }
  });

  it('lets scans alone fix, and asks for a reason where a status may end by itself', () => {
    expect(SETTABLE_STATUSES).not.toContain('fixed');
    expect(FINDING_STATUSES.filter(needsReason)).toEqual(['dismissed', 'false_positive']);
  });

  it('opens a finding once the end of its dismissal has come, and no earlier', () => {
    const until = new Date('2026-01-01');
    const dismissed = decisionOf({ status: 'dismissed', reason: 'later', until });
    const open = { status: 'open', suppressedBy: null, statusReason: null, statusUntil: null, fixedAt: null };
    expect(afterEnd(dismissed, until)).toEqual(open);
    expect(afterEnd(dismissed, new Date(until.getTime() - 1))).toBeUndefined();
    expect(afterEnd(decisionOf({ status: 'dismissed', reason: 'for ever' }), until)).toBeUndefined();
    expect(afterEnd({ ...dismissed, status: 'fixed' }, until)).toBeUndefined();
  });
});

describe('stateWhenSeen', () => {
  it('opens a new finding', () => {
    expect(stateWhenSeen(null, null)).toEqual(state('open'));
  });

  it('dismisses what a comment or list suppresses, the first time and later', () => {
    for (const before of [null, state('open'), state('confirmed'), state('fixed')]) {
      expect(stateWhenSeen(before, 'comment')).toEqual(state('dismissed', 'comment'));
    }
  });

  it.each(FINDING_STATUSES.filter((status) => status !== 'fixed'))(
    'keeps %s, as a user decided it',
    (status) => {
      expect(stateWhenSeen(state(status), null)).toEqual(state(status));
    },
  );

  it('keeps a dismissal by a user where a comment dismisses it as well', () => {
    expect(stateWhenSeen(state('dismissed'), 'comment')).toEqual(state('dismissed'));
    expect(stateWhenSeen(state('false_positive'), 'allow_list')).toEqual(state('false_positive'));
  });

  it('opens again what was fixed, and what is no longer suppressed', () => {
    expect(stateWhenSeen(state('fixed'), null)).toEqual(state('open'));
    expect(stateWhenSeen(state('dismissed', 'comment'), null)).toEqual(state('open'));
    expect(stateWhenSeen(state('dismissed', 'allow_list'), 'comment')).toEqual(state('dismissed', 'comment'));
  });
});

describe('resolve', () => {
  const whole: Reach = { treeComplete: true, historyComplete: true, historyContinued: false };
  const continued: Reach = { ...whole, historyContinued: true };
  const cut: Reach = { treeComplete: false, historyComplete: false, historyContinued: false };
  const ENGINE = { id: 'e', history: true, ruleIds: new Set(['rule']) };
  const gone = { isIgnored: false, isElsewhere: false };
  const resolved = (reach: Reach, about: Partial<typeof gone> = {}, engine = ENGINE) =>
    resolve({ ruleId: 'rule' }, engine, { reach, ...gone, ...about });

  it('counts as fixed where the secret is in another place only', () => {
    expect(resolved(continued, { isElsewhere: true })).toBe('fixed');
  });

  it('stays in history where the scan continued an earlier history', () => {
    expect(resolved(continued)).toBe('in_history');
  });

  it('is fixed where all of history was read again and does not contain it', () => {
    expect(resolved(whole)).toBe('fixed');
  });

  it('marks nothing as fixed after an incomplete scan', () => {
    expect(resolved(cut)).toBe('unknown');
    expect(resolved(cut, { isElsewhere: true })).toBe('unknown');
    expect(resolved({ ...whole, historyComplete: false })).toBe('unknown');
  });

  it('marks nothing as fixed whose rule the engine does not have', () => {
    const without = { ...ENGINE, ruleIds: new Set<string>() };
    for (const reach of [whole, continued]) {
      for (const isElsewhere of [true, false]) {
        expect(resolved(reach, { isElsewhere }, without)).toBe('unknown');
      }
    }
  });

  it('is fixed where it left the tree, if its engine reads no history', () => {
    const inTreeOnly = { ...ENGINE, history: false };
    for (const reach of [whole, continued, { ...whole, historyComplete: false }]) {
      expect(resolved(reach, {}, inTreeOnly)).toBe('fixed');
      expect(reachOf({ history: true }, reach)).toEqual(reach);
    }
    expect(resolved(cut, {}, inTreeOnly)).toBe('unknown');
  });

  it('is ignored where the ignore file excludes its path', () => {
    expect(resolved(whole, { isIgnored: true })).toBe('ignored');
    expect(resolved(cut, { isIgnored: true })).toBe('ignored');
  });
});

/** For a busy machine. */
const BUSY = { timeout: 120_000 };
const NO_RENAMES: ReadonlyMap<string, string> = new Map();
const at = (filePath: string, ...anchors: string[]): Occurrence => ({ filePath, anchors });

describe('occurrences of one secret in one file', () => {
  const [one, two] = [at('a', 'line', 'above', 'below'), at('a', 'line', 'other', 'rest')];
  const matched = (known: Occurrence[], found: Occurrence[]) =>
    matchInFile(known, found).map((match) => [known.indexOf(match.known), found.indexOf(match.found)]);

  it('are matched by their surroundings, not by their order', () => {
    expect(matched([one, two], [at('a', 'line', 'other', 'rest')])).toEqual([[1, 0]]);
    expect(matched([one, two], [two, one])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('are matched by what is left of their surroundings', () => {
    expect(matched([one, two], [at('a', 'line', 'other', 'new')])).toEqual([[1, 0]]);
    expect(matched([one, two], [at('a', 'renamed', 'other', 'rest')])).toEqual([[1, 0]]);
  });

  it('are matched by their order where nothing else is left, or known', () => {
    expect(matched([one, two], [at('a', 'x', 'y', 'z')])).toEqual([[0, 0]]);
    expect(matched([at('a'), at('a')], [two, one])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe('a secret that moves', () => {
  const pathsOf = (known: Occurrence[], found: Occurrence[], renames = NO_RENAMES) =>
    matchMoves(known, found, renames).map((match) => [
      match.known.filePath,
      match.found.filePath,
      match.isRename,
    ]);

  it('is matched whatever the files, where there is one of it', () => {
    expect(pathsOf([at('a/b', '1', '2', '3')], [at('x/y/z', '4', '5', '6')])).toEqual([
      ['a/b', 'x/y/z', false],
    ]);
  });

  it('follows the rename that Git reports, before anything else', () => {
    const known = [at('a', '1', '2', '3'), at('b', '1', '2', '3')];
    const found = [at('c/b', '1', '2', '3'), at('c/a', '1', '2', '3')];
    const renames = new Map([
      ['a', 'c/b'],
      ['b', 'c/a'],
    ]);
    expect(pathsOf(known, found, renames)).toEqual([
      ['a', 'c/b', true],
      ['b', 'c/a', true],
    ]);
  });

  it('goes to the file of its name, else to the nearest path', () => {
    expect(pathsOf([at('a/one'), at('a/two')], [at('b/two'), at('b/one')])).toEqual([
      ['a/two', 'b/two', false],
      ['a/one', 'b/one', false],
    ]);
    expect(pathsOf([at('a/b/one')], [at('x/two'), at('a/b/three'), at('a/four')])).toEqual([
      ['a/b/one', 'a/b/three', false],
    ]);
  });

  it('is matched in the time that its number allows', () => {
    const known = Array.from({ length: 20_000 }, (_, n) => at(`old/${n}`, 'l', 'a', 'b'));
    const found = Array.from({ length: 20_000 }, (_, n) => at(`new/${n}x`, 'l', 'a', 'b'));
    expect(matchMoves(known, found, NO_RENAMES)).toHaveLength(20_000);
  });
});

describe('secrets in files that change at random', () => {
  /** As a scan does: first the files one by one, then what has vanished from one and is new in another. */
  const matchAll = (known: Tagged[], found: Tagged[], renames: ReadonlyMap<string, string>) => {
    const inFile = (it: Tagged) => `${it.value} ${it.filePath}`;
    const knownIn = groupBy(known, inFile);
    const stayed = [...groupBy(found, inFile)].flatMap(([key, here]) =>
      matchInFile(knownIn.get(key) ?? [], here),
    );
    const rest = <T>(all: T[], taken: T[]) => all.filter((it) => !taken.includes(it));
    const gone = rest(
      known,
      stayed.map((match) => match.known),
    );
    const fresh = groupBy(
      rest(
        found,
        stayed.map((match) => match.found),
      ),
      ({ value }) => value,
    );
    const moved = [...groupBy(gone, ({ value }) => value)].flatMap(([value, from]) =>
      matchMoves(from, fresh.get(value) ?? [], renames),
    );
    return [...stayed, ...moved];
  };
  const count = (all: Tagged[], value: string) => all.filter((it) => it.value === value).length;

  it('lose no decision, and none lands on another secret or another untouched place', BUSY, () => {
    for (let seed = 0; seed < 1_000; seed++) {
      const random = seeded(seed);
      const before = plantSecrets(random);
      const known = occurrencesIn(before);
      const { files, renames, touched } = changeLines(before, random, 1_000);
      const found = occurrencesIn(files);
      const matches = matchAll(known, found, renames);
      for (const value of new Set(known.map((it) => it.value))) {
        const expected = Math.min(count(known, value), count(found, value));
        expect(
          matches.filter((match) => match.known.value === value),
          `seed ${seed}`,
        ).toHaveLength(expected);
      }
      for (const match of matches) {
        expect(match.found.value).toBe(match.known.value);
        const path = renames.get(match.known.filePath) ?? match.known.filePath;
        const isAlone = count(known, match.known.value) === 1 && count(found, match.found.value) === 1;
        if (!touched.has(path) || isAlone) expect(match.found.tag, `seed ${seed}`).toBe(match.known.tag);
      }
    }
  });
});

describe('spansOf', () => {
  it.each([
    [{}, [[0, 95]]],
    [{ severity: [] }, [[0, 95]]],
    [{ status: ['open'] }, [[0, 47]]],
    [{ status: ['fixed', 'dismissed'] }, [[48, 95]]],
    [
      { status: ['confirmed', 'fixed'], severity: ['low'] },
      [
        [36, 47],
        [84, 95],
      ],
    ],
    [
      { severity: ['critical', 'high'] },
      [
        [0, 23],
        [48, 71],
      ],
    ],
    [
      { severity: ['critical'], confidence: ['high', 'low'], status: ['open'] },
      [
        [0, 3],
        [8, 11],
      ],
    ],
  ] as const)('%j has the priorities %j', (filter, spans) => {
    expect(spansOf(filter as Parameters<typeof spansOf>[0])).toEqual(
      spans.map(([from, to]) => ({ from, to })),
    );
  });
});

describe('globPattern', () => {
  it.each([
    ['src/a.ts', undefined],
    ['app/[id]', undefined],
    ['*.ts', '^(.*/)?[^/]*\\.ts(/.*)?$'],
    ['src/**/b?.ts', '^src/(.*/)?b[^/]\\.ts(/.*)?$'],
    ['src/**', '^src/.*(/.*)?$'],
    ['a+(b)*/', '^(.*/)?a\\+\\(b\\)[^/]*(/.*)?$'],
  ])('%s is %s', (glob, pattern) => {
    expect(globPattern(glob)).toBe(pattern);
  });
});

describe('isRechecked', () => {
  it.each([
    ['open', 'b', 'b', true],
    ['open', 'a', 'b', false],
    ['open', 'c', 'b', true],
    ['fixed', 'a', 'b', true],
    ['confirmed', 'a', null, true],
  ] as const)('%s, last seen by %s, the newest scan being %s: %s', (status, scanId, latest, rechecked) => {
    expect(isRechecked({ status, scanId }, latest)).toBe(rechecked);
  });
});

it('crossCount applies to each facet all filters but its own', () => {
  const same = { source: 'secrets', status: 'open', confidence: 'high', fileRole: 'product' } as const;
  const rows = [
    { ...same, severity: 'high', inTree: true, count: 3 },
    { ...same, severity: 'low', inTree: true, count: 2 },
    { ...same, severity: 'low', inTree: false, count: 5 },
    { ...same, severity: 'critical', inTree: false, count: 0 },
  ] as const;
  const { facets, total } = crossCount(rows, { severity: ['low'], inTree: [true] });
  expect(total).toBe(2);
  expect(facets).toMatchObject({
    severity: { high: 3, low: 2 },
    inTree: { true: 2, false: 5 },
    status: { open: 2 },
  });
});
