import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceFile } from '../sources';
import { compositionsIn, type Pattern } from './patterns';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Regular expressions as the code composed them, and the places that composed none. */
export type Composed = { readonly patterns: readonly Pattern[]; readonly missing: readonly string[] };

/**
 * Loads every module that composes regular expressions, starts a scanner with all rules, and records what is composed.
 * A place that composes nothing by then does so from what it is given later, which no checker can judge.
 */
export async function composedPatterns(files: readonly SourceFile[]): Promise<Composed> {
  const places = compositionsIn(files);
  const record = await whileRecording(async () => {
    const { RULES, createSecretScanner, DEFAULT_REACH, MARGIN } = await loadScanner();
    for (const file of new Set(places.map((place) => place.path))) await load(file);
    createSecretScanner({ rules: RULES, digest: (_, secret) => secret });
    return RULES.flatMap((rule) => {
      if (!('pattern' in rule)) return [];
      const { before, after } = rule.reach ?? DEFAULT_REACH;
      const { source, flags } = rule.pattern;
      return [{ source, flags, at: `rule ${rule.id}`, limit: before + after + 2 * MARGIN }];
    });
  });
  const ofRules = new Set(record.given.map(({ source }) => source));
  const others = record.made.filter(({ pattern }) => !ofRules.has(pattern.source));
  return {
    patterns: [...record.given, ...others.map(describe)],
    missing: [...new Set(places.map((place) => place.path))].flatMap((file) => {
      const calls = places.filter((place) => place.path === file);
      const seen = new Set(record.made.map(({ at }) => at).filter((at) => at.includes(`/${file}:`)));
      return seen.size < calls.length ? calls.map(({ line }) => `${file}:${line}`) : [];
    }),
  };
}

type Made = { readonly pattern: RegExp; readonly at: string };

function describe({ pattern, at }: Made): Pattern {
  const limit = 'limit' in pattern && typeof pattern.limit === 'number' ? pattern.limit : undefined;
  const place = at.slice(at.lastIndexOf('/src/') + 1).replace(/:\d+\)?$/, '');
  return { source: pattern.source, flags: pattern.flags, at: place, limit };
}

/** Runs something while the constructor of regular expressions keeps what it makes and where it was called. */
async function whileRecording<T>(run: () => Promise<T>): Promise<{ given: T; made: readonly Made[] }> {
  const made: Made[] = [];
  const Original = globalThis.RegExp;
  const keep = (pattern: RegExp) => {
    const at = new Error().stack
      ?.split('\n')
      .find((line) => line.includes('/src/') && !/limited\.ts/.test(line));
    if (at) made.push({ pattern, at });
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
    import('@/scanner/secrets/registry'),
    import('@/scanner/secrets/scan'),
    import('@/scanner/secrets/windows'),
  ]);
  return { ...registry, ...scan, ...windows };
}

function load(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(path.join(ROOT, file)).href);
}
