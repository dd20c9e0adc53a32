import { expect, it } from 'vitest';
import type { Analysis, Engine } from '@/engines/engine';
import { analyzeBlob, prepareEngines } from './analyzeFile';

const NONE: Analysis = { verdict: 'text', detections: [] };

/** An engine that detects one thing in each file of an extension. */
function engineOf(id: string, changes: Partial<Engine> & { analysis?: Analysis } = {}): Engine {
  const rule = { ruleId: id, severity: 'low', confidence: 'low', title: null, evidence: [] } as const;
  const detection = { ...rule, identity: id, group: id, anchors: [] };
  const place = { line: 1, lineEnd: 1, snippet: '', snippetLine: 1, allowed: null };
  const { analysis = { verdict: 'text', detections: [{ ...detection, ...place }] }, ...rest } = changes;
  return {
    ...{ id, rules: [], history: true, accepts: () => true, kindOf: () => '', prepare: () => () => analysis },
    ...rest,
  };
}

const FILE = { path: 'a.txt', content: Buffer.from('text'), areLines: false };
const rulesIn = ({ detections }: Analysis) => detections.map(({ ruleId }) => ruleId);

it('joins the detections of all engines in their order', () => {
  const analyze = prepareEngines([engineOf('a'), engineOf('b')], { digestKey: '' });
  expect(rulesIn(analyze(FILE))).toEqual(['a', 'b']);
});

it('asks only engines that accept the file, by path and size', () => {
  const small = engineOf('a', { accepts: ({ path, size }) => path === 'a.txt' && size < 4 });
  const analyze = prepareEngines([small, engineOf('b')], { digestKey: '' });
  expect(rulesIn(analyze(FILE))).toEqual(['b']);
  expect(rulesIn(analyze({ ...FILE, content: Buffer.from('abc') }))).toEqual(['a', 'b']);
});

it('asks only engines of history about lines that commits added', () => {
  const analyze = prepareEngines([engineOf('a', { history: false }), engineOf('b')], { digestKey: '' });
  expect(rulesIn(analyze({ ...FILE, areLines: true }))).toEqual(['b']);
});

it('calls a content text if one engine reads it as text', () => {
  const binary = engineOf('a', { analysis: { verdict: 'binary', detections: [] } });
  expect(prepareEngines([binary, engineOf('b')], { digestKey: '' })(FILE).verdict).toBe('text');
  expect(prepareEngines([binary, binary], { digestKey: '' })(FILE).verdict).toBe('binary');
});

it('reads the type of a content that no engine accepts', () => {
  const analyze = prepareEngines([engineOf('a', { accepts: () => false })], { digestKey: '' });
  expect(analyze(FILE)).toEqual(NONE);
  expect(analyze({ ...FILE, content: Buffer.alloc(0) }).verdict).toBe('empty');
  expect(analyze({ ...FILE, content: Buffer.from('\0\0'), areLines: true }).verdict).toBe('text');
});

it('judges a content that is too large by its beginning, unless that is text', () => {
  const analyze = prepareEngines([engineOf('a', { analysis: { ...NONE, verdict: 'binary' } })], {
    digestKey: '',
  });
  const scan = (content: Buffer) => ({ result: analyze({ ...FILE, content }) });
  const blob = { kind: 'head', size: 100_000 } as const;
  expect(analyzeBlob({ ...blob, head: Buffer.from('text') }, scan)).toEqual({ skipped: 'too_large' });
  const result = { verdict: 'binary', detections: [] };
  expect(analyzeBlob({ ...blob, head: Buffer.from('7f454c4600000001', 'hex') }, scan)).toEqual({ result });
});
