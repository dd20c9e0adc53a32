import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceFile } from '../sources';
import { compositionsIn, literalsIn, type Pattern } from './patterns';

const LIMITED = '/src/engines/secrets/limited.ts';
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Code that runs only in the user's own browser can block no other user. */
export function filesToJudge(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ path: file }) => !/^src\/(?:app|features|trpc|ui)\//.test(file));
}

/** All regular expressions of the code, and the places that compose some that the law can't see. */
export type Collected = { readonly patterns: readonly Pattern[]; readonly missing: readonly string[] };

/**
 * Collects literal and composed regular expressions.
 *
 * Loads every module that composes regular expressions, starts a scanner with all rules, and records what is composed.
 * A place that has composed nothing by then composes from later input, which no checker can judge.
 */
export async function collectPatterns(files: readonly SourceFile[]): Promise<Collected> {
  const places = compositionsIn(files);
  const record = await whileRecording(async () => {
    const { RULES, createSecretScanner, DEFAULT_REACH, MARGIN } = await loadScanner();
    for (const file of new Set(places.map((place) => place.path))) await load(file);
    createSecretScanner({ rules: RULES, digest: (_, secret) => secret });
    return RULES.flatMap((rule) => {
      if (!('pattern' in rule)) return [];
      const { before, after } = rule.reach ?? DEFAULT_REACH;
      const { source, flags } = rule.pattern;
      return [{ source, flags, at: `rule ${rule.id}`, limit: before + after + 2 * MARGIN, isRule: true }];
    });
  });
  const ofRules = new Set(record.given.map(({ source }) => source));
  // A rule's own literal is judged the way the rule uses it: in windows.
  const literals = literalsIn(files).filter(({ isProperty, source }) => !(isProperty && ofRules.has(source)));
  const called = record.made.filter(({ isLimited }) => !isLimited);
  const others = called.filter(({ pattern }) => !ofRules.has(pattern.source));
  return {
    patterns: [...literals, ...record.given, ...others.map((each) => describe(each, record.made))],
    missing: [...new Set(places.map((place) => place.path))].flatMap((file) => {
      const calls = places.filter((place) => place.path === file);
      const seen = new Set(called.map(({ at }) => at).filter((at) => at.includes(`/${file}:`)));
      return seen.size < calls.length ? calls.map(({ line }) => `${file}:${line}`) : [];
    }),
  };
}

/** A regular expression that the constructor made, and where. `limited` makes another one from its argument. */
type Made = { readonly pattern: RegExp; readonly at: string; readonly isLimited: boolean };

function describe({ pattern: { source, flags }, at }: Made, all: readonly Made[]): Pattern {
  const same = all.find(
    (each) => each.isLimited && each.pattern.source === source && each.pattern.flags === flags,
  );
  const limit = same && 'limit' in same.pattern ? Number(same.pattern.limit) : undefined;
  return { source, flags, at: at.slice(at.lastIndexOf('/src/') + 1).replace(/:\d+\)?$/, ''), limit };
}

/** Runs a function while the constructor of regular expressions records its results and callers. */
async function whileRecording<T>(run: () => Promise<T>): Promise<{ given: T; made: readonly Made[] }> {
  const made: Made[] = [];
  const Original = globalThis.RegExp;
  const keep = (pattern: RegExp) => {
    const frames = new Error().stack?.split('\n').filter((line) => line.includes('/src/')) ?? [];
    const at = frames.find((line) => !line.includes(LIMITED));
    if (at) made.push({ pattern, at, isLimited: frames[0] !== at });
    return pattern;
  };
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args, self) => keep(Reflect.construct(target, args, self)),
    apply: (target, self, args) => keep(Reflect.apply(target, self, args)),
  });
  try {
    return { given: await run(), made };
  } finally {
    globalThis.RegExp = Original;
  }
}

async function loadScanner() {
  const [registry, scan, windows] = await Promise.all([
    import('@/engines/secrets/rules.generated'),
    import('@/engines/secrets/scan'),
    import('@/engines/secrets/windows'),
  ]);
  return { ...registry, ...scan, ...windows };
}

function load(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(path.join(ROOT, file)).href);
}
