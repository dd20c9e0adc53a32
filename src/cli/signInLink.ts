/** `heimdall sign-in-link EMAIL`: a one-time link for a user who can't sign in any more. */

import { email } from '@/domain/users/schema';
import { makePasswordLink } from '@/domain/users/service';
import { openDb } from '@/server/db';
import { type Env, EnvError, readEnv } from '@/server/env';
import { openDatabase, runCommand } from './operatorDatabase';

await runCommand(async () => {
  const env = readEnv();
  const address = email.safeParse(process.argv[3]);
  if (!address.success) throw new EnvError('Name the account: heimdall sign-in-link you@example.com');
  const database = await openDatabase(env);
  try {
    console.log(await makeLink(env, database.url, address.data));
  } finally {
    await database.close();
  }
});

/** @returns the link, and what it does */
async function makeLink(env: Env, url: string, address: string): Promise<string> {
  const db = openDb(url, 1);
  try {
    const secret = await makePasswordLink(db, address, new Date());
    if (secret === undefined) throw new EnvError(`No account has the address ${address}.`);
    return `It sets a password and signs in, once, within 7 days:\n${env.HEIMDALL_URL}/set-password?token=${secret}`;
  } finally {
    await db.$disconnect();
  }
}
