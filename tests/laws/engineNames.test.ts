import { describe, expect, it } from 'vitest';
import { engineNames, mendedEngineNames } from './engineNames';
import { describeViolation, readSources } from './sources';

const tree = readSources();
const ENGINE = { path: 'src/engines/secrets/engine.ts', text: '' };

it('nothing but the registry and the known places names an engine', () => {
  expect(engineNames(tree).map(describeViolation)).toEqual([]);
});

it('the list of known places has the numbers of the tree', () => {
  expect(mendedEngineNames(tree)).toEqual([]);
  expect(mendedEngineNames([ENGINE])).toContain('engines/registry');
});

describe('an engine is named by', () => {
  it.each([
    ['src/jobs/a.ts', `import { RULES } from '@/engines/secrets/rules.generated';`],
    ['src/jobs/a.ts', `type Rule = import('@/engines/secrets/rule').Rule;`],
    ['src/engines/sarif/write.ts', `import type { Rule } from '../secrets/rule';`],
    ['src/domain/scans/store.ts', `const where = { repoId, source: 'secrets' };`],
    ['src/domain/scans/store.ts', "db.$executeRaw`UPDATE findings SET source = 'secrets'`;"],
    ['src/ui/words.ts', `const WORDS = { secrets: 'Secrets' };`],
  ])('%s %s', (path, text) => {
    const [violation] = engineNames([ENGINE, { path, text }]);
    expect(violation?.message).toContain('belongs in src/engines/secrets');
  });
});

it.each([
  ['src/engines/secrets/a.ts', `import { scan } from './scan';\nconst id = 'secrets';`],
  ['src/jobs/a.ts', `import { ENGINES } from '@/engines/registry';\nconst secrets = listSecrets();`],
  ['src/jobs/a.test.ts', `import { RULES } from '@/engines/secrets/rules.generated';`],
])('no engine is named by %s', (path, text) => {
  expect(engineNames([ENGINE, { path, text }])).toEqual([]);
});
