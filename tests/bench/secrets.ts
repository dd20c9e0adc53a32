/**
 * `npm run bench -- secrets [--history GIT_DIR] [--labelled GIT_DIR]`: how fast the engine for secrets is, and how well it
 * tells secrets from what looks like them.
 *   tree       the text files below node_modules, on one core; beside it the secretlint CLI on a part of them
 *   history    all commits of a bare repository, beside `git log -p` alone, which is the limit
 *   labelled   a bare repository whose files stand in folders called `valid` and `invalid`, such as leaktk/fake-leaks
 */
import { parseArgs } from 'node:util';
import { measureHistory } from './secretsHistory';
import { measureLabelled } from './secretsLabelled';
import { measureTree } from './secretsTree';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { history: { type: 'string' }, labelled: { type: 'string' } },
});

await measureTree();
if (values.history) await measureHistory(values.history);
else console.log('\nhistory: not measured; give the path of a bare repository with --history');
if (values.labelled) await measureLabelled(values.labelled);
else console.log('\nlabelled: not measured; give the path of a bare repository with --labelled');
