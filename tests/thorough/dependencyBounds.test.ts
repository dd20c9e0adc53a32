import { freshDatabase } from '@tests/support/database';
import { inventoryOf } from '@tests/support/inventories';
import { connectTo } from '@tests/support/rows';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext } from '@/domain/context';
import { listPackages } from '@/domain/packages/service';
import { openDb } from '@/server/db';

it('texts of packages are bounded over all files, and small files come first', () => {
  const chain = Array.from({ length: 8_000 }, (_, n) => [
    `node_modules/${nameAt(n)}`,
    { version: '1.0.0', dependencies: { [nameAt(n + 1)]: '1' } },
  ]);
  const root = ['', { dependencies: { [nameAt(0)]: '1' } }];
  const large = JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries([root, ...chain]) });
  const { packages, gaps } = inventoryOf({
    'a/package-lock.json': large,
    'b/package-lock.json': '{"lockfileVersion": 3, "packages": {"node_modules/b": {"version": "1.0.0"}}}',
  });
  expect(packages.map(({ path }) => path)).toEqual(['b/package-lock.json']);
  expect(gaps).toMatchObject([{ path: 'a/package-lock.json', isPartial: true }]);
});

/** Each name is repeated in the chains of those behind it. */
function nameAt(index: number): string {
  return `p${index}${'x'.repeat(450)}${index}`.padEnd(500, 'y');
}

it('files of Maven that copy what is above them without an end are a gap', () => {
  const properties = Array.from({ length: 40_000 }, (_, n) => `<p${n}>1</p${n}>`).join('');
  const parent = `<project><groupId>g</groupId><artifactId>a</artifactId><properties>${properties}</properties></project>`;
  const child =
    '<project><parent><groupId>g</groupId><artifactId>a</artifactId></parent><artifactId>b</artifactId></project>';
  const children = Array.from({ length: 150 }, (_, n) => [`m${n}/pom.xml`, child]);
  const { gaps } = inventoryOf({ 'pom.xml': parent, ...Object.fromEntries(children) });
  expect(gaps.filter(({ isPartial }) => isPartial)).toMatchObject([
    { reason: expect.stringContaining('refer to each other so often') },
  ]);
});

it('a range over more versions than can be compared is refused, and names what narrows the search', async () => {
  const database = await freshDatabase();
  const db = openDb(database.url, 2);
  const rows = await connectTo(database.url);
  const [userId, repoId] = [v7(), v7()];
  const actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: v7() } });
  const ctx = { db, actor, now: new Date() } as ActorContext;
  const insert = (from: number, to: number) =>
    rows.query(
      `INSERT INTO packages (id, repo_id, key, ecosystem, name, version, purl, dev, via, file_path, line)
       SELECT gen_random_uuid(), $1, 'npm/left-pad', 'npm', 'left-pad', n || '.0.0', 'pkg:npm/left-pad@' || n, false,
         '{}', 'package-lock.json', n FROM generate_series($2::int, $3::int) n`,
      [repoId, from, to],
    );
  const search = () => listPackages(ctx, { q: 'left-pad', version: '<3.0.0' });
  try {
    await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.c', 'user', now())`, [
      userId,
    ]);
    await rows.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       VALUES ($1, $2, 'app', 'github', 'none', now(), now())`,
      [repoId, userId],
    );
    await rows.query(`INSERT INTO package_names VALUES ('left-pad', now())`);
    await insert(1, 50_000);
    expect((await search()).items.map(({ version }) => version).sort()).toEqual(['1.0.0', '2.0.0']);
    await insert(50_001, 50_001);
    await expect(search()).rejects.toMatchObject({
      ...{ code: 'invalid_input', field: 'q' },
      message: expect.stringMatching(/^q must be a longer part of the name: .* more than 50000 different/),
    });
    expect((await listPackages(ctx, { q: 'left-pad' })).items.length).toBeGreaterThan(0);
  } finally {
    await rows.end();
    await db.$disconnect();
    await database.stop();
  }
}, 120_000);
