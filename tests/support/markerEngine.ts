import { createHmac } from 'node:crypto';
import type { Detection, Engine, RuleInfo } from '@/engines/engine';
import { readText } from '@/engines/text';

/** A second engine, as small as one can be. It detects lines that begin with a marker, and inventories lock files. */

const LOCK = 'marker.lock';
const MARKER = 'marker: ';

const ABOUT = {
  ...({ severity: 'high', confidence: 'medium', cwe: 'CWE-1104', fixType: 'dependency_upgrade' } as const),
  why: 'A marker shows that a second engine is heard.',
  tags: ['marker'],
  remedy: ['Delete the marker.', 'Then scan again.'],
  references: ['https://example.com/markers'],
} as const;

export const LINE_RULE: RuleInfo = { ...ABOUT, id: 'marker-line', name: 'Line with a marker' };
export const TWICE_RULE: RuleInfo = { ...ABOUT, id: 'marker-twice', name: 'Marker in two lock files' };

export const MARKER_ENGINE: Engine = {
  id: 'marker',
  rules: [LINE_RULE, TWICE_RULE],
  history: false,
  accepts: ({ size }) => size < 1_000_000,
  kindOf: (path) => (isLock(path) ? 'lock' : 'other'),
  prepare:
    ({ digestKey }) =>
    ({ path, content }) => {
      const read = readText(content);
      if (read.verdict !== 'text') return { verdict: read.verdict, detections: [] };
      const lines = read.bytes.toString().split('\n');
      if (isLock(path))
        return { verdict: 'text', detections: [], facts: lines.filter((line) => line !== '') };
      const digest = (line: string) =>
        createHmac('sha256', digestKey).update(`marker\0${line}`).digest('hex');
      const detections = lines.flatMap((line, index) =>
        line.startsWith(MARKER) ? [detect(LINE_RULE, line, index + 1, digest(line))] : [],
      );
      return { verdict: 'text', detections };
    },
  conclude: (facts) => {
    const first = new Set<string>();
    return facts.flatMap(({ path, facts: names }) =>
      (names as string[]).flatMap((name, index) => {
        if (!first.has(name)) {
          first.add(name);
          return [];
        }
        return [{ path, detection: detect(TWICE_RULE, name, index + 1, `twice ${name}`) }];
      }),
    );
  },
};

function isLock(path: string): boolean {
  return path === LOCK || path.endsWith(`/${LOCK}`);
}

function detect(
  { id: ruleId, severity, confidence }: RuleInfo,
  text: string,
  line: number,
  identity: string,
) {
  const detection: Detection = {
    ...{
      ruleId,
      severity,
      confidence,
      identity,
      line,
      title: null,
      evidence: [],
      group: identity,
      anchors: [],
    },
    ...{ lineEnd: line, snippet: text, snippetLine: line, allowed: null },
  };
  return detection;
}
