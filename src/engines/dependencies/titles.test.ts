import { advisory, dependency } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import type { Advisory } from './advisory';
import { COMMON_NAMES } from './commonNames';
import { foldAliases } from './fold';
import type { LocatedPackage } from './package';
import { titleOf } from './titles';

const titled = (one: Advisory, about: Partial<LocatedPackage> = {}) => {
  const [group] = foldAliases([one]);
  return group && titleOf(group, dependency({ name: 'acme', version: '1.0.0', ...about }));
};

describe('the title of a vulnerability', () => {
  it('names package, what can happen, and what people call it', () => {
    const log4shell = advisory('GHSA-jfh8-c2jp-5v3q', {
      aliases: ['CVE-2021-44228'],
      summary: 'Remote code injection in Log4j',
      cwes: ['CWE-20', 'CWE-502'],
      details: '',
    });
    const about = { ecosystem: 'Maven', name: 'org.apache.logging.log4j:log4j-core' } as const;
    expect(titled(log4shell, about)).toBe('log4j-core: remote code execution (Log4Shell)');
  });

  it.each([
    ['Prototype Pollution in acme', [], 'acme: prototype pollution'],
    ['acme vulnerable to ReDoS', [], 'acme: denial of service by a regular expression'],
    ['Improper input handling', ['CWE-20', 'CWE-79'], 'acme: cross-site scripting'],
    ['acme: Panic in  the\nparser.', [], 'acme: Panic in the parser'],
    ['Environment variable leakage in acme', [], 'acme: Environment variable leakage'],
    ['', [], 'acme: known vulnerability'],
    ['`acme` is unmaintained', [], 'acme: no longer maintained'],
  ])('of "%s" with %j is "%s"', (summary, cwes, title) => {
    expect(titled(advisory('X-1', { summary, cwes }))).toBe(title);
  });

  it('takes the beginning of a long text where there is no summary', () => {
    expect(titled(advisory('PYSEC-1', { details: 'An issue allows SQL injection by a crafted name.' }))).toBe(
      'acme: SQL injection',
    );
  });

  it('calls a malicious package so, and stays short', () => {
    expect(titled(advisory('MAL-1', { summary: 'Malicious code in acme (npm)' }))).toBe(
      'acme: malicious package',
    );
    expect(titled(advisory('X-1', { summary: 'a'.repeat(1000) }))?.length).toBe(120);
  });

  it('has common names by CVE alone, each once', () => {
    const names = Object.values(COMMON_NAMES);
    expect(Object.keys(COMMON_NAMES).filter((cve) => !/^CVE-\d{4}-\d{4,}$/.test(cve))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(COMMON_NAMES['CVE-2014-0160']).toBe('Heartbleed');
    expect(COMMON_NAMES['CVE-2022-22965']).toBe('Spring4Shell');
  });
});
