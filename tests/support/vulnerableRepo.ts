/** A project with a vulnerable package, as npm locks it, and advisories in OSV's schema about it. */

export const MANIFEST = `{
  "name": "web",
  "version": "1.0.0",
  "dependencies": {
    "lodash": "^4.17.11",
    "left-pad": "1.3.0"
  }
}
`;

const PACKAGES = {
  '': { name: 'web', version: '1.0.0', dependencies: { lodash: '^4.17.11', 'left-pad': '1.3.0' } },
  'node_modules/left-pad': { version: '1.3.0', license: 'WTFPL' },
  'node_modules/lodash': { version: '4.17.11', license: 'MIT' },
};
export const LOCK = `${JSON.stringify({ name: 'web', version: '1.0.0', lockfileVersion: 3, packages: PACKAGES }, null, 2)}\n`;

function osv(id: string, fields: { summary: string; fixed: string; aliases?: string[] }, modified: Date) {
  const events = [{ introduced: '0' }, { fixed: fields.fixed }];
  return {
    ...{ schema_version: '1.6.0', id, modified: modified.toISOString(), aliases: fields.aliases ?? [] },
    ...{ summary: fields.summary, details: `${fields.summary} in lodash.` },
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [{ package: { ecosystem: 'npm', name: 'lodash' }, ranges: [{ type: 'SEMVER', events }] }],
    references: [{ type: 'ADVISORY', url: `https://github.com/advisories/${id}` }],
  };
}

/** Two advisories that one upgrade of lodash fixes. */
export function lodashAdvisories(modified = new Date()) {
  return [
    osv(
      'GHSA-jf85-cpcp-j695',
      { summary: 'Prototype Pollution in lodash', fixed: '4.17.12', aliases: ['CVE-2019-10744'] },
      modified,
    ),
    osv(
      'GHSA-35jh-r3h4-6jhm',
      { summary: 'Command Injection in lodash', fixed: '4.17.21', aliases: ['CVE-2021-23337'] },
      modified,
    ),
  ];
}
