import type { Tx } from '../context';

/** Locks a user's connection against its deletion. @returns whether the user has it */
export async function lockConnection(
  tx: Tx,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM connections WHERE id = ${id}::uuid AND user_id = ${userId}::uuid FOR KEY SHARE`;
  return rows.length > 0;
}

export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.connection.deleteMany({ where: { userId } });
}
