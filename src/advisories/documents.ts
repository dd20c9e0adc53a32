import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { parseAdvisory } from '@/engines/dependencies/osv';
import type { Document, Item } from './item';
import { isKev, readKev } from './kev';
import { readRustsec } from './rustsec';

const FORMATS: readonly (readonly [RegExp, (document: Document) => Item[]])[] = [
  [/\.json$/i, ({ name, bytes }) => itemsOf(name, JSON.parse(textOf(bytes)))],
  [/\.ya?ml$/i, ({ name, bytes }) => itemsOf(name, parseYaml(textOf(bytes)))],
  [/(?:^|\/)RUSTSEC-[^/]*\.md$/, ({ name, bytes }) => itemsOf(name, readRustsec(textOf(bytes)))],
];

/** Whether a file with this name may be a document of advisories. */
export function isDocument(name: string): boolean {
  return FORMATS.some(([pattern]) => pattern.test(name));
}

/** The advisories of a document. One that can't be read is one bad item. */
export function readDocument(document: Document): Item[] {
  const read = FORMATS.find(([pattern]) => pattern.test(document.name))?.[1];
  if (!read) return [];
  try {
    return read(document);
  } catch (error) {
    return [{ type: 'bad', name: document.name, problem: `can't be read: ${reasonOf(error)}` }];
  }
}

/** The advisories of a parsed document: one, a list, what the OSV API answers, or CISA's catalogue. */
export function itemsOf(name: string, json: unknown): Item[] {
  if (Array.isArray(json)) return json.flatMap((one) => itemsOf(name, one));
  if (isKev(json)) return [readKev(json)];
  const listed = (json as { vulns?: unknown } | null)?.vulns;
  if (Array.isArray(listed)) return listed.map((one) => itemOf(name, one));
  return [itemOf(name, json)];
}

function itemOf(name: string, json: unknown): Item {
  const parsed = parseAdvisory(json);
  return 'problem' in parsed
    ? { type: 'bad', name, problem: `is no advisory in OSV's schema: ${parsed.problem}` }
    : { type: 'advisory', advisory: parsed.advisory };
}

/** Scalars stay texts, as the version 1.10 is not the number 1.1. Aliases could multiply a document without a bound. */
function parseYaml(text: string): unknown {
  return load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0 });
}

function textOf(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** The first line of an error's message, which may show pieces of the document. */
function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.slice(0, 200);
}
