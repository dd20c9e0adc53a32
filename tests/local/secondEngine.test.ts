import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { heimdall } from '@tests/support/commandLine';
import { SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { LINE_RULE, MARKER_ENGINE, TWICE_RULE } from '@tests/support/markerEngine';
import { NO_ADVISORIES } from '@tests/support/noAdvisories';
import { bundleMarked } from '@tests/support/programs';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileFacts } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';
import { createCoverageLog } from '@/scan/coverage';
import type { Located } from '@/scan/located';
import { createEnginePool, createScanEngines } from '@/scan/pool/pool';
import { runScan } from '@/scan/runScan';
import type { ScanSink } from '@/scan/sink';
import { directory } from '@/scan/sources/directory';

const programs = await bundleMarked();
const program = programs.fileOf('markerCommand');
const main = programs.fileOf('markerEngineProcess');
const room = scratch();
const root = room.in('marked');
const FILES = {
  'code.py': `one\nmarker: here\n${lineWith(newSecret())}`,
  'a/marker.lock': 'left\nboth\n',
  'b/marker.lock': 'both\nright\n',
};
beforeAll(() => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  execFileSync('git', ['init', '--quiet', root]);
});
afterAll(() => {
  programs.remove();
  room.remove();
});

describe('an engine that only the outermost place names', () => {
  it('is in the JSON of the command line', async () => {
    const { stdout, code } = await heimdall(['scan', root, '--format', 'json'], { program });
    const { findings, coverage } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(coverage.engines).toMatchObject([
      { name: 'secrets' },
      { name: 'dependencies' },
      { name: 'marker', rules: 2 },
    ]);
    const marked = findings.filter(({ rule_id }: { rule_id: string }) => rule_id.startsWith('marker-'));
    expect(findings).toHaveLength(3);
    expect(marked).toMatchObject([
      { rule_id: TWICE_RULE.id, title: TWICE_RULE.name, path: 'b/marker.lock', line: 1, snippet: 'both' },
      { rule_id: LINE_RULE.id, path: 'code.py', line: 2, fix: LINE_RULE.remedy, cwe_id: LINE_RULE.cwe },
    ]);
  });

  it('is in the SARIF of the command line, with its rules', async () => {
    const { stdout } = await heimdall(['scan', root, '--format', 'sarif'], { program });
    const [run] = JSON.parse(stdout).runs;
    const { rules } = run.tool.driver;
    expect(rules.at(-1)).toMatchObject({ id: TWICE_RULE.id, fullDescription: { text: TWICE_RULE.why } });
    const found = run.results.filter(({ ruleId }: { ruleId: string }) => ruleId === LINE_RULE.id);
    expect(found).toHaveLength(1);
    expect(rules[found[0].ruleIndex].id).toBe(LINE_RULE.id);
    expect(found[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'code.py' },
      region: { startLine: 2 },
    });
  });

  it('has its facts handed to the sink, and what it concludes recorded', async () => {
    const limits = { maxFiles: 100, maxFileBytes: 1e6, fileMs: 10_000, maxCommits: 1, maxHistoryBytes: 1 };
    const pool = createEnginePool({ memoryMb: 512, searchPath: SEARCH_PATH, main, processes: 1 });
    const setUp = { gitDir: null, searchPath: SEARCH_PATH, digestKey: 'k', allowList: [] };
    const options = { pool, fileMs: limits.fileMs, stallMs: 60_000, processes: 1 };
    const { signal } = new AbortController();
    const engines = createScanEngines({ ...setUp, maxFileBytes: 1e6, timeoutMs: 60_000 }, options, signal);
    const facts: [string, readonly FileFacts[]][] = [];
    const recorded: Located[] = [];
    const sink: ScanSink = {
      enter: async () => {},
      progress: () => {},
      record: async (found) => void recorded.push(...found),
      isFull: () => false,
      origins: async () => {},
      removals: async () => {},
      facts: async (engine, noted) => void facts.push([engine, noted]),
      inventory: async () => {},
      finish: async () => {},
    };
    const process = { fetchTimeoutMs: 1, timeoutMs: 60_000, maxRepoBytes: 1 };
    await runScan({
      source: directory({ root, within: '', gitIgnored: new Set() }, null),
      ...{ sink, engines, analyses: [...ENGINES, MARKER_ENGINE], cache: null, allowList: [], digestKey: 'k' },
      ...{ coverage: createCoverageLog('branch'), advisories: NO_ADVISORIES, now: new Date() },
      limits: { ...limits, ...process, engineMemoryMb: 512, engineStallMs: 60_000 },
      ...{ searchPath: SEARCH_PATH, deadline: Date.now() + 60_000, signal },
    });
    engines.stop();
    pool.close();
    expect(facts).toEqual([
      [
        'marker',
        [
          { path: 'a/marker.lock', facts: ['left', 'both'] },
          { path: 'b/marker.lock', facts: ['both', 'right'] },
        ],
      ],
    ]);
    expect(recorded.map(({ source, ruleId }) => [source, ruleId])).toEqual([
      ['secrets', 'aws-access-key-id'],
      ['marker', LINE_RULE.id],
      ['marker', TWICE_RULE.id],
    ]);
  });
});
