import { XMLParser } from 'fast-xml-parser';
import {
  type Coordinates,
  type Pom,
  type PomDependency,
  type Reading,
  reading,
  Unreadable,
} from '../reading';
import { isTable, type Table, tableOf, tablesOf, textEntries, textOf } from './values';
import { firstLine } from './yaml';

const LISTS: ReadonlySet<string> = new Set(['dependency', 'profile']);
/** More dependencies in one file are hostile. */
const MAX_DEPENDENCIES = 20_000;
const POSITION = XMLParser.getMetaDataSymbol() as symbol;

/** Reads pom.xml as it stands. What parents and properties add is joined when all files are known. */
export function readPom(text: string): Reading {
  const project = parseProject(text);
  const lineAt = lineFinder(text);
  const parent = isTable(project.parent) ? project.parent : null;
  const profiles = tablesOf(tableOf(project, 'profiles'), 'profile');
  // A build without options uses these. They come after the project, as they override it.
  const parts = [project, ...profiles.filter(isByDefault)];
  const managed = parts.flatMap((part) =>
    dependenciesIn(tableOf(part, 'dependencyManagement'), text, lineAt),
  );
  // Another profile's dependencies are the project's as soon as it is active. Its versions are not taken.
  const dependencies = [
    ...lastNamed(parts.map((part) => dependenciesIn(part, text, lineAt))),
    ...profiles.filter((one) => !isByDefault(one)).flatMap((one) => dependenciesIn(one, text, lineAt)),
  ];
  if (managed.length + dependencies.length > MAX_DEPENDENCIES)
    throw new Unreadable(`It names more than ${MAX_DEPENDENCIES} dependencies, so none of them was checked.`);
  const pom: Pom = {
    self: coordinatesOf(project),
    parent: parent && { ...coordinatesOf(parent), relativePath: relativePathOf(parent) },
    properties: parts
      .flatMap((part) => textEntries(tableOf(part, 'properties')))
      .map(([name, value]) => [name, value.trim()] as const),
    managed,
    dependencies,
  };
  return reading({ format: 'pom', ecosystem: 'Maven', pom });
}

/** Entities other than XML's own are never expanded, and none is loaded. */
function parseProject(text: string): Table {
  const parser = new XMLParser({
    ...{ ignoreAttributes: true, processEntities: false, captureMetaData: true },
    ...{ parseTagValue: false, ignoreDeclaration: true, ignorePiTags: true },
    isArray: (name) => LISTS.has(name),
  });
  let root: unknown;
  try {
    root = parser.parse(text);
  } catch (error) {
    throw new Unreadable(`It is not valid XML: ${firstLine(error)}.`);
  }
  const project = isTable(root) ? root.project : undefined;
  if (!isTable(project)) throw new Unreadable('It has no project of Maven.');
  return project;
}

function isByDefault(profile: Table): boolean {
  return trimmed(tableOf(profile, 'activation'), 'activeByDefault') === 'true';
}

/** What a later list names again takes the place of the earlier. */
function lastNamed(lists: readonly PomDependency[][]): PomDependency[] {
  const nameOf = ({ group, artifact, type }: PomDependency) => `${group}:${artifact}:${type ?? 'jar'}`;
  const last = new Map(lists.flatMap((list, at) => list.map((one) => [nameOf(one), at])));
  return lists.flatMap((list, at) => list.filter((one) => last.get(nameOf(one)) === at));
}

function coordinatesOf(table: Table): Coordinates {
  return {
    group: trimmed(table, 'groupId'),
    artifact: trimmed(table, 'artifactId') ?? '',
    version: trimmed(table, 'version'),
  };
}

function trimmed(table: Table, key: string): string | null {
  return textOf(table, key)?.trim() || null;
}

/** An empty relativePath says that the parent is not in the repository. */
function relativePathOf(parent: Table): string | null {
  return typeof parent.relativePath === 'string' ? parent.relativePath.trim() : null;
}

function dependenciesIn(part: Table, text: string, lineAt: LineAt): PomDependency[] {
  const list = tableOf(part, 'dependencies').dependency;
  if (!Array.isArray(list)) return [];
  return list.filter(isTable).flatMap((entry): PomDependency[] => {
    const { artifact, ...rest } = coordinatesOf(entry);
    if (artifact === '') return [];
    const start = positionOf(entry);
    const versionAt = rest.version === null ? -1 : text.indexOf('<version', start);
    const version = versionAt < 0 ? null : lineAt(versionAt);
    return [
      {
        ...{ ...rest, artifact, scope: trimmed(entry, 'scope'), type: trimmed(entry, 'type') },
        line: lineAt(Math.max(text.indexOf('<artifactId', start), start)).line,
        versionLine: version?.line ?? null,
        versionText: version?.text ?? null,
      },
    ];
  });
}

function positionOf(entry: Table): number {
  const meta: unknown = Reflect.get(entry, POSITION);
  return isTable(meta) && typeof meta.startIndex === 'number' ? meta.startIndex : 0;
}

type LineAt = (offset: number) => { line: number; text: string };

/** Finds the line of an offset, by halving. */
function lineFinder(text: string): LineAt {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const start = starts[low] ?? 0;
    const end = text.indexOf('\n', start);
    return {
      line: low + 1,
      text: text
        .slice(start, end < 0 ? undefined : end)
        .trimEnd()
        .slice(0, 500),
    };
  };
}
