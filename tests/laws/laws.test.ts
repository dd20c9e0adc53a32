import { describe, expect, it } from 'vitest';
import { access } from './access';
import { actors } from './actors';
import { importCircles } from './circles';
import { comments } from './comments';
import { clock, environment } from './environment';
import { floors } from './floors';
import { forms } from './forms';
import { importDirections } from './imports';
import { engineAlone, plainCore } from './packages';
import { prose } from './prose';
import { queries } from './queries';
import { queueAlone } from './queue';
import { rights } from './rights';
import { fileSizes } from './sizes';
import { describeViolation, readDocuments, readSources, readTests } from './sources';
import { tables } from './tables';
import { transactions } from './transactions';
import { closedVocabulary } from './vocabulary';

const LAWS = {
  importDirections,
  importCircles,
  floors,
  plainCore,
  engineAlone,
  closedVocabulary,
  environment,
  clock,
  queries,
  queueAlone,
  tables,
  rights,
  access,
  transactions,
  actors,
  fileSizes,
  forms,
  comments,
  prose,
};

const tree = readSources();

describe('the tree keeps the law of', () => {
  it('being there to be judged', () => {
    expect(tree.map(({ path }) => path)).toContain('src/domain/actor.ts');
  });

  it.each(Object.entries(LAWS))('%s', (_, law) => {
    expect(law(tree).map(describeViolation)).toEqual([]);
  });

  it('prose, in the documents too', () => {
    const documents = readDocuments();
    expect(documents.map(({ path }) => path)).toContain('docs/decisions.md');
    expect(prose(documents).map(describeViolation)).toEqual([]);
  });

  it('prose and comments, in the tests too', () => {
    const tests = readTests();
    expect(tests.map(({ path }) => path)).toContain('tests/laws/laws.test.ts');
    expect([...prose(tests), ...comments(tests)].map(describeViolation)).toEqual([]);
  });
});

/** A file that breaks a law, and a part of the message that says where its code belongs. */
type Example = readonly [path: string, text: string, says: string];

const inTransaction = (body: string) => `ctx.db.$transaction(async (tx) => { ${body} });`;
const lines = (count: number) => 'f();\n'.repeat(count);

const SERVICE = 'src/domain/repos/service.ts';
const STORE = 'src/domain/repos/store.ts';
const TOKENS = 'src/domain/tokens/store.ts';
const ROUTE = 'src/app/api/repos/route.ts';

