import type pg from 'pg';
import { type TestUser, until } from './api';

/** What a receipt says of webhooks and deploy keys at a Git host. */
export type ReceiptItem = { kind: string; state: string; message: string | null; repository: string };

/** What the receipt of a deletion says of its host, once all is in these states. After a while, whatever it says. */
export async function receiptOf(user: TestUser, id: string, ...states: string[]): Promise<ReceiptItem[]> {
  const read = async () => (await user.ask('GET', `/api/deletions/${id}`)).data.at_host as ReceiptItem[];
  return until(
    read,
    (items) => items !== undefined && items.length > 0 && items.every(({ state }) => states.includes(state)),
    60_000,
  );
}

/** Waits until a removal has failed, and has to wait for its host. */
export async function failedRemoval(db: pg.Client, madeForId: string): Promise<void> {
  const read = async () => {
    const sql = 'SELECT failures FROM host_items WHERE made_for_id = $1 AND worker_id IS NULL';
    return (await db.query(sql, [madeForId])).rows[0]?.failures as number | undefined;
  };
  await until(read, (failures) => (failures ?? 0) > 0, 60_000);
}

/** Ends the waits of all removals. */
export async function removeNow(db: pg.Client): Promise<void> {
  await db.query('UPDATE host_items SET lease_until = NULL WHERE worker_id IS NULL');
  await db.query("INSERT INTO pgboss.job (name, policy) VALUES ('host.remove', 'standard')");
}
