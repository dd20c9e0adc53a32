/** A project whose vulnerable package comes in by others, as npm locks it, and the advisory about it. */

const PACKAGES = {
  '': { name: 'api', version: '1.0.0', dependencies: { express: '4.16.0' } },
  'node_modules/express': { version: '4.16.0', license: 'MIT', dependencies: { 'body-parser': '1.18.2' } },
  'node_modules/body-parser': { version: '1.18.2', license: 'MIT', dependencies: { qs: '6.5.1' } },
  'node_modules/qs': { version: '6.5.1', license: 'BSD-3-Clause' },
};
export const CHAIN_LOCK = `${JSON.stringify({ name: 'api', version: '1.0.0', lockfileVersion: 3, packages: PACKAGES }, null, 2)}\n`;

export function qsAdvisory(modified = new Date()): Record<string, unknown> {
  const events = [{ introduced: '6.5.0' }, { fixed: '6.5.3' }];
  return {
    ...{ schema_version: '1.6.0', id: 'GHSA-hrpp-h998-j3pp', aliases: ['CVE-2022-24999'] },
    ...{ modified: modified.toISOString(), summary: 'Prototype Pollution in qs', details: 'A hang in qs.' },
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }],
    affected: [{ package: { ecosystem: 'npm', name: 'qs' }, ranges: [{ type: 'SEMVER', events }] }],
    references: [{ type: 'ADVISORY', url: 'https://github.com/advisories/GHSA-hrpp-h998-j3pp' }],
  };
}
