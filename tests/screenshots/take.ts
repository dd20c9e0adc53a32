/**
 * `npm run screenshots`: README's pictures, taken of the production build with data as a team might have it. What a
 * look at a remote would bring is put into the database, since those remotes can't be asked from everywhere.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { startBrowser } from '@tests/support/browser';
import { startProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { buildIfNeeded, ROOT } from '@/cli/build';
import { migrate } from '@/server/migrations';

const THEMES = ['light', 'dark'] as const;
const SIZE = { width: 1280, height: 760 };

/** Name, remote, branch and days since it was added; the oldest first. */
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

async function fill(user: TestUser, databaseUrl: string): Promise<void> {
  const db = await connectTo(databaseUrl);
  for (const [index, [name, remote_url, branch, days]] of REPOS.entries()) {
    const { id } = await newRepo(user, { name, remote_url });
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
  await db.end();
}

async function take(url: string, user: TestUser): Promise<void> {
  const { page, stop } = await startBrowser(url);
  await page.setViewportSize(SIZE);
  await page.context().addCookies([{ name: 'session', value: user.token, url }]);
  for (const theme of THEMES) {
    await page.context().addCookies([{ name: 'theme', value: theme, url }]);
    const shoot = (name: string) =>
      page.screenshot({ path: path.join(import.meta.dirname, `${name}-${theme}.png`) });
    await page.goto(`${url}/repos`, { waitUntil: 'networkidle' });
    await shoot('repositories');
    await page.goto(`${url}/repos/new`, { waitUntil: 'networkidle' });
    await page.getByLabel('Paste a Git URL').fill('https://github.com/example/checkout-worker');
    await shoot('add-repository');
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
await fill(user, database.url);
await take(web.url, user);
await web.stop();
await database.stop();
rmSync(directory, { recursive: true });
