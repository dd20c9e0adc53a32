import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanHere } from '@tests/support/commandHere';
import { heimdall } from '@tests/support/commandLine';
import { scratch } from '@tests/support/gitRepositories';
import { LOCK, lodashAdvisories, MANIFEST } from '@tests/support/vulnerableRepo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** `heimdall scan` of a project with a lock file, offline. */

const room = scratch();
const project = room.in('project');
const advisories = room.in('advisories');

beforeAll(() => {
  for (const directory of [project, advisories]) mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), MANIFEST);
  writeFileSync(path.join(project, 'package-lock.json'), LOCK);
  for (const one of lodashAdvisories()) {
    writeFileSync(path.join(advisories, `${one.id}.json`), JSON.stringify(one));
  }
});
afterAll(() => room.remove());

describe('heimdall scan', () => {
  it('says once, without advisories, that packages were not checked, and is complete', async () => {
    const run = await heimdall(['scan', project]);
    expect(run).toMatchObject({
      code: 0,
      stdout: 'Nothing found.\nNot checked for known vulnerabilities: 2 packages.\n',
    });
    expect(run.stderr).toContain('Give them by --advisories PATH.');
  });

  it('reports vulnerable packages with what fixes them, offline', async () => {
    const run = await scanHere([project, '--advisories', advisories]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('package-lock.json:');
    expect(run.stdout).toContain('lodash: ');
    expect(run.stdout).toContain('2 findings: 2 critical.');
    expect(run.stderr).toContain('Checked 1 of 2 packages by advisories: npm of ');
  });

  it('has package, identifiers and upgrade in its JSON', async () => {
    const { stdout } = await scanHere([project, '--advisories', advisories, '--format', 'json']);
    const { coverage, findings } = JSON.parse(stdout);
    expect(coverage).toMatchObject({ limits_hit: [], packages: { count: 2, checked: 1 } });
    expect(findings).toHaveLength(2);
    expect(new Set(findings.map(({ group_id }: { group_id: string }) => group_id)).size).toBe(1);
    const [one] = findings.filter(({ cve_id }: { cve_id: string }) => cve_id === 'CVE-2021-23337');
    expect(one).toMatchObject({
      ...{ rule_id: 'vulnerable-dependency', severity: 'critical', path: 'package-lock.json' },
      identifiers: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'],
      package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', direct: true },
      upgrade: { to: '4.17.21', is_major: false },
    });
    expect(one.suggested_patch).toContain('4.17.21');
  });

  it('passes what the project excepts, also in a folder of it, and says so', async () => {
    const excepting = room.in('excepting');
    const web = path.join(excepting, 'web');
    mkdirSync(web, { recursive: true });
    writeFileSync(path.join(web, 'package-lock.json'), LOCK);
    const file = path.join(excepting, '.heimdall.yml');
    const first = '- {advisory: CVE-2019-10744, reason: Not reachable}';
    const second = '- {package: lodash, path: web/, reason: Only at build time, until: 2999-12-31}';
    writeFileSync(file, `exceptions:\n${first}\n${second}\n`);
    execFileSync('git', ['init', '-q', excepting]);

    const scan = (target: string, ...more: string[]) =>
      scanHere([target, '--advisories', advisories, ...more]);
    const run = await scan(excepting);
    const stdout = 'Nothing found.\nNot checked for known vulnerabilities: 1 package.\n';
    expect(run).toMatchObject({ code: 0, stdout });
    expect(run.stderr).toContain('Suppressed by .heimdall.yml: 2 findings (web/package-lock.json:');
    expect((await scan(web)).code).toBe(0);
    const { coverage } = JSON.parse((await scan(excepting, '--format', 'json')).stdout);
    expect(coverage.suppressed).toMatchObject([{ by: 'ignore_file', findings: 2 }]);
    const [sarif] = JSON.parse((await scan(excepting, '--format', 'sarif')).stdout).runs;
    expect(sarif.results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toMatchObject([
      [{ kind: 'external', justification: 'Not reachable' }],
      [{ kind: 'external', justification: 'Only at build time' }],
    ]);

    // The second has no reason, and is not applied.
    writeFileSync(file, `exceptions:\n${first}\n- {package: lodash}\n`);
    const worse = await scan(excepting);
    expect(worse).toMatchObject({ code: 1 });
    expect(worse.stdout).toContain('1 finding: 1 critical.');
    expect(worse.stderr).toContain('.heimdall.yml: exception 2 has no reason.');
  });

  it('fails for what can not be read', async () => {
    const run = await heimdall(['scan', project, '--advisories', path.join(advisories, 'none')]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain("can't be read");
  });

  it.each([
    ['cyclonedx', 'components', 2],
    ['spdx', 'packages', 3],
  ])('writes a bill of materials as %s', async (format, field, count) => {
    const { stdout, code } = await scanHere([project, '--format', format]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)[field]).toHaveLength(count);
  });
});
