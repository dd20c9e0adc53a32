import type { Db } from '@/domain/context';
import { hasUsers } from '@/domain/users/service';
import { deriveKey } from '@/server/keys';

/** The line that shows the set-up token for the first account; undefined if there is an account. */
export async function setUpLine(db: Db, secretKey: string): Promise<string | undefined> {
  if (await hasUsers(db)) return undefined;
  return `Set-up token for the first account: ${deriveKey(secretKey, 'set-up token')}`;
}