/** A circle of nouns needs several files, and has its own test. */
const BROKEN: Record<Exclude<keyof typeof LAWS, 'floors'>, readonly Example[]> = {
  importDirections: [
    [
      'src/app/page.tsx',
      `import { getRepo } from '@/domain/repos/service';`,
      'a procedure of src/server/trpc',
    ],
    ['src/app/page.tsx', `import { GET } from './api/repos/route';`, 'React belongs in src/features'],
    [
      'src/app/page.tsx',
      `import type { GET } from './api/repos/route';`,
      'Nobody but Next calls a route handler',
    ],
    [ROUTE, `import { getRepo } from '@/domain/repos/service';`, 'belongs in src/server/rest'],
    [ROUTE, `import { getDb } from '@/server/db';`, 'belongs in src/server/rest'],
    [
      'src/features/repos/List.tsx',
      `import * as s from '@/domain/repos/store';`,
      'procedure of src/server/trpc',
    ],
    [
      'src/features/repos/List.tsx',
      `import type { A } from '@/domain/actor';`,
      'belong in the domain, in <noun>/rules.ts',
    ],
    [
      'src/server/x.ts',
      `import * as s from '@/domain/repos/store';`,
      'one use case, which belongs in src/domain',
    ],
    ['src/server/x.ts', `import * as s from '@/domain/scans/lifecycle';`, 'what the system does by itself'],
    [
      'src/server/x.ts',
      `import * as s from '@/domain/sessions/lifecycle';`,
      'what the system does by itself',
    ],
    [
      'src/server/auth/x.ts',
      `import * as s from '@/domain/scans/lifecycle';`,
      'only finds out who is asking',
    ],
    ['src/cli/x.ts', `import * as s from '@/domain/repos/store';`, 'only starts things'],
    ['src/features/repos/List.tsx', `import { Row } from '../scans/Row';`, 'in src/ui or src/lib'],
    ['src/trpc/client.ts', `import { appRouter } from '@/server/trpc/root';`, 'by `import type`'],
    ['src/features/repos/List.tsx', `import { repoFields } from '@/domain/repos/schema';`, 'by `import()`'],
    ['src/trpc/client.ts', `import type { Env } from '@/server/env';`, 'belong in src/server/trpc'],
    ['src/ui/button.tsx', `import { rules } from '@/domain/repos/rules';`, 'belongs in src/features'],
    ['src/lib/format.ts', `export { x } from '@/ui/button';`, 'belongs with what it needs'],
    ['src/server/rest/repos.ts', `const git = await import('@/git/probe');`, 'belongs in src/jobs'],
    ['src/server/rest/repos.ts', `import '@/jobs/worker';`, 'which belongs in src/domain'],
    [SERVICE, `import { log } from '../../server/log';`, 'belong in src/server'],
    [SERVICE, `type Job = import('@/jobs/worker').Job;`, 'background work in src/jobs'],
    [SERVICE, `import { makeRepo } from '@tests/support/factories';`, 'is handed what it needs'],
    [
      'src/domain/repos/schema.ts',
      `import { newSecret } from '../credentials';`,
      'belongs in store.ts or service.ts',
    ],
    ['src/domain/repos/rules.ts', `import { findRepo } from './store';`, 'belongs in store.ts or service.ts'],
    [STORE, `import { queueScan } from '../scans/lifecycle';`, 'belongs in lifecycle.ts or service.ts'],
    [STORE, `import { requireScan } from '../scans/service';`, 'belongs in lifecycle.ts or service.ts'],
    ['src/domain/repos/lifecycle.ts', `import { getRepo } from './service';`, 'what a person asks for'],
    [
      'src/domain/ids.ts',
      `import { findRepo } from './repos/store';`,
      'what knows one belongs in its folder',
    ],
    ['src/domain/access.ts', `import { findRepo } from './repos/store';`, 'belongs in its folder'],
    ['src/jobs/scan.ts', `import { readEnv } from '@/server/env';`, 'belongs in a service of src/domain'],
    ['src/scan/run.ts', `import { saveScan } from '@/domain/scans/service';`, 'in src/jobs and src/domain'],
    ['src/git/clone.ts', `export * from '../domain/errors';`, 'belongs in src/jobs'],
    [
      'src/engines/scan.ts',
      `import { clone } from '@/git/clone';`,
      'what lists or reads files belongs in src/scan',
    ],
    ['src/engines/engine.ts', `import { a } from './text';`, 'These are words and types alone'],
    ['src/scan/pool.ts', `import { a } from '@/domain/scans/rules';`, 'knows no database and no terminal'],
    ['src/domain/scans/rules.ts', `import { ENGINES } from '@/engines/registry';`, 'belongs in store.ts or'],
    [STORE, `import { SEVERITIES } from '@/engines/engine';`, 'by `import type`'],
    ['src/cli/start.ts', `import { Page } from '@/features/repos/Page';`, 'belongs in src/features'],
    ['src/utils/text.ts', '', 'It belongs in one of app, features'],
  ],
  importCircles: [[SERVICE, `import { getRepo } from './service';`, 'belongs in a module below them all']],
  plainCore: [
    [SERVICE, `import { cookies } from 'next/headers';`, 'belongs in src/server'],
    ['src/jobs/scan.ts', `import { TRPCError } from '@trpc/server';`, 'belongs in src/server'],
    ['src/git/clone.ts', `import type { Session } from 'next-auth';`, 'belongs in src/server'],
    ['src/engines/scan.ts', `const { cache } = await import('react');`, 'src/features or src/ui'],
  ],
  engineAlone: [
    ['src/engines/secrets/a.ts', `import { parse } from 'acme-parser';`, 'It belongs in src/engines'],
    ['src/engines/secrets/a.ts', `import { b } from '@/engines/secrets/b';`, 'named by a relative path'],
    ['src/engines/secrets/a.ts', `import { load } from 'js-yaml/other';`, 'in its list packages.ts'],
  ],
  closedVocabulary: [
    ['src/domain/repos/helpers.ts', '', 'pure decisions in rules.ts, queries in store.ts'],
    ['src/domain/repos/remote/rules.ts', '', 'another subject is another noun'],
    ['src/domain/utils.ts', '', 'belongs in the folder of its noun'],
    ['src/domain/exports/service.ts', '', 'belong to the nouns that own the tables'],
    ['src/domain/exports/rules.test.ts', '', 'belong to the nouns that own the tables'],
    ['src/app/api/repos/present.ts', '', 'belongs in src/server/rest'],
    ['src/app/api/repos/route.test.ts', '', 'belongs in src/server/rest'],
    [ROUTE, lines(13), 'The operation belongs in src/server/rest'],
  ],
  environment: [
    ['src/server/log.ts', 'const level = process.env.LEVEL;', 'belongs in src/server/env.ts'],
    ['src/cli/start.ts', `globalThis.process['env'].PORT = '1';`, 'belongs in src/server/env.ts'],
    ['src/cli/start.ts', 'const { env } = process;', 'belongs in src/server/env.ts'],
    ['src/git/command.ts', `import { env as e } from 'node:process';`, 'belongs in src/server/env.ts'],
    ['src/ui/button.tsx', 'const mode = import.meta.env.MODE;', 'belongs in src/server/env.ts'],
  ],
  clock: [
    [SERVICE, 'const now = new Date();', 'belongs in the context (ctx.now'],
    [SERVICE, 'const now = Date.now();', 'belongs in the context (ctx.now'],
    [SERVICE, 'const start = globalThis.performance.now();', 'belongs in the context (ctx.now'],
    ['src/domain/ids.ts', 'const id = Math.random();', 'ids come from domain/ids.ts'],
  ],
  queries: [
    [SERVICE, 'await ctx.db.repo.findMany();', 'belongs in src/domain/<noun>/store.ts'],
    [SERVICE, 'await tx.repo.create({ data });', 'belongs in src/domain/<noun>/store.ts'],
    [SERVICE, 'const { repo } = ctx.db;', 'belongs in src/domain/<noun>/store.ts'],
    [SERVICE, 'await model.findUnique({ where });', 'belongs in src/domain/<noun>/store.ts'],
    [
      'src/jobs/scan.ts',
      'await client.$executeRaw`DELETE FROM scans`;',
      'belongs in src/domain/<noun>/store.ts',
    ],
    ['src/server/rest/repos.ts', 'await getDb().repo.count();', 'belongs in src/domain/<noun>/store.ts'],
    [
      'src/server/rest/repos.ts',
      'await db.$transaction(async (tx) => {});',
      'belongs in src/domain/<noun>/service.ts',
    ],
    [
      'src/server/rest/health.ts',
      'await getDb().$queryRaw`SELECT 1`;',
      'belongs in src/domain/<noun>/store.ts',
    ],
    [STORE, 'await tx.$queryRawUnsafe(sql);', '$queryRaw or $executeRaw, in a store.ts'],
    [STORE, 'const table = Prisma.raw(name);', 'Name the table in a tagged template'],
    ['src/domain/repos/query.ts', 'await tx.repo.updateMany({ where, data });', 'belongs in store.ts'],
    ['src/domain/repos/query.ts', 'await tx.$executeRaw`SELECT 1`;', 'belongs in store.ts'],
    ['src/domain/repos/query.ts', 'const a = Prisma.sql`DELETE FROM repos`;', 'belongs in store.ts'],
  ],
  queueAlone: [
    ['src/jobs/worker.ts', `import PgBoss from 'pg-boss';`, 'call send of src/domain/jobs/service.ts'],
    [SERVICE, `type Boss = import('pg-boss');`, 'belongs in src/domain/jobs'],
    [STORE, 'await tx.$executeRaw`DELETE FROM pgboss.job WHERE true`;', 'belongs in src/domain/jobs'],
    [STORE, `const table = 'pgboss.archive';`, 'belongs in src/domain/jobs'],
  ],
  tables: [
    [TOKENS, 'await tx.session.deleteMany({ where });', 'belongs in src/domain/sessions/store.ts'],
    [TOKENS, 'await client.session.updateMany({ data });', "in that folder's lifecycle.ts"],
    [TOKENS, 'const model = tx.passwordLink;', 'belongs in src/domain/users/store.ts'],
    [TOKENS, 'await db.user.findFirst();', 'or the table on the short list of reads'],
    [TOKENS, 'await db.$queryRaw`SELECT 1 FROM users u`;', 'or the table on the short list of reads'],
    [TOKENS, 'await db.$queryRaw`SELECT 1 FROM "public"."users"`;', 'belongs in src/domain/users/store.ts'],
    [TOKENS, 'await db.$queryRaw`SELECT 1 FROM api_tokens t\nJOIN users u ON true`;', 'reads users'],
    [TOKENS, 'await db.$queryRaw`SELECT 1 FROM api_tokens AS t, sessions, users`;', 's. The query belongs'],
    [TOKENS, 'await tx.$executeRaw`DELETE FROM api_tokens USING users u`;', 'reads users'],
    [TOKENS, 'await tx.$executeRaw`delete from tokens; delete\n from sessions`;', 'writes sessions'],
    [TOKENS, 'await tx.$executeRaw`INSERT INTO users (id) VALUES (1)`;', 'writes users'],
    [TOKENS, 'await tx.$executeRaw`WITH a AS (UPDATE users SET b = 1) SELECT 1`;', 'writes users'],
    [TOKENS, 'const when = Prisma.sql`EXISTS (SELECT FROM repos FOR KEY SHARE)`;', 'reads repos'],
    [TOKENS, 'const source = Prisma.sql`findings`;', 'writes findings'],
    ['src/domain/scans/store.ts', 'const LINE = { table: Prisma.sql`repos` };', 'writes repos'],
    [TOKENS, 'const from = Prisma.sql`users u JOIN api_tokens t ON true`;', 'reads users'],
    [TOKENS, `await tx.$executeRaw\`UPDATE \${table} SET a = 1\`;`, 'writes a table in a variable'],
    [TOKENS, `Prisma.sql\`WITH a AS (DELETE FROM ONLY \${table}) SELECT\`;`, 'writes a table in a variable'],
    [TOKENS, 'await tx[name].deleteMany();', 'writes a table in a variable'],
    ['src/domain/liveRepos.ts', 'Prisma.sql`EXISTS (SELECT FROM members)`;', 'reads members'],
    ['src/domain/access.ts', 'await db.repo.updateMany({ data });', 'writes repos'],
    ['src/server/migrations.ts', `await client.query('SELECT url FROM installation');`, 'reads installation'],
    ['src/server/migrations.ts', 'await client.query(`DELETE FROM "users"`);', 'writes users'],
    [
      'src/server/limits.ts',
      `new RateLimiterPrisma({ storeClient: getDb(), tableName: 'rateLimit' });`,
      'writes rate_limits',
    ],
    [TOKENS, 'await tx.$executeRaw`DELETE FROM pgboss.job`;', 'writes pgboss.job'],
    ['src/domain/scans/store.ts', 'await tx.repo.updateMany({ where, data });', 'writes repos'],
    ['src/domain/scans/store.ts', 'await tx.$executeRaw`DELETE FROM repos WHERE true`;', 'writes repos'],
    ['src/domain/deletions/store.ts', 'await tx.$executeRaw`UPDATE repos SET name = $1`;', 'writes repos'],
    [
      'src/domain/tokens/service.ts',
      `import { findUser } from '../users/store';`,
      'belongs in src/domain/users/lifecycle.ts or service.ts',
    ],
    [TOKENS, `import type { Seen } from '@/domain/findings/store';`, 'which only findings and use cases do'],
    [TOKENS, `import { listRows } from '../findings/query';`, 'which only findings and use cases do'],
    [SERVICE, `import { findUser } from '../users/store';`, 'belongs in src/domain/users/lifecycle.ts'],
  ],
  rights: [
    [SERVICE, 'export async function f(ctx) { return store.find(ctx.db); }', 'requireRepo, requireAccess'],
    [
      SERVICE,
      'export async function f(ctx) { await store.g(db); requireScope(actor, s); }',
      'not begin with',
    ],
    [SERVICE, 'export async function f({ actor }) { if (x) requireScope(actor, s); }', 'not begin with'],
    [
      SERVICE,
      'export async function f({ actor }) { if (!x) return null; requireScope(actor, s); }',
      'not begin',
    ],
    [
      SERVICE,
      'export const f = async ({ actor }) => save(requireSession(actor));',
      'belongs in lifecycle.ts',
    ],
    [SERVICE, 'export function f() {}', 'tests/laws/rights.ts'],
    [SERVICE, 'async function f() {}\nexport { f };', 'repos/f does not begin'],
    [SERVICE, 'export const f = withRetry(async (ctx) => store.find(ctx.db));', 'repos/f does not begin'],
  ],
  access: [
    [SERVICE, 'if (repo.userId !== ctx.actor.userId) throw noAccess();', 'ask requireRepo or requireAccess'],
    [SERVICE, 'const mine = userId === repo.userId;', 'is decided in src/domain/access.ts'],
    [TOKENS, 'const gone = repo.deletedAt !== null;', 'asks whether a repo is deleted'],
    [TOKENS, 'await db.repo.findMany({ where: { deletedAt: null } });', 'visibleRepos, liveRepos'],
    [TOKENS, 'const live = { repo: { deletedAt: { not: null } } };', 'asks whether a repo is deleted'],
    [TOKENS, 'await db.repo.count({ where: { AND: [{ userId }] } });', 'asks for repos by their owner'],
    [TOKENS, 'Prisma.sql`SELECT 1 FROM users u JOIN repos r ON r.deleted_at IS NULL`;', 'repo is deleted'],
    [TOKENS, `Prisma.sql\`(user_id = \${actor.userId}::uuid)\`;`, 'asks for repos by their owner'],
    ['src/jobs/scan.ts', 'if (repo.deletedAt) stop();', 'asks whether a repo is deleted'],
  ],
  transactions: [
    [SERVICE, inTransaction('await store.save(ctx.db, tx);'), 'hand on tx'],
    [SERVICE, inTransaction('await store.save(tx, { db });'), 'hand on tx'],
    [SERVICE, inTransaction('const { db } = ctx;'), 'hand on tx'],
    [SERVICE, 'this.client.$transaction(async (tx) => this.client.save(tx));', 'hand on tx'],
    [SERVICE, inTransaction(`await fetch('https://example.com');`), 'before the transaction or after it'],
    [
      SERVICE,
      inTransaction('await store.save(tx, await hashPassword(text));'),
      'before the transaction or after it',
    ],
    [SERVICE, inTransaction('await Promise.all([save(tx), wait(5)]);'), 'before the transaction or after it'],
    [SERVICE, inTransaction('await save({ tx: 1 });'), 'what does use the database is handed tx'],
    [SERVICE, inTransaction('for await (const row of rows) use(row);'), 'before the transaction or after it'],
    [SERVICE, 'db.$transaction(() => wait(5));', 'before the transaction or after it'],
    [STORE, 'db.$transaction(work);', 'belongs in the call itself'],
    [STORE, 'db.$transaction(async ({ repo }) => {});', 'belongs in the call itself'],
  ],
  actors: [
    [
      'src/server/context.ts',
      'const actor = proveActor(facts);',
      'Only src/server/auth/authenticate.ts proves',
    ],
    [
      'src/jobs/scan.ts',
      `import { proveActor as make } from '@/domain/actor';`,
      'is handed its actor in the context',
    ],
    [
      'src/server/auth/authenticate.ts',
      'const actor = facts as unknown as Actor;',
      'belongs in src/domain/actor.ts',
    ],
    [
      'src/server/context.test.ts',
      'const ctx = { actor: {} } as ActorContext;',
      'belongs in src/domain/actor.ts',
    ],
  ],
  fileSizes: [
    ['src/ui/table.tsx', lines(401), 'belongs in its own file, named for what it does'],
    ['src/ui/table.tsx', lines(251), 'What can be understood by itself belongs in its own file'],
  ],
  forms: [
    ['src/ui/all.ts', `export * from './button';`, 'imports it from where it is'],
    [
      'src/ui/all.ts',
      `'use client';\nimport { a } from './a';\nexport { a };`,
      'imports it from where it is',
    ],
    ['src/ui/button.tsx', 'export default function Button() {}', 'Outside src/app'],
    ['src/ui/button.tsx', 'const a = 1;\nexport { a as default };', 'an export has a name'],
    [SERVICE, 'const x: Promise<any> = y;', 'write the type where the value comes from'],
    [SERVICE, 'const x = rows[0]!.id;', 'Handle its absence here'],
  ],
  comments: [
    [SERVICE, '// TODO: later', 'belongs on the list of issues'],
    ['src/ui/button.tsx', 'const a = <p>{/* FIXME */}</p>;', 'belongs on the list of issues'],
    [SERVICE, '// @ts-expect-error: wrong types\nf();', 'belongs repaired here'],
    [SERVICE, '// biome-ignore lint/style/useConst\nf();', 'The reason belongs after the colon'],
    [
      SERVICE,
      '// biome-ignore lint/style/useConst: <explanation>\nf();',
      'The reason belongs after the colon',
    ],
  ],
  prose: [
    [SERVICE, `/** ${'one '.repeat(21)}*/`, 'one fact belongs in one sentence'],
    [SERVICE, `// ${'one '.repeat(11)}\n// ${'two '.repeat(10)}`, 'one fact belongs in one sentence'],
    [SERVICE, `// ${'one '.repeat(11)}; ${'two '.repeat(10)}: three`, 'one fact belongs in one sentence'],
    [SERVICE, '// Tells the worker.', "The field's term belongs there"],
    [SERVICE, '/** Looks through\n * a tree. */', "The field's term belongs there: scan"],
    ['docs/api.md', '# A\n\nA scan looks\nthrough a tree.', "The field's term belongs there: scan"],
  ],
};

