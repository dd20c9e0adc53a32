import { type Breach, beyondKnown, type Known, mended } from './known';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { nodesOf, violationAt } from './syntax';

const ENGINE = /^src\/engines\/([a-z]+)\/engine\.ts$/;

/** How often files outside an engine's folder may name it. The list may only shrink. */
const KNOWN: Known = {
  // The list of engines.
  'engines/registry': 1,
  // Texts of the dashboard.
  'server/ruleCatalogue': 1,
  'features/findings/findingStyles': 1,
  // The values that the API documents.
  'domain/findings/rules': 1,
};

/** An engine is a folder and a line: nothing else names it. */
export function engineNames(files: readonly SourceFile[]): Violation[] {
  return breaches(files).flatMap((ofEngine) => beyondKnown(ofEngine, KNOWN));
}

/** Entries of the list that allow more than any engine needs. */
export function mendedEngineNames(files: readonly SourceFile[]): string[] {
  const tooMany = breaches(files).map((ofEngine) => mended(ofEngine, KNOWN).map(([key]) => key));
  return Object.keys(KNOWN).filter((key) => tooMany.every((keys) => keys.includes(key)));
}

/** The places that name each engine. */
function breaches(files: readonly SourceFile[]): Breach[][] {
  const engines = files.flatMap(({ path }) => ENGINE.exec(path)?.[1] ?? []);
  const judged = files.filter((file) => isCode(file) && !isTest(file));
  return engines.map((engine) =>
    judged
      .filter(({ path }) => !path.startsWith(`src/engines/${engine}/`))
      .flatMap((file) => mentionsIn(file, engine)),
  );
}

/** What packages and advisories are, in words, types and orders that the domain shares. It detects nothing. */
const SHARED = /\/dependencies\/(?:package|advisory|packageKey|release|versions\/order|osv)$/;

function mentionsIn(file: SourceFile, engine: string): Breach[] {
  const imports = importsOf(file).filter(
    ({ specifier }) => isIn(engine, specifier, file.path) && !SHARED.test(specifier),
  );
  const words = nodesOf(file).flatMap(({ node, parent }) => {
    const isKey = parent?.type === 'Property' && parent.key === node && node.type === 'Identifier';
    const isName =
      (isKey && node.name === engine) ||
      (node.type === 'Literal' && node.value === engine) ||
      (node.type === 'TemplateElement' && node.value.raw.includes(`'${engine}'`));
    return isName ? [node] : [];
  });
  const key = file.path.replace(/^src\/|\.tsx?$/g, '');
  return [...imports, ...words].map((at) => ({ key, violation: violationAt(file, at, messageOn(engine)) }));
}

/** Whether a specifier is of a file in an engine's folder. */
function isIn(engine: string, specifier: string, from: string): boolean {
  if (specifier.startsWith('@/')) return specifier.startsWith(`@/engines/${engine}/`);
  return from.startsWith('src/engines/') && specifier.includes(`/${engine}/`);
}

function messageOn(engine: string): string {
  return (
    `names the engine ${engine}. What is true of it alone belongs in src/engines/${engine}; what is true of all engines ` +
    'is asked of ENGINES in src/engines/registry.ts, or is a field of Engine, RuleInfo or Detection.'
  );
}
