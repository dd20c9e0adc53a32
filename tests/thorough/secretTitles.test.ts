import { describe, expect, it } from 'vitest';
import { RULES } from '@/engines/secrets/rules.generated';
import { createSecretScanner } from '@/engines/secrets/scan';

const { scan } = createSecretScanner({ rules: RULES, digest: (id, secret) => `${id}\0${secret}` });
const detectionsIn = (text: string, path: string) => scan(Buffer.from(text), path).detections;

describe('titles and evidence of every sample', () => {
  const samples = RULES.flatMap(({ samples: { hit } }) =>
    hit.map((it) => (typeof it === 'string' ? { path: 'config.txt', text: it } : it)),
  );
  const found = ['', 'tests/'].flatMap((folder) =>
    samples.flatMap(({ text, path }) => detectionsIn(text, folder + path)),
  );

  it('are short, and one to four sentences', () => {
    expect(found.length).toBeGreaterThan(2_000);
    for (const { title, evidence } of found) {
      expect((title ?? '').length, title ?? '').toBeLessThanOrEqual(80);
      expect([1, 2, 3, 4]).toContain(evidence.length);
      for (const sentence of evidence) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('are never the bare name of a generic rule', () => {
    const generic = found.filter(({ ruleId }) => ruleId.startsWith('generic-'));
    for (const { title } of generic) expect(title).toMatch(/^(?:Password|Secret|Key|Token|Salt) in \S/);
  });

  it('hold no part of a secret', () => {
    for (const { title, evidence, identity } of found) {
      const [, secret = ''] = identity.split('\0');
      // Words of a name may be in a secret's documented beginning, but a generated part has digits.
      const parts = Array.from({ length: Math.max(0, secret.length - 5) }, (_, at) =>
        secret.slice(at, at + 6),
      );
      const mixed = parts.filter((part) => /\d/.test(part) && /[A-Za-z]/.test(part));
      const shown = [title ?? '', ...evidence].join('\n');
      expect(
        mixed.filter((part) => shown.includes(part)),
        shown,
      ).toEqual([]);
    }
  });
});
