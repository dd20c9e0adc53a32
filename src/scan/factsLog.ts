import type { SourceFile } from './source';

/**
 * Characters of all facts. Those of 200,000 packages, which is as many as an inventory takes, are half of them.
 * A repository may have any number of lock files. What is beyond is forgotten while they are read.
 */
const MOST_CHARACTERS = 64 * 1024 * 1024;
/** What a file takes beside its facts. */
const FILE_CHARACTERS = 200;

type NotedFile = Pick<SourceFile, 'path' | 'allowedBy'>;

/** What the engines noted of the files of one scan, within bounds. */
export type FactsLog = {
  /** @param facts by the ids of the engines */
  readonly add: (file: NotedFile, facts: Readonly<Record<string, unknown>> | undefined) => void;
  /** The facts of each file as JSON of FileFacts. */
  readonly of: (engine: string) => readonly string[];
  /** The files whose facts were forgotten. */
  readonly forgottenBy: (engine: string) => ReadonlySet<string>;
  /** The entries of the allow-list that cover a file with facts. */
  readonly allowedIn: (path: string) => readonly number[];
};

type Noted = { readonly texts: Map<string, string>; readonly forgotten: Set<string> };

/** @param most characters of all facts; where there are more, those of the largest files are forgotten */
export function createFactsLog(most = MOST_CHARACTERS): FactsLog {
  const byEngine = new Map<string, Noted>();
  const allowedIn = new Map<string, readonly number[]>();
  let characters = 0;

  const notedBy = (engine: string): Noted => {
    const noted = byEngine.get(engine) ?? { texts: new Map(), forgotten: new Set() };
    byEngine.set(engine, noted);
    return noted;
  };
  /** Forgets more than it must, so that the files are not sorted for each that follows. */
  const forget = () => {
    const all = [...byEngine.values()].flatMap((noted) =>
      [...noted.texts].map(([path, text]) => ({ noted, path, size: sizeOf(path, text) })),
    );
    for (const { noted, path, size } of all.sort((a, b) => b.size - a.size)) {
      if (characters <= 0.75 * most) return;
      noted.texts.delete(path);
      noted.forgotten.add(path);
      characters -= size;
    }
  };
  return {
    add: ({ path, allowedBy }, facts) => {
      if (facts && allowedBy.length > 0) allowedIn.set(path, allowedBy);
      for (const [engine, noted] of Object.entries(facts ?? {})) {
        const text = JSON.stringify({ path, facts: noted });
        notedBy(engine).texts.set(path, text);
        characters += sizeOf(path, text);
      }
      if (characters > most) forget();
    },
    of: (engine) => [...notedBy(engine).texts.values()],
    forgottenBy: (engine) => notedBy(engine).forgotten,
    allowedIn: (path) => allowedIn.get(path) ?? [],
  };
}

function sizeOf(path: string, text: string): number {
  return FILE_CHARACTERS + path.length + text.length;
}
