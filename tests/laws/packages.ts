import { ENGINE_PACKAGES } from '@/engines/packages';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { violationAt } from './syntax';

/** Areas without web frameworks, so that they can be tested and run without them. */
const PLAIN = ['domain', 'jobs', 'scan', 'engines', 'git', 'providers', 'advisories'];

/** next, next-auth, react-dom, @trpc/server and related packages, by name. */
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

/**
 * The version of the engines' results is a digest of their own sources and of the versions of listed packages.
 * So no other code may affect a result.
 */
export function engineAlone(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && !isTest(file) && file.path.startsWith('src/engines/'))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ specifier, isType }) => !isType && !isKnownToVersion(specifier))
        .map((found) => violationAt(file, found, foreignTo(found.specifier))),
    );
}

function isKnownToVersion(specifier: string): boolean {
  return /^(?:node:|\.)/.test(specifier) || ENGINE_PACKAGES.some((name) => name === specifier);
}

function foreignTo(specifier: string): string {
  return (
    `src/engines may not import ${specifier}: src/engines/version.ts would not see it change, and results that ` +
    'are kept would be stale. It belongs in src/engines, named by a relative path; a package in its list packages.ts.'
  );
}

function messageOf(file: SourceFile, specifier: string): string {
  return (
    `${file.path.split('/').slice(0, 2).join('/')} is plain TypeScript and may not import ${specifier}. ` +
    'What knows a request or a session belongs in src/server, what knows React in src/features or src/ui.'
  );
}
