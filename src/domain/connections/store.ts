import type { Tx } from '../context';

export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.connection.deleteMany({ where: { userId } });
}
