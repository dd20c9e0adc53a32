import { expect, it } from 'vitest';
import { createSecretsEngine, SECRETS } from './engine';
import type { Rule } from './rule';

const RULE: Rule = {
  id: 'acme-token',
  name: 'Acme token',
  provider: 'Acme',
  why: 'Whoever has it can order anvils.',
  severity: 'high',
  confidence: 'high',
  revoke: 'Revoke it.',
  revokeUrl: 'https://acme.example/revoke',
  source: 'https://acme.example/docs',
  keywords: ['acme_'],
  pattern: /acme_[a-z0-9]{20}/g,
  samples: { hit: [], clean: [] },
};
const TOKEN = 'acme_k3x9vq7m2w8z4t6r1y5p';

it('describes each rule once: weakness, remedy and pages', () => {
  const sameUrl = { ...RULE, id: 'b', cwe: 'CWE-321', revokeUrl: RULE.source };
  const noUrl = { ...RULE, id: 'c', revokeUrl: null };
  const [first, second, third] = createSecretsEngine([RULE, sameUrl, noUrl]).rules;
  expect(first).toMatchObject({ id: 'acme-token', name: 'Acme token', cwe: 'CWE-798', tags: ['secret'] });
  expect(first?.remedy[0]).toBe('Revoke it.');
  expect(first?.references).toEqual([RULE.revokeUrl, RULE.source]);
  expect(second).toMatchObject({ cwe: 'CWE-321', references: [RULE.source] });
  expect(third?.references).toEqual([RULE.source]);
});

it('analyzes files, and lines that commits added, with digests of the given key', () => {
  const engine = createSecretsEngine([RULE]);
  const analyze = engine.prepare({ digestKey: 'key' });
  const file = { path: 'src/a.py', content: Buffer.from(`token = "${TOKEN}"\n`), areLines: false };
  const analysis = analyze(file);
  expect(analysis).toMatchObject({ verdict: 'text', detections: [{ ruleId: 'acme-token', line: 1 }] });
  expect(JSON.stringify(analysis)).not.toContain(TOKEN);
  expect(analyze({ ...file, areLines: true })).toEqual(analysis);
  const [other] = engine.prepare({ digestKey: 'other' })(file).detections;
  expect(other?.identity).not.toBe(analysis.detections[0]?.identity);
});

it('distinguishes kinds of files, on which its results depend', () => {
  expect(SECRETS.kindOf('src/a.ts')).toBe(SECRETS.kindOf('src/b.ts'));
  expect(SECRETS.kindOf('src/a.ts')).not.toBe(SECRETS.kindOf('.npmrc'));
});

it('refuses rules with problems', () => {
  expect(() => createSecretsEngine([RULE, RULE]).prepare({ digestKey: 'key' })).toThrow('acme-token');
});
