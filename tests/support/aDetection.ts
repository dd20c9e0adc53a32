import type { Detection } from '@/engines/engine';

/** A detection in the first line of a file, without surroundings. */
export const DETECTION: Omit<Detection, 'details'> = {
  ...({ ruleId: 'r', severity: 'high', confidence: 'high', title: null, evidence: [] } as const),
  ...{ identity: 'd', group: 'g', anchors: [], line: 1, lineEnd: 1 },
  ...{ snippet: '', snippetLine: 1, allowed: null },
};
