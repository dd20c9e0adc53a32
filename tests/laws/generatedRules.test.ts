import { describe, expect, it } from 'vitest';
import { GENERATED, staleRules, writeGeneratedRules } from './generatedRules';
import { readSources } from './sources';

const rule = (name: string) => ({
  path: `src/engines/secrets/rules/${name}.ts`,
  text: `import type { Rule } from '../rule';\n\nexport const ${name}Rules: readonly Rule[] = [];\n`,
});
const two = [rule('beta'), rule('alpha')];
const generated = { path: GENERATED, text: writeGeneratedRules(two) };

it('the list of rules is up to date', () => {
  expect(staleRules(readSources())).toEqual([]);
});

describe('the list of rules', () => {
  it('names every file in order, and not their tests', () => {
    const test = { path: 'src/engines/secrets/rules/alpha.test.ts', text: '' };
    expect(generated.text).toContain(`import { alphaRules } from './rules/alpha';\nimport { betaRules }`);
    expect(generated.text).toContain('[\n  ...alphaRules,\n  ...betaRules,\n];');
    expect(staleRules([...two, test, generated])).toEqual([]);
  });

  it.each([
    ['a file was added', [...two, rule('gamma'), generated]],
    ['a file was removed', [rule('alpha'), generated]],
    ['it was changed by hand', [...two, { ...generated, text: `${generated.text}\n` }]],
    ['it is missing', two],
  ])('is stale if %s', (_, files) => {
    expect(staleRules(files)).toMatchObject([
      { path: GENERATED, message: expect.stringContaining('npm run rules') },
    ]);
  });

  it('can not be written for a file without rules', () => {
    const empty = { path: 'src/engines/secrets/rules/delta.ts', text: 'export const a = 1;\n' };
    expect(() => writeGeneratedRules([empty])).toThrow('delta.ts exports no');
  });
});
