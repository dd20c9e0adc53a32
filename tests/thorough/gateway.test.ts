import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type RunningProcess, startProcess } from '@tests/support/process';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Gateway } from '@/server/embedded/gateway';

let directory: string;
let database: RunningProcess;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'heimdall-gateway-'));
  database = await startProcess('src/cli/database.ts', [directory], {});
});
afterAll(async () => {
  await database?.stop();
  rmSync(directory, { recursive: true });
});

async function connect(url = database.url): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A seeded random number generator, so that a failing run is repeatable. Source: Marsaglia, "Xorshift RNGs", 2003. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % below;
  };
}

/** A transaction that writes a unique value to two rows. Some of its statements fail or are large. */
async function transfer(
  client: pg.Client,
  tag: string,
  next: (below: number) => number,
): Promise<'committed' | 'rolled back'> {
  await client.query('BEGIN');
  const large = next(10) === 0 ? 'x'.repeat(1_000_000) : '';
  const { rows } = await client.query('SELECT $1::text AS tag, length($2::text) AS length', [tag, large]);
  expect(rows).toEqual([{ tag, length: large.length }]);
  await client.query('INSERT INTO ledger (tag, side) VALUES ($1, 1)', [tag]);
  if (next(4) === 0) {
    await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toThrow('division by zero');
    await expect(client.query('SELECT 1')).rejects.toThrow('aborted');
    await client.query('ROLLBACK');
    return 'rolled back';
  }
  await client.query('INSERT INTO ledger (tag, side) VALUES ($1, 2)', [tag]);
  await client.query('COMMIT');
  return 'committed';
}

describe('many clients that share one session', () => {
  let boss: PgBoss;
  const bossFaults: unknown[] = [];
  beforeAll(async () => {
    boss = new PgBoss({ connectionString: database.url, max: 2 });
    boss.on('error', (error) => bossFaults.push(error));
    await boss.start();
  });
  afterAll(() => boss.stop({ graceful: true }));

  it.each([1, 2, 3])("never see each other's statements, transactions or losses (seed %i)", async (seed) => {
    const admin = await connect();
    await admin.query('DROP TABLE IF EXISTS ledger');
    await admin.query('CREATE TABLE ledger (tag text NOT NULL, side int NOT NULL)');
    await boss.createQueue(`q${seed}`);
    const worked = new Set<number>();
    await boss.work<{ n: number }>(
      `q${seed}`,
      { batchSize: 5, pollingIntervalSeconds: 0.5 },
      async (jobs) => {
        for (const { data } of jobs) worked.add(data.n);
      },
    );

    const committed: string[] = [];
    const run = async (worker: number) => {
      const next = random(seed * 1000 + worker + 1);
      for (let round = 0; round < 12; round++) {
        const client = await connect();
        const tag = `${worker}/${round}`;
        if (next(6) === 0) {
          // Killed in the middle of a transaction, or of a message.
          await client.query('BEGIN');
          await client.query('INSERT INTO ledger (tag, side) VALUES ($1, 1)', [`killed ${tag}`]);
          killConnection(client, next(2) === 0);
          continue;
        }
        if ((await transfer(client, tag, next)) === 'committed') committed.push(tag);
        if (worker === 0) await boss.send(`q${seed}`, { n: round });
        await client.end();
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, worker) => run(worker)));

    const { rows } = await admin.query(
      'SELECT tag, array_agg(side ORDER BY side) AS sides FROM ledger GROUP BY tag',
    );
    expect(rows.map(({ tag }) => tag).sort()).toEqual([...committed].sort());
    for (const { sides } of rows) expect(sides).toEqual([1, 2]);
    const { rows: sent } = await admin.query(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'q${seed}'`,
    );
    await expect.poll(() => worked.size).toBe(sent[0].n);
    await boss.offWork(`q${seed}`);
    await admin.end();
    expect(bossFaults).toEqual([]);
  });

  it("a client's last statement runs even where the client disconnects right after it", async () => {
    const admin = await connect();
    await admin.query('CREATE TABLE IF NOT EXISTS goodbye (n int)');
    const client = await connect();
    const gone = new Promise<void>((resolve) => client.on('end', () => resolve()));
    const sql = Buffer.from('INSERT INTO goodbye VALUES (1)\0');
    const query = Buffer.concat([Buffer.from([0x51, 0, 0, 0, 4 + sql.length]), sql]);
    streamOf(client).write(Buffer.concat([query, Buffer.from([0x58, 0, 0, 0, 4])]));
    await gone;
    expect((await admin.query('SELECT n FROM goodbye')).rows).toEqual([{ n: 1 }]);
    await admin.end();
  });

  it('garbage on the socket ends that connection only', async () => {
    const admin = await connect();
    const client = await connect();
    const gone = new Promise<void>((resolve) => client.on('end', () => resolve()));
    streamOf(client).write(Buffer.from([0x51, 0, 0, 0, 1, 9, 9, 9, 9, 9]));
    await gone;
    expect((await admin.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await admin.end();
  });
});

describe('one client in a transaction', () => {
  let pglite: PGlite;
  let gateway: Gateway;
  let socketDir: string;
  beforeEach(async () => {
    socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-gateway-'));
    pglite = await PGlite.create();
    gateway = new Gateway({
      session: pglite,
      idleInTransactionMs: 300,
      onSessionFault: (error) => {
        throw error;
      },
    });
    await gateway.listen(`${socketDir}/.s.PGSQL.5432`);
  });
  afterEach(async () => {
    await gateway.close();
    await pglite.close();
    rmSync(socketDir, { recursive: true });
  });

  it('that is idle is rolled back with a reason, and the others continue', async () => {
    const url = `postgresql://postgres@localhost/postgres?host=${socketDir}`;
    const [idler, other] = [await connect(url), await connect(url)];
    await other.query('CREATE TABLE t (n int)');
    await idler.query('BEGIN');
    await idler.query('INSERT INTO t VALUES (1)');
    expect((await other.query('SELECT n FROM t')).rows).toEqual([]);
    await expect(idler.query('COMMIT')).rejects.toThrow();
    await other.end();
  });
});

type Stream = { write: (bytes: Buffer) => void; destroy: () => void };

function streamOf(client: pg.Client): Stream {
  return (client as unknown as { connection: { stream: Stream } }).connection.stream;
}

function killConnection(client: pg.Client, inMessage: boolean): void {
  // The beginning of a Query message that announces more bytes than are sent.
  if (inMessage) streamOf(client).write(Buffer.from([0x51, 0, 0, 1, 0, 0x53]));
  streamOf(client).destroy();
}
