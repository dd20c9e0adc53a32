import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { digestSecret } from '@/domain/credentials';
import { newId } from '@/domain/ids';
import { setPassword } from '@/domain/users/service';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 2);
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.stop();
});

it('a link that is used while its account is being deleted is refused', async (test) => {
  // The embedded database has one session, without waits for locks.
  if (database.url.includes('host=')) return test.skip();
  const [userId, now, token] = [newId(), new Date(), 'a token'];
  await db.user.create({ data: { id: userId, email: 'x@example.com', role: 'user', createdAt: now } });
  const tokenHash = digestSecret(token);
  const expiresAt = new Date(now.getTime() + 60_000);
  await db.passwordLink.create({ data: { id: newId(), userId, tokenHash, expiresAt, createdAt: now } });

  const deletion = await connectTo(database.url);
  await deletion.query('BEGIN');
  await deletion.query('SELECT id FROM users WHERE id = $1 FOR UPDATE', [userId]);
  const origin = { userAgent: null, address: null };
  const used = setPassword({ db, now } as Context, { token, password: 'a new password' }, origin).catch(
    (error: Error) => error,
  );
  const waits = async () => {
    const waiting = `wait_event_type = 'Lock' AND datname = current_database()`;
    return (await deletion.query(`SELECT pid FROM pg_stat_activity WHERE ${waiting}`)).rowCount ?? 0;
  };
  await expect.poll(waits, { interval: 20 }).toBe(1);
  await deletion.query('DELETE FROM password_links WHERE user_id = $1', [userId]);
  await deletion.query('COMMIT');
  await deletion.end();
  expect(await used).toMatchObject({ code: 'invalid_input', field: 'token' });
});
