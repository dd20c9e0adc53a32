import { describe, expect, it } from 'vitest';
import type { Recorded } from '@/scan/located';
import {
  afterEnd,
  allowedStatuses,
  batchesOf,
  decisionOf,
  FINDING_EVENTS,
  FINDING_STATUSES,
  type FindingState,
  isRechecked,
  needsReason,
  nextStatus,
  type Reach,
  reachOf,
  resolutionOf,
  SETTABLE_STATUSES,
  stateWhenSeen,
} from './rules';
import type { FindingStatus } from './schema';

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

describe('resolutionOf', () => {
  const whole: Reach = { treeComplete: true, historyComplete: true, historyContinued: false };
  const continued: Reach = { ...whole, historyContinued: true };
  const cut: Reach = { treeComplete: false, historyComplete: false, historyContinued: false };
  const ENGINE = { id: 'e', history: true, ruleIds: new Set(['rule']), newerRuleSets: new Set(['newer']) };
  const gone = { isIgnored: false, isElsewhere: false };
  const resolved = (
    reach: Reach,
    about: Partial<typeof gone> = {},
    engine = ENGINE,
    ruleSet: string | null = null,
  ) => resolutionOf({ ruleId: 'rule', ruleSet }, engine, { reach, ...gone, ...about });

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

  it('marks nothing as fixed that newer rules have seen', () => {
    for (const reach of [whole, continued]) {
      expect(resolved(reach, {}, ENGINE, 'newer')).toBe('unknown');
      expect(resolved(reach, { isElsewhere: true }, ENGINE, 'newer')).toBe('unknown');
    }
    expect(resolved(whole, {}, ENGINE, 'older')).toBe('fixed');
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
    expect(resolved(cut, { isIgnored: true })).toBe('unknown');
  });
});

describe('batchesOf', () => {
  const at = (filePath: string, fingerprint: string, suppressed: Recorded['suppressed'] = null) =>
    ({ filePath, fingerprint, suppressed }) as Recorded;
  const inFile = (filePath: string, count: number) =>
    Array.from({ length: count }, (_, n) => at(filePath, `${filePath}${n}`));

  it('keeps the detections of a file together', () => {
    const batches = batchesOf([...inFile('a', 499), ...inFile('b', 3), ...inFile('c', 1)]);
    expect(batches.map((batch) => batch.length)).toEqual([502, 1]);
  });

  it('has each occurrence once, and one without a suppression if there is any', () => {
    const comment = { by: 'comment' as const, reason: 'known' };
    const [one, two] = [at('a', 'x', comment), at('b', 'x')];
    expect(batchesOf([one, two, at('c', 'x')])).toEqual([[two]]);
  });

  it('is one batch without detections, so that a lost claim is noticed', () => {
    expect(batchesOf([])).toEqual([[]]);
  });
});

describe('isRechecked', () => {
  it.each([
    ['open', 'b', 'b', true, 'engine'],
    ['open', 'a', 'b', false, 'engine'],
    ['open', 'a', 'b', true, 'import'],
    ['open', 'c', 'b', true, 'engine'],
    ['fixed', 'a', 'b', true, 'engine'],
    ['confirmed', 'a', null, true, 'engine'],
  ] as const)(
    '%s, last seen by %s, the newest scan being %s: %s',
    (status, scanId, latest, rechecked, source) => {
      expect(isRechecked({ status, scanId, source }, latest)).toBe(rechecked);
    },
  );
});
