import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { emptyDatabase } from '@tests/support/database';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '@/cli/build';
import { diffSchemas } from '../../prisma/schemaDiff';

it('a migration comes with another snapshot if it changes tables, and with the same if it only adds a function', async () => {
  const database = await emptyDatabase();
  let before: string | undefined;
  for (const name of readdirSync(MIGRATIONS).sort()) {
    const after = readFileSync(path.join(MIGRATIONS, name, 'schema.snapshot'), 'utf8');
    const sql = readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    // Prisma does not know generated columns: to make one anew changes nothing for it.
    const isUnseen =
      /^ALTER TABLE "\w+" DROP COLUMN "(\w+)";\nALTER TABLE "\w+" ADD COLUMN "\1" .* GENERATED/m.test(sql);
    const changesTables = !isUnseen && /^(ALTER|CREATE|DROP) (TABLE|INDEX|UNIQUE INDEX|TYPE)\b/m.test(sql);
    expect((await diffSchemas(database.url, before, after)) !== '', name).toBe(changesTables);
    before = after;
  }
  await database.stop();
});
