/** `npm run migrate`: brings the database of DATABASE_URL to this version, for installations that start their parts apart. */
import path from 'node:path';
import { EnvError, readEnv } from '@/server/env';
import { MigrationError, migrate } from '@/server/migrations';
import { ROOT } from './build';

try {
  const { DATABASE_URL } = readEnv();
  if (!DATABASE_URL) throw new EnvError('DATABASE_URL is not set; `npm start` migrates its own database.');
  const applied = await migrate(DATABASE_URL, path.join(ROOT, 'prisma', 'migrations'));
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
} catch (error) {
  if (!(error instanceof EnvError || error instanceof MigrationError)) throw error;
  console.error(`heimdall: ${error.message}`);
  process.exit(1);
}
