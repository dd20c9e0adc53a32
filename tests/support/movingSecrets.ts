import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { anchorsOf } from '@/engines/secrets/anchors';
import { makeView } from '@/engines/secrets/view';
import type { Occurrence } from '@/scan/occurrences';

/** Real files with planted secrets, whose lines are changed at random as people change them. */

const below = (random: () => number, limit: number) => Math.floor(random() * limit);

/** A line, and the occurrence of a secret in it; the tag is what no scanner knows. */
type Line = {
  readonly text: string;
  readonly secret: { readonly tag: number; readonly value: string } | null;
};
export type Files = Map<string, readonly Line[]>;

/** An occurrence as a scan finds it, and its true tag. */
export type Tagged = Occurrence & { readonly tag: number; readonly value: string; readonly line: number };

const SOURCES = ['rules.ts', 'store.ts', 'service.ts', 'lifecycle.ts'];
const FOLDER = path.resolve(import.meta.dirname, '../../src/domain/findings');
const VALUES = 6;

/** @returns files with occurrences of a few secrets, some of which are equal */
export function plantSecrets(random: () => number): Files {
  let tag = 0;
  return new Map(
    SOURCES.map((name) => {
      const lines: Line[] = readFileSync(path.join(FOLDER, name), 'utf8')
        .split('\n')
        .slice(0, 60)
        .map((text) => ({ text, secret: null }));
      for (let n = 0; n < 4; n++) {
        const value = `secret-${below(random, VALUES)}`;
        lines.splice(below(random, lines.length + 1), 0, lineOf(tag++, value, random));
      }
      return [`src/${name}`, lines] as const;
    }),
  );
}

function lineOf(tag: number, value: string, random: () => number): Line {
  return { text: `KEY_${below(random, 3)} = "${value}"`, secret: { tag, value } };
}

export type Changed = {
  readonly files: Files;
  /** The new paths of renamed files. */
  readonly renames: ReadonlyMap<string, string>;
  /** The files in which a line with a secret came, went or was repeated. */
  readonly touched: ReadonlySet<string>;
};

/** Inserts, indents, moves, repeats and deletes lines, and renames files. */
export function changeLines(files: Files, random: () => number, firstTag: number): Changed {
  const { renamed, renames } = renameSome(files, random);
  const work: Work = { files: renamed, touched: new Set(), random, nextTag: firstTag };
  for (let n = 1 + below(random, 5); n > 0; n--) {
    const path = pickPath(work);
    const lines = [...(renamed.get(path) ?? [])];
    renamed.set(path, lines);
    const secrets = lines.flatMap(({ secret }, index) => (secret ? [index] : []));
    const chosen = secrets[below(random, secrets.length)];
    const isHarmless = chosen === undefined || below(random, 2) === 0;
    if (isHarmless) HARMLESS[below(random, HARMLESS.length)]?.(lines, random);
    else {
      work.touched.add(path);
      OF_SECRETS[below(random, OF_SECRETS.length)]?.(work, lines, chosen);
    }
  }
  return { files: renamed, renames, touched: work.touched };
}

type Work = { files: Files; touched: Set<string>; random: () => number; nextTag: number };

const HARMLESS: ((lines: Line[], random: () => number) => void)[] = [
  (lines, random) => insert(lines, { text: `// ${below(random, 1e9)}`, secret: null }, random),
  (lines) => void lines.splice(0, lines.length, ...lines.map((it) => ({ ...it, text: `\t${it.text}` }))),
];

const OF_SECRETS: ((work: Work, lines: Line[], index: number) => void)[] = [
  (_, lines, index) => void lines.splice(index, 1),
  (work, lines, index) => {
    const [line] = lines.slice(index, index + 1);
    if (line?.secret) {
      insert(lines, { ...line, secret: { ...line.secret, tag: work.nextTag++ } }, work.random);
    }
  },
  (work, lines, index) => {
    const [line] = lines.splice(index, 1);
    const target = pickPath(work);
    const others = [...(work.files.get(target) ?? [])];
    if (line) insert(others, line, work.random);
    work.files.set(target, others);
    work.touched.add(target);
  },
];

function pickPath({ files, random }: Work): string {
  return [...files.keys()][below(random, files.size)] ?? '';
}

function renameSome(files: Files, random: () => number): { renamed: Files; renames: Map<string, string> } {
  const renames = new Map<string, string>();
  for (const path of files.keys()) {
    if (below(random, 4) === 0) renames.set(path, path.replace('src/', `lib/${below(random, 3)}/`));
  }
  return { renamed: new Map([...files].map(([path, lines]) => [renames.get(path) ?? path, lines])), renames };
}

function insert(lines: Line[], line: Line, random: () => number): void {
  lines.splice(below(random, lines.length + 1), 0, line);
}

/** What a scan finds in the files, in its order. */
export function occurrencesIn(files: Files): Tagged[] {
  return [...files].flatMap(([filePath, lines]) => {
    const view = makeView(lines.map(({ text }) => text).join('\n'), [], []);
    return lines.flatMap(({ secret }, index) =>
      secret ? [{ filePath, line: index + 1, anchors: anchorsOf(view, index + 1, digest), ...secret }] : [],
    );
  });
}

function digest(_purpose: string, text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
