import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { nodesOf, violationAt } from './syntax';

/** The library of the queue, and the schema of its tables. */
const LIBRARY = 'pg-boss';
const TABLE = /\bpgboss\./;

/** Only one module of the domain uses the queue. Other code sends jobs and claims rows through it. */
export function queueAlone(files: readonly SourceFile[]): Violation[] {
  const message =
    'names the queue behind the jobs. To have something done in the background, call send of src/domain/jobs/service.ts; ' +
    'what else the queue is asked for belongs in src/domain/jobs.';
  return files
    .filter((file) => isCode(file) && !isTest(file) && file.path.startsWith('src/'))
    .filter((file) => !file.path.startsWith('src/domain/jobs/'))
    .flatMap((file) => [
      ...importsOf(file)
        .filter(({ specifier }) => specifier === LIBRARY || specifier.startsWith(`${LIBRARY}/`))
        .map((found) => violationAt(file, found, message)),
      ...nodesOf(file)
        .filter(({ node }) => TABLE.test(textOf(node)))
        .map(({ node }) => violationAt(file, node, message)),
    ]);
}

function textOf(node: { type: string }): string {
  if (node.type === 'TemplateElement') return (node as unknown as { value: { raw: string } }).value.raw;
  return node.type === 'Literal' ? String((node as unknown as { value: unknown }).value) : '';
}
