import type { FileFacts } from '../engine';
import { createBudget, storable } from './bounds';
import { type File, type Files, indexFiles } from './joins/files';
import { joinGoMod } from './joins/go';
import { locate } from './joins/locate';
import { gapsOfManifests } from './joins/manifests';
import { joinPoms } from './joins/maven';
import { joinRequirements } from './joins/python';
import { rootsOf } from './joins/roots';
import type { Declaration, Inventory, LocatedPackage } from './package';
import { type Gap, MAX_NAME } from './reading';

const TANGLED =
  'The files of the repository refer to each other so often that what they ask for was not joined to the end.';

const NO_GO_MOD =
  "There is no go.mod beside it that can be read, so which of its modules are built can't be known.";

type Joined = { readonly packages: readonly LocatedPackage[]; readonly gaps: readonly Gap[] };
const SUM_ALONE: Joined = { packages: [], gaps: [{ reason: NO_GO_MOD, isPartial: false }] };
type Join = (file: File) => Joined;

/** Joins what the files of a repository say of its packages: manifests with lock files, includes, parents, workspaces. */
export function readInventory(facts: readonly FileFacts[]): Inventory {
  const files = indexFiles(facts);
  const join = joiner(files);
  const manifests = gapsOfManifests(files);
  const packages = new Map<string, readonly LocatedPackage[]>();
  const gaps: { path: string; reason: string; isPartial: boolean }[] = [];
  const budget = createBudget();
  let isSpent = false;
  // A large file must not use up what all others need.
  for (const file of files.all.toSorted((a, b) => a.reading.rows.length - b.reading.rows.length)) {
    const joined = join(file);
    const excess = budget.take(joined.packages);
    // It is said once, of the file that was read when it came to that.
    const tangle: readonly Gap[] = !isSpent && !files.spend(0) ? [{ reason: TANGLED, isPartial: true }] : [];
    isSpent ||= tangle.length > 0;
    if (excess === undefined) packages.set(file.path, joined.packages);
    const own = [
      ...file.reading.gaps,
      ...joined.gaps,
      ...[manifests.get(file.path) ?? []].flat(),
      ...tangle,
      ...(excess === undefined ? [] : [{ reason: excess, isPartial: true }]),
    ];
    if (own.length > 0) gaps.push({ path: file.path, ...combine(own) });
  }
  return {
    packages: files.all.flatMap(({ path }) => packages.get(path) ?? []),
    declarations: files.all.flatMap(declarationsOf),
    gaps: gaps.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function joiner(files: Files): Join {
  const poms = joinPoms(files);
  const requirements = joinRequirements(files);
  const none: Joined = { packages: [], gaps: [] };
  return (file) => {
    const { path, reading } = file;
    switch (reading.format) {
      case 'pom':
        return poms.get(path) ?? none;
      case 'requirements':
        return requirements.get(path) ?? none;
      case 'go-mod':
      case 'go-mod-old':
        return joinGoMod(file, files);
      // It is read with the go.mod beside it.
      case 'go-sum':
        return files.in(file.folder, 'go-mod', 'go-mod-old').length > 0 ? none : SUM_ALONE;
      default:
        return { packages: locate(path, reading, rootsOf(file, files)), gaps: [] };
    }
  };
}

/** One entry a file. */
function combine(gaps: readonly Gap[]): Gap {
  return {
    reason: storable(gaps.map(({ reason }) => reason).join(' ')),
    isPartial: gaps.some(({ isPartial }) => isPartial),
  };
}

/** Where ranges stand on lines of their own, so that they can be edited. */
function declarationsOf({ path, reading }: File): Declaration[] {
  const { declared, pom } = reading;
  const ofPom = [...(pom?.dependencies ?? []), ...(pom?.managed ?? [])].flatMap((one) =>
    one.version === null || one.version.includes('${') || one.versionLine === null || one.versionText === null
      ? []
      : [
          {
            path,
            name: `${one.group}:${one.artifact}`,
            range: one.version,
            line: one.versionLine,
            text: one.versionText,
          },
        ],
  );
  const stated = declared
    .filter(({ range, text }) => range !== '' && text.includes(range))
    .map(({ name, range, line, text }) => ({ path, name, range, line, text: text.replace(/\r$/, '') }));
  return [...stated, ...ofPom].filter(isKept);
}

/** What is no plain edit anyway is not worth keeping. */
function isKept({ name, range, text }: Declaration): boolean {
  const isLong = name.length > MAX_NAME || range.length > MAX_NAME;
  return !isLong && [name, range, text].every((it) => storable(it) === it);
}
