/** An embedded database in its own process, in memory. Arguments: a template file or an empty text, a socket directory. */
import { readFileSync } from 'node:fs';
import { onStop, sendToParent } from '@/cli/parent';
import { startEmbeddedDatabase } from '@/server/embedded/database';

const [, , template = '', socketDir = ''] = process.argv;
const fail = (error: unknown) => {
  throw error;
};
const database = await startEmbeddedDatabase({
  loadDataDir: template === '' ? undefined : new Blob([readFileSync(template)]),
  socketDir,
  onFault: fail,
  onUpkeepFault: fail,
});
onStop(() => database.close());
sendToParent({ ready: true, url: database.url });
