import { advisory } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import { foldAliases } from './fold';
import { parseAdvisory } from './osv';

const ids = (advisories: Parameters<typeof foldAliases>[0]) =>
  foldAliases(advisories).map(({ identifiers }) => identifiers);

describe('advisories about one vulnerability', () => {
  it('are folded over aliases that are not known themselves, in any order', () => {
    const pypi = advisory('PYSEC-2026-1', { aliases: ['CVE-2026-1'] });
    const github = advisory('GHSA-aaaa-aaaa-aaaa', { aliases: ['CVE-2026-1', 'SNYK-1'] });
    const third = advisory('OTHER-7', { aliases: ['SNYK-1'] });
    const apart = advisory('GHSA-bbbb-bbbb-bbbb', { aliases: ['CVE-2026-2'] });
    const whole = ['GHSA-aaaa-aaaa-aaaa', 'CVE-2026-1', 'OTHER-7', 'PYSEC-2026-1', 'SNYK-1'];
    expect(ids([pypi, third, github, apart])).toEqual([whole, ['GHSA-bbbb-bbbb-bbbb', 'CVE-2026-2']]);
    expect(ids([github, pypi, third])).toEqual([whole]);
  });

  it('have the same identifier, whichever databases are known', () => {
    const rust = advisory('RUSTSEC-2026-1', { aliases: ['CVE-2026-1', 'GHSA-aaaa-aaaa-aaaa'] });
    const go = advisory('GO-2026-1', { aliases: ['CVE-2026-9'] });
    expect(foldAliases([rust, go]).map(({ id }) => id)).toEqual(['GHSA-aaaa-aaaa-aaaa', 'CVE-2026-9']);
  });

  it('are not folded by a notice about several', () => {
    const parse = (id: string, upstream: string[]) => {
      const result = parseAdvisory({ id, modified: '2026-01-02T03:04:05Z', upstream });
      return 'advisory' in result ? [result.advisory] : [];
    };
    const [first, second] = [
      parse('DEBIAN-CVE-2026-1', ['CVE-2026-1']),
      parse('DEBIAN-CVE-2026-2', ['CVE-2026-2']),
    ];
    const one = parse('DSA-1-1', ['CVE-2026-1']);
    const both = parse('DSA-2-1', ['CVE-2026-1', 'CVE-2026-2']);
    expect(ids([...first, ...second, ...one, ...both])).toEqual([
      ['CVE-2026-1', 'DEBIAN-CVE-2026-1', 'DSA-1-1'],
      ['CVE-2026-2', 'DEBIAN-CVE-2026-2'],
      ['DSA-2-1'],
    ]);
  });

  it('are not folded by a withdrawn one, nor by themselves', () => {
    const withdrawn = advisory('W-1', { aliases: ['A-1', 'B-1'], withdrawn: '2026-01-01T00:00:00Z' });
    expect(ids([advisory('A-1'), withdrawn, advisory('B-1', { aliases: ['B-1'] })])).toEqual([
      ['A-1'],
      ['B-1'],
    ]);
  });

  it('may be very many in one chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      advisory(`A-${index}`, { aliases: [`A-${index + 1}`] }),
    );
    expect(foldAliases(chain)).toHaveLength(1);
  });
});
