/**
 * `npm run migrate`: migrates the database of DATABASE_URL, for installations that start their parts
 * separately.
 */
import { EnvError, readEnv } from '@/server/env';
import { keyHolder, requireKey } from '@/server/keys';
import { migrate } from '@/server/migrations';
import { MIGRATIONS } from './build';
import { explain, StartError } from './explain';

try {
  const env = readEnv();
  const { DATABASE_URL } = env;
  if (!DATABASE_URL) throw new EnvError('DATABASE_URL is not set; `npm start` migrates its own database.');
  const applied = await migrate(DATABASE_URL, MIGRATIONS, (check) => {
    // Migrations need no key, but a wrong key shows that this is the wrong database.
    if (keyHolder(env).findCheck() !== undefined) requireKey(env, check);
  });
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
} catch (error) {
  const explained = explain(error);
  if (!(explained instanceof StartError)) throw error;
  console.error(`heimdall: ${explained.message}`);
  process.exit(explained.status);
}