const titleOf = (path: string, text: string) => `${path} ${text.split('\n')[0]}`;

describe.each(Object.entries(BROKEN))('%s forbids, and says where the code belongs', (name, examples) => {
  const law = LAWS[name as keyof typeof LAWS];

  it.each(examples.map((example) => [titleOf(example[0], example[1]), ...example] as const))(
    '%s',
    (_, path, text, says) => {
      const violations = law([{ path, text }]);
      expect(violations.length).toBeGreaterThan(0);
      for (const { message } of violations) expect(message).toContain(says);
    },
  );
});

/** Code that looks like a breach and is none. */
const KEPT: readonly (readonly [path: string, text: string])[] = [
  [
    'src/features/repos/List.tsx',
    `import { Row } from './Row';\nconst late = async () => (await import('@/domain/repos/schema')).repoFields;`,
  ],
  ['src/trpc/client.ts', `import type { AppRouter } from '@/server/trpc/root';`],
  ['src/server/auth/authenticate.ts', `import { resumeSession } from '@/domain/sessions/lifecycle';`],
  ['src/domain/actor.ts', `import type { TokenScope } from './tokens/schema';`],
  ['src/domain/repos/rules.ts', `import type { Actor } from '../actor';\nconst at = new Date(0);`],
  [
    'src/domain/repos/rules.test.ts',
    `import { find } from '@/server/db';\nconst actor = proveActor({});\nnew Date();`,
  ],
  ['src/cli/launcher.ts', 'await openDb(url, 1).$disconnect();'],
  ['src/jobs/scan.ts', `import { claimScan } from '@/domain/scans/lifecycle';`],
  [
    TOKENS,
    'await db.apiToken.upsert(x);\nawait db.$queryRaw`SELECT users FROM api_tokens t, u FOR UPDATE OF t`;',
  ],
  [
    'src/domain/tokens/lifecycle.ts',
    `import * as store from './store';\nimport { isId } from '../ids';\nconst repo = row.repo.name;`,
  ],
  ['src/domain/deletions/store.ts', 'await tx.$executeRaw`DELETE FROM repos WHERE true`;'],
  [TOKENS, `const LINE = { table: Prisma.sql\`api_tokens\`, wait: Prisma.sql\`FOR UPDATE \${skip}\` };`],
  ['src/domain/jobs/store.ts', `await tx.$executeRaw\`UPDATE \${table} SET a = 1\`;`],
  ['src/cli/web.ts', `const words = 'Update the users from a page';`],
  ['src/domain/scans/store.ts', 'await db.repo.findMany();\nPrisma.sql`SELECT FROM repos FOR UPDATE`;'],
  [STORE, 'await db.repo.findMany();\nawait db.$transaction([db.repo.count()]);'],
  [SERVICE, 'export async function f(ctx) { const { actor } = ctx; requireScope(actor, s); g(); }'],
  [
    SERVICE,
    'export const f = ({ db, actor }, { id }) => requireRepo(db, actor, id, s);\nexport const A = 1;',
  ],
  [SERVICE, 'export async function f(ctx) { const repo = await requireRepo(ctx.db); g(repo); }'],
  [
    TOKENS,
    'const where = { userId: actor.userId, user: { deletedAt: null } };\nconst mine = { userId: true };',
  ],
  [
    'src/domain/users/store.ts',
    `Prisma.sql\`SELECT 1 FROM users WHERE deleted_at IS NULL AND user_id = \${id}\`;`,
  ],
  [SERVICE, inTransaction('await save({ ...ctx, db: tx });\nawait Promise.all([a(tx), b(tx)]);')],
  [SERVICE, 'await db.$transaction((tx) => save(tx));\nconst any = "TODO";'],
  ['src/server/env.ts', 'export const port = process.env.PORT;'],
  ['src/app/page.tsx', 'export default function Page() {}'],
  ['src/git/address.ts', '// biome-ignore lint/style/useConst: it is set below\nlet a = child.env;'],
  [
    SERVICE,
    `/** ${'one '.repeat(20)}\n * @returns ${'two '.repeat(19)}*/\nconst name = 'tells of strangers';`,
  ],
  ['docs/api.md', `One\n\n\`\`\`sh\ntell strangers\n\`\`\`\n\n${'two '.repeat(40)}`],
];

