import { isCode, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { violationAt } from './syntax';

/** Where the frameworks of the web are unknown, so that it can be tested, and run, without them. */
const PLAIN = ['domain', 'jobs', 'git', 'scanner'];

/** next, next-auth, react-dom, @trpc/server and whatever else belongs to them, by the package's name. */
const FRAMEWORK = /^(@next|@trpc|@auth)\/|^(next|react)([-/]|$)|^@[^/]+\/react-/;

/** The core is plain TypeScript. */
export function plainCore(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && PLAIN.some((area) => file.path.startsWith(`src/${area}/`)))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ specifier }) => FRAMEWORK.test(specifier))
        .map((found) => violationAt(file, found, messageOf(file, found.specifier))),
    );
}

function messageOf(file: SourceFile, specifier: string): string {
  return (
    `${file.path.split('/').slice(0, 2).join('/')} is plain TypeScript and may not import ${specifier}. ` +
    'What knows a request or a session belongs in src/server, what knows React in src/features or src/ui.'
  );
}
