/** `heimdall rotate-key`: encrypts what is stored encrypted with a new secret key, while Heimdall is stopped. */
import { rotateKey } from '@/domain/installation/service';
import { openDb } from '@/server/db';
import { type Env, EnvError, readEnv } from '@/server/env';
import { checkOf, deriveKey, prepareKeyChange } from '@/server/keys';
import { makeVault } from '@/server/vault';
import { openDatabase, runCommand } from './operatorDatabase';

await runCommand(async () => {
  const env = readEnv();
  const database = await openDatabase(env);
  try {
    console.log(await rotate(env, database.url));
  } finally {
    await database.close();
  }
});

/** @returns what was done, for the operator */
async function rotate(env: Env, url: string): Promise<string> {
  const { from, to, finish } = prepareKeyChange(env);
  const db = openDb(url, 1);
  try {
    const sealedBy = (key: string) => ({ check: checkOf(key), vault: makeVault(key) });
    const keys = { from: sealedBy(from), to: sealedBy(to), derivedFindingsKey: deriveKey(from, 'findings') };
    const rotated = await rotateKey(db, keys, new Date());
    if (rotated.type === 'other_key') {
      throw new EnvError('The present secret key is not the one that this database was set up with.');
    }
    finish();
    const counts =
      rotated.type === 'done' ? `${rotated.sealed} secrets were encrypted anew` : 'It was done before';
    const lost =
      rotated.type === 'done' && rotated.lost > 0 ? `, ${rotated.lost} could not be decrypted` : '';
    return `The secret key was changed: ${counts}${lost}. Give all nodes the new key, and start them again.`;
  } finally {
    await db.$disconnect();
  }
}
