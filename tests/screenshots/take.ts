/**
 * `npm run screenshots`: README's pictures, taken of the production build with data like a team's. The results of
 * probes are put into the database, as not every machine can reach those remotes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { startBrowser } from '@tests/support/browser';
import { startProcess } from '@tests/support/process';
import {
  changeScan,
  connectTo,
  countFindings,
  coverageOf,
  insertFinding,
  insertScan,
  insertStages,
  pointToScans,
} from '@tests/support/rows';
import type pg from 'pg';
import { buildIfNeeded } from '@/cli/build';
import { ROOT } from '@/cli/programs.mjs';
import { migrate } from '@/server/migrations';

const THEMES = ['light', 'dark'] as const;
const SIZE = { width: 1280, height: 760 };

/** Name, remote, branch and days since it was registered; the oldest first. */
const REPOS = [
  ['design-system', 'https://github.com/example/design-system.git', 'main', 212],
  ['payments-api', 'https://github.com/example/payments-api.git', 'main', 187],
  ['infrastructure', 'https://gitlab.com/example/platform/infrastructure.git', 'main', 140],
  ['mobile-app', 'https://github.com/example/mobile-app.git', 'develop', 96],
  ['data-pipeline', 'https://gitlab.com/example/data/pipeline.git', 'main', 61],
  ['customer-portal', 'https://github.com/example/customer-portal.git', 'main', 33],
  ['legacy-billing', 'https://git.example.com/billing/legacy.git', 'master', 20],
  ['search-service', 'https://github.com/example/search-service.git', 'trunk', 9],
  ['my-web-app', 'https://github.com/example/my-web-app.git', 'main', 1],
] as const;

/** The findings: rule, title, severity, location, whether it is still in the tree. */
const FINDINGS = [
  ['stripe-live-key', 'Stripe live secret key', 'critical', 'src/server/billing/charge.ts', 18, true],
  ['aws-access-key', 'AWS access key', 'critical', 'deploy/terraform/prod.tfvars', 7, true],
  ['private-key', 'Private key', 'high', 'config/certs/internal.pem', 1, false],
  ['slack-webhook', 'Slack webhook address', 'high', 'scripts/notify.sh', 12, true],
  ['database-url', 'Database address with a password', 'medium', '.env.production', 3, false],
  ['generic-password', 'Password in the configuration', 'low', 'docker-compose.yml', 24, true],
] as const;

const SNIPPET = [
  "import Stripe from 'stripe';",
  '',
  '// TEMP: until the vault is there',
  "const stripe = new Stripe('••••••••', { apiVersion: '2024-06-20' });",
  '',
  'export async function charge(customer: string, cents: number) {',
  "  return stripe.paymentIntents.create({ customer, amount: cents, currency: 'eur' });",
].join('\n');

type Shown = { finding: string };

/** A running scan with its findings so far. Returns the one of the pictures. */
async function fillScanned(db: pg.Client, repoId: string): Promise<Shown> {
  const scan = await insertScan(db, repoId, {
    ...{ status: 'static_analysis', commit_sha: '5f35648b00000000', started_at: new Date() },
  });
  await insertStages(db, scan, 'history');
  const numbers = { commitsDone: 512, commitsTotal: 812, findings: FINDINGS.length };
  await changeScan(db, scan, { numbers }, 'history');
  const ids: string[] = [];
  for (const [rule_id, title, severity, file_path, line_start, in_tree] of FINDINGS.toReversed()) {
    const fields = { rule_id, title, severity, file_path, line_start, in_tree };
    ids.push(
      await insertFinding(db, { id: scan, repoId }, { ...fields, ...(in_tree ? {} : REMOVED), ...DETAIL }),
    );
  }
  await countFindings(db, repoId);
  return { finding: ids.at(-1) ?? '' };
}

const DAY_MS = 86_400_000;
const REMOVED = { removed_commit: 'b41c9e2700000000' };
const DETAIL = {
  ...{ cwe_id: 'CWE-798', code_snippet: SNIPPET, snippet_line: 15 },
  ...{ commit_sha: '9e3779b100000000', introduced_path: 'src/server/billing/charge.ts' },
  introduced_at: new Date(Date.now() - 412 * DAY_MS),
  first_seen_at: new Date(Date.now() - 33 * DAY_MS),
  description:
    'Anyone with this key can charge customers, read their payment details and pay out the balance. It works from ' +
    'anywhere, without a password, until it is rolled.',
  fix_summary: [
    'Roll the key in Stripe’s dashboard, under Developers, API keys; the old one stops working at once.',
    'Check the requests of the old key in Stripe’s logs for any that are not yours.',
    'Read the new key from the environment or a vault, and keep it out of the repository.',
    'Remove the old key from the history only after it has been rolled; clones keep it anyway.',
  ].join('\n'),
  references: ['https://docs.stripe.com/keys', 'https://cwe.mitre.org/data/definitions/798.html'],
};

