import { lineCount } from './sizes';
import { isTest, type SourceFile, type Violation } from './sources';
import { OWNERS } from './tableOwners';

const KINDS = ['schema', 'rules', 'query', 'store', 'service', 'lifecycle'];
const TOP_LEVEL = [
  'errors',
  'access',
  'actor',
  'context',
  'ids',
  'fields',
  'findingBounds',
  'findingFilter',
  'findingOrder',
  'liveRepos',
  'page',
  'keyset',
  'markdown',
  'credentials',
  'passwords',
  'retry',
  'sshKeys',
  'vault',
];
const ROUTE_LINES = 12;

/** The domain has a folder for each noun with a table, and six kinds of file. src/app/api has route handlers alone. */
export function closedVocabulary(files: readonly SourceFile[]): Violation[] {
  return [
    ...files.filter(({ path }) => path.startsWith('src/domain/')).flatMap(judgeDomainFile),
    ...files.filter(({ path }) => path.startsWith('src/app/api/')).flatMap(judgeRouteFile),
  ];
}

function judgeDomainFile(file: SourceFile): Violation[] {
  const parts = file.path.split('/').slice(2);
  const name = parts.at(-1)?.replace(isTest(file) ? /\.test\.ts$/ : /\.ts$/, '') ?? '';
  if (parts.length === 1 && TOP_LEVEL.includes(name)) return [];
  const [noun = ''] = parts;
  if (parts.length > 1 && !Object.hasOwn(OWNERS, noun)) {
    const message =
      `is of ${noun}, which owns no table in tests/laws/tableOwners.ts. Its queries and use cases belong to the nouns ` +
      'that own the tables, and what is about files, names or streams in src/server.';
    return [{ path: file.path, message }];
  }
  if (parts.length === 2 && KINDS.includes(name)) return [];
  const message =
    parts.length === 1
      ? `is no file that the domain shares (${TOP_LEVEL.join(', ')}). It belongs in the folder of its noun, ` +
        'src/domain/<noun>/, or, where it knows the process or a transport, in src/server.'
      : 'has no place in the domain. In src/domain/<noun>/, input and output belong in schema.ts, pure decisions ' +
        'in rules.ts, queries in store.ts, those of lists and facets in query.ts, use cases in service.ts and what the ' +
        'system does by itself in lifecycle.ts; another subject is another noun.';
  return [{ path: file.path, message }];
}

function judgeRouteFile(file: SourceFile): Violation[] {
  // The benchmark's own route is not in any other build.
  if (!/\/route(\.bench)?\.ts$/.test(file.path)) {
    const message = 'is no route.ts, and src/app/api holds nothing else. It belongs in src/server/rest.';
    return [{ path: file.path, message }];
  }
  const lines = lineCount(file);
  if (lines <= ROUTE_LINES) return [];
  const message = `has ${lines} lines; a route handler has at most ${ROUTE_LINES}. The operation belongs in src/server/rest.`;
  return [{ path: file.path, message }];
}
