import { advisory } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import { rate, scoreOf } from './severity';

const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H';
const V4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
const LOW = 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N';
const vector = (score: string) => ({ severity: [{ type: 'CVSS', score }] });

describe('the score of a vector', () => {
  it.each([
    // From the examples of FIRST, and the vectors of published CVEs.
    [V31, 10],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5],
    ['CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N', 3.1],
    [V4, 9.3],
    ['CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5],
    ['7.5', 7.5],
  ])('of %s is %d', (text, score) => {
    expect(scoreOf(text)?.score).toBe(score);
  });

  it.each([
    '',
    'HIGH',
    'CVSS:3.1/',
    'CVSS:3.1/AV:N',
    'CVSS:9.9/AV:N',
    `CVSS:3.1/${'AV:N/'.repeat(100)}`,
    'CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    '11',
  ])('does not exist for "%s"', (text) => {
    expect(scoreOf(text)).toBeUndefined();
  });
});

describe('the severity of a vulnerability', () => {
  it('is that of the highest score of CVSS 4.0 and 3', () => {
    const { severity, evidence } = rate(
      [advisory('A-1', vector(LOW)), advisory('B-1', vector(V4))],
      [],
      undefined,
    );
    expect(severity).toBe('critical');
    expect(evidence).toEqual([`CVSS 4.0 rates it 9.3 of 10 (${V4}).`]);
    expect(
      rate(
        [advisory('A-1', vector('AV:N/AC:L/Au:N/C:C/I:C/A:C')), advisory('B-1', vector(LOW))],
        [],
        undefined,
      ).severity,
    ).toBe('low');
  });

  it('is what the database says where there is no vector, and else medium, said as such', () => {
    expect(rate([advisory('A-1', { databaseSeverity: 'MODERATE' })], [], undefined)).toEqual({
      severity: 'medium',
      evidence: ['A-1 calls it moderate.'],
    });
    expect(
      rate([advisory('A-1', { ...vector('nonsense'), databaseSeverity: 'CRITICAL' })], [], undefined)
        .severity,
    ).toBe('critical');
    expect(rate([advisory('A-1', { databaseSeverity: 'unmaintained' })], [], undefined).severity).toBe('low');
    expect(rate([advisory('A-1')], [], undefined)).toEqual({
      severity: 'medium',
      evidence: ['No source says how severe it is, so medium is assumed.'],
    });
  });

  it('is critical for a malicious package', () => {
    expect(rate([advisory('MAL-2026-1')], [], undefined).severity).toBe('critical');
  });

  it('is at least high for what is exploited or likely to be, and the reason is given', () => {
    const low = [advisory('A-1', vector(LOW))];
    const exploited = rate(low, [], { epss: 0.02, isExploited: true });
    expect(exploited.severity).toBe('high');
    expect(exploited.evidence.slice(1)).toEqual([
      'CISA lists it as exploited (KEV), so that it is at least high.',
      'EPSS gives it a probability of 2 % to be exploited within 30 days.',
    ]);
    expect(rate(low, [], { epss: 0.5, isExploited: false }).severity).toBe('high');
    expect(rate(low, [], { epss: 0.49, isExploited: false }).severity).toBe('low');
    expect(rate([advisory('A-1', vector(V31))], [], { epss: null, isExploited: true }).severity).toBe(
      'critical',
    );
  });
});