describe('no law minds', () => {
  it.each(KEPT.map((kept) => [titleOf(...kept), ...kept] as const))('%s', (_, path, text) => {
    expect(Object.values(LAWS).flatMap((law) => law([{ path, text }]))).toEqual([]);
  });

  it('one large file among twenty', () => {
    const small = Array.from({ length: 19 }, (_, index) => ({
      path: `src/ui/${index}.ts`,
      text: lines(250),
    }));
    expect(fileSizes([...small, { path: 'src/ui/table.tsx', text: lines(400) }])).toEqual([]);
  });
});

it('a circle of imports is found through several files, and not through types', () => {
  const files = (kind: string) => [
    { path: 'src/lib/a.ts', text: `import { b } from './b';` },
    { path: 'src/lib/b.ts', text: `import { c } from '@/lib/c';` },
    { path: 'src/lib/c.ts', text: `import ${kind}{ b } from './b';` },
  ];
  expect(importCircles(files('')).map(({ message }) => message)).toEqual([
    expect.stringContaining('lib/b → lib/c → lib/b'),
  ]);
  expect(importCircles(files('type '))).toEqual([]);
});

it('a circle of nouns is found through several of them, and through types', () => {
  const files = (last: string) => [
    { path: 'src/domain/scans/service.ts', text: `import { a } from '../repos/lifecycle';` },
    { path: 'src/domain/repos/lifecycle.ts', text: `import type { A } from '@/domain/users/schema';` },
    { path: 'src/domain/users/schema.ts', text: `import type { A } from '../${last}/schema';` },
  ];
  expect(floors(files('scans')).map(({ path }) => path)).toHaveLength(3);
  expect(floors(files('tokens'))).toEqual([]);
});

it('a violation says in which line it is', () => {
  const [violation] = clock([{ path: SERVICE, text: '\n\nnew Date();' }]);
  expect(violation && describeViolation(violation)).toMatch(`${SERVICE}:3 reads the clock`);
});

it('a file that can not be parsed passes no law', () => {
  expect(() => forms([{ path: SERVICE, text: 'const = ;' }])).toThrow(SERVICE);
});
