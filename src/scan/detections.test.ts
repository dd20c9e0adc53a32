import { ENGINES_HERE } from '@tests/support/enginesHere';
import { NO_ADVISORIES } from '@tests/support/noAdvisories';
import { expect, it } from 'vitest';
import type { Engine, FileFacts } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';
import { createCoverageLog } from './coverage';
import { concludeFacts, createDetectionMaker, indexRules } from './detections';
import { NO_EXCEPTION_FILE } from './exceptions/exceptionFile';
import { createFactsLog } from './factsLog';

const DETECTION = {
  ruleId: 'r',
  ...({ severity: 'low', confidence: 'low' } as const),
  ...{ title: null, evidence: [], group: 'd', anchors: [] },
  ...{ identity: 'd', line: 1, lineEnd: 1, snippet: '', snippetLine: 1, allowed: null },
};

/** An engine that detects something in each file that it noted. */
function engine(id: string): Engine {
  return {
    ...{ id, rules: [], history: false },
    accepts: () => true,
    kindOf: () => '',
    prepare: () => () => ({ verdict: 'text', detections: [] }),
    conclude: (facts) => facts.map(({ path }) => ({ path, detection: DETECTION })),
  };
}

async function conclude(noted: ReturnType<typeof createFactsLog>, ...analyses: Engine[]) {
  const received: [string, readonly FileFacts[]][] = [];
  const sink = {
    facts: async (id: string, facts: readonly FileFacts[]) => void received.push([id, facts]),
    inventory: async () => {},
  };
  const about = { coverage: createCoverageLog('branch'), advisories: NO_ADVISORIES, now: new Date() };
  const exceptions = { engines: ENGINES_HERE, limits: { fileMs: 1_000 }, exceptionFile: NO_EXCEPTION_FILE };
  const { concluded } = await concludeFacts({ analyses, sink, ...about, ...exceptions }, noted);
  return { received, concluded };
}

it('hands each engine its own facts, in the order of the files, and returns what it concludes', async () => {
  const log = createFactsLog();
  log.add({ path: 'a', allowedBy: [2] }, { one: 1, two: 'a' });
  log.add({ path: 'b', allowedBy: [] }, undefined);
  log.add({ path: 'c', allowedBy: [] }, { one: [3] });
  const { received, concluded } = await conclude(log, engine('one'), engine('two'));
  const ofOne = [
    { path: 'a', facts: 1 },
    { path: 'c', facts: [3] },
  ];
  expect(received).toEqual([
    ['one', ofOne],
    ['two', [{ path: 'a', facts: 'a' }]],
  ]);
  const at = (path: string, allowedBy: number[]) => ({ path, allowedBy, detection: DETECTION });
  expect(concluded).toEqual([at('a', [2]), at('c', []), at('a', [2])]);
});

it('hands the sink no facts where there are none, which replaces those of the last scan', async () => {
  expect(await conclude(createFactsLog(), engine('one'))).toEqual({
    received: [['one', []]],
    concluded: [],
  });
});

it('keeps the facts of as many files as a scan may have', () => {
  const log = createFactsLog();
  for (let n = 0; n < 200_000; n++) log.add({ path: `${n}`, allowedBy: [] }, { one: n });
  expect(log.of('one')).toHaveLength(200_000);
});

it('finds each rule with its engine, and refuses a rule that is not there', () => {
  const findRule = indexRules(ENGINES);
  for (const engine of ENGINES) {
    for (const rule of engine.rules) expect(findRule(rule.id)).toEqual({ engine: engine.id, rule });
  }
  expect(() => findRule('no-such-rule')).toThrow('no-such-rule');
});

it('an entry for a fingerprint still covers a finding whose identity has changed since', () => {
  const [first] = ENGINES;
  const ruleId = first?.rules[0]?.id ?? '';
  const place = { inTree: true, history: null };
  const before = createDetectionMaker(ENGINES, [], 'key')(
    { ...DETECTION, ruleId, identity: 'old' },
    'a',
    place,
  );
  const entry = { ruleId: null, path: null, fingerprint: before.fingerprint, reason: 'known' };
  const now = { ...DETECTION, ruleId, identity: 'new' };
  const make = () => createDetectionMaker(ENGINES, [entry], 'key');
  expect(make()(now, 'a', place).suppressed).toBeNull();
  expect(make()({ ...now, formerIdentities: ['old'] }, 'a', place).suppressed).toMatchObject({
    reason: 'known',
  });
});