/** An older scan, partial for one in four, with open findings. */
async function fillDone(db: pg.Client, repoId: string, index: number): Promise<void> {
  const at = new Date(Date.now() - (index * 7 + 1) * 3_600_000);
  const complete = index % 4 !== 2;
  const scan = await insertScan(db, repoId, {
    complete,
    coverage: coverageOf(),
    created_at: at,
    completed_at: at,
  });
  for (const [place, severity] of (['critical', 'high', 'medium', 'low'] as const).entries())
    for (let n = 0; n < (index * (place + 3)) % (place + 2); n++)
      await insertFinding(db, { id: scan, repoId }, { severity, ...FINDING_OF[severity] });
  await countFindings(db, repoId);
  await fillDays(db, repoId, index);
}

const FIX_SUMMARY = 'Change it at its provider, and read the new one from a vault.';
/** What a list shows of a finding of each severity. */
const FINDING_OF = {
  critical: { title: 'AWS access key', file_path: 'deploy/terraform/prod.tfvars', fix_summary: FIX_SUMMARY },
  high: { title: 'Slack webhook address', file_path: 'scripts/notify.sh', fix_summary: FIX_SUMMARY },
  medium: { title: 'Password in DB_PASSWORD', file_path: 'config/production.yml', fix_summary: FIX_SUMMARY },
  low: { title: 'Password in docker-compose.yml', file_path: 'docker-compose.yml', fix_summary: FIX_SUMMARY },
};

/** Days on which findings came and were fixed, in 90 days, and how long the fixed ones were open. */
async function fillDays(db: pg.Client, repoId: string, index: number): Promise<void> {
  for (let day = 3 + index; day < 90; day += 11 + index) {
    const severity = (['high', 'medium', 'low', 'critical'] as const)[(day + index) % 4];
    const opened = (day % 3) + 1;
    const fixed = day % 2 === 0 ? opened + 1 : opened - 1;
    await db.query(
      `INSERT INTO finding_days (repo_id, day, severity, opened, fixed, net)
       VALUES ($1, current_date - $2::int, $3, $4, $5, $4::int - $5::int)`,
      [repoId, day, severity, opened, fixed],
    );
    if (fixed > 0)
      await db.query(
        `INSERT INTO finding_fixes (repo_id, day, severity, age_days, count) VALUES ($1, current_date - $2::int, $3, $4, $5)`,
        [repoId, day, severity, (day % 9) + 1, fixed],
      );
  }
}

async function fill(user: TestUser, databaseUrl: string): Promise<Shown> {
  const db = await connectTo(databaseUrl);
  let shown: Shown = { finding: '' };
  for (const [index, [name, remote_url, branch, days]] of REPOS.entries()) {
    const { id } = await newRepo(user, { name, remote_url });
    if (name === 'my-web-app') shown = await fillScanned(db, id);
    else if (name !== 'legacy-billing') await fillDone(db, id, index);
    const sha = `${(0x9e3779b9 * (index + 1)).toString(16)}0000000000000000000000000000000000`.slice(0, 40);
    await db.query(
      `UPDATE repos SET remote_state = 'found', default_branch = $2, last_commit_sha = $3, remote_checked_at = now(),
         created_at = now() - make_interval(days => $4) WHERE id = $1`,
      [id, branch, sha, days],
    );
  }
  await db.query(
    `UPDATE repos SET remote_state = 'failed', remote_message = 'The host git.example.com was not found.'
     WHERE name = 'legacy-billing'`,
  );
  await pointToScans(db);
  await db.end();
  return shown;
}

async function take(url: string, user: TestUser, shown: Shown): Promise<void> {
  const { page, stop } = await startBrowser(url);
  await page.setViewportSize(SIZE);
  await page.context().addCookies([{ name: 'session', value: user.token, url }]);
  for (const theme of THEMES) {
    await page.context().addCookies([{ name: 'theme', value: theme, url }]);
    const shoot = (name: string) =>
      page.screenshot({ path: path.join(import.meta.dirname, `${name}-${theme}.png`) });
    await page.goto(url, { waitUntil: 'networkidle' });
    await shoot('overview');
    await page.goto(`${url}/findings/${shown.finding}`, { waitUntil: 'networkidle' });
    await shoot('finding');
  }
  await stop();
}

await buildIfNeeded();
const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-screenshots-'));
const database = await startProcess('tests/support/databaseProcess.ts', ['', directory], {});
await migrate(database.url, path.join(ROOT, 'prisma', 'migrations'));
const web = await startProcess('src/cli/web.ts', [], {
  DATABASE_URL: database.url,
  HEIMDALL_DATA_DIR: directory,
  HEIMDALL_OPEN_REGISTRATION: 'true',
  PORT: '0',
});
const user = await newUser(web.url);
await user.trpc.account.updateProfile.mutate({ displayName: 'Ada Lovelace' });
await take(web.url, user, await fill(user, database.url));
await web.stop();
await database.stop();
rmSync(directory, { recursive: true });
