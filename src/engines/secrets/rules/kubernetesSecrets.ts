import { decodeBase64, isPlainText } from '../checks/base64';
import { isNameOfSecret, isRandom, type Strength, strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import type { Candidate, Rule } from '../rule';
import { KUBERNETES_SAMPLES } from '../samples/kubernetes';

/** How far before and after its kind a manifest is read. */
const REACH = 12_000;
const BOUNDARY = /^---|^\s{0,8}\},?\s{0,8}\{/m;
const SECTION = /["']?\b(data|stringData)["']?:[ \t]{0,8}(?:\{[ \t]{0,8})?\r?\n/g;
const JSON_SECTION = /"(data|stringData)"\s{0,8}:\s{0,8}\{/g;
const ENTRY = limited(
  /^[ \t]{1,40}["']?([\w.-]{1,120})["']?:[ \t]{1,8}(?:!!\w{1,10}[ \t]|[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,40})?["']?([^\s"'#&*|>{[!][^\s"',]{2,8000})["']?,?[ \t]{0,8}(?:#[^\n]{0,200})?\r?$/gm,
  24_000,
);
const JSON_ENTRY = limited(/"([\w.-]{1,120})"\s{0,8}:\s{0,8}"([^"\\\s]{3,8000})"/g, 24_000);
const INDENT = limited(/(?:^|\n)([ \t]{0,40})[^\n]{0,8}$/, 48);
/** The beginning of a line that is neither empty nor a comment. */
const LINE_BEGINNING = /^([ \t]{0,40})[^\s#]/gm;
/** Keys whose values are public, or only name a location or a user. */
const NO_SECRET =
  /^(?:ca|cert|certificate|namespace|type)$|(?:^|[._-])(?:crt|cer|pub|public|user|username|host|hostname|port|url|uri|endpoint|region|database|db|dbname|name|email|enabled|bucket|address|domain|version|path|mode|level|id|server|schema|org|tenant)$|ca\.pem$|ca[.-]?cert|^[a-z]{1,12}(?:User|Username|Host|Port|Name|Id)$/i;

/** Values in Kubernetes Secrets: base64 under `data`, plain under `stringData`. */
export const kubernetesSecretsRules: readonly Rule[] = [
  {
    id: 'kubernetes-secret-value',
    name: 'Value in a Kubernetes Secret',
    provider: 'generic',
    why: 'The values of a Secret are only encoded: anyone who reads the manifest has them.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Replace the value where it is used, and encrypt the manifest (Sealed Secrets, SOPS) or keep it out of the repository.',
    revokeUrl: null,
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    title: { in: 'Kubernetes Secret value' },
    keywords: ['kind: secret', "kind: 'secret'", 'kind: "secret"', '"kind": "secret"', '"kind":"secret"'],
    find,
    samples: KUBERNETES_SAMPLES,
  },
];

function* find(text: string, positions: readonly number[]): Iterable<Candidate> {
  let past = 0;
  for (const position of positions) {
    if (!/^["']?kind["']?: ?["']?Secret["']?[\s,}]/i.test(`${text.slice(position, position + 20)}\n`))
      continue;
    const from = Math.max(past, startOfManifest(text, position));
    const to = endOfManifest(text, position);
    past = Math.max(past, to);
    const manifest = text.slice(from, to);
    const isJson = text.charAt(position) === '"';
    for (const [, section = '', entries = '', at = 0] of sectionsOf(manifest, isJson)) {
      yield* candidatesIn({ entries, at: from + at, isPlain: section === 'stringData', isJson });
    }
  }
}

function startOfManifest(text: string, position: number): number {
  const before = text.slice(Math.max(0, position - REACH), position);
  return position - before.length + Math.max(0, before.lastIndexOf('\n---'));
}

function endOfManifest(text: string, position: number): number {
  const behind = text.slice(position, position + REACH);
  const end = behind.search(BOUNDARY);
  return position + (end < 0 ? behind.length : end);
}

type Section = readonly [whole: string, name: string, entries: string, at: number];

function sectionsOf(manifest: string, isJson: boolean): Section[] {
  return Array.from(manifest.matchAll(isJson ? JSON_SECTION : SECTION), (match) => {
    const at = match.index + match[0].length;
    const rest = manifest.slice(at);
    const indent = INDENT.exec(manifest.slice(Math.max(0, match.index - 48), match.index))?.[1] ?? '';
    // Entries are indented deeper than the section's own name.
    const end = isJson ? rest.indexOf('}') : endOfEntries(rest, indent.length);
    return [match[0], match[1] ?? '', end < 0 ? rest : rest.slice(0, end), at];
  });
}

/** Returns where the first line begins that is not indented deeper than its section; -1 where there is none. */
function endOfEntries(rest: string, indent: number): number {
  for (const { index, 1: before = '' } of rest.matchAll(LINE_BEGINNING))
    if (before.length <= indent) return index;
  return -1;
}

type Entries = { entries: string; at: number; isPlain: boolean; isJson: boolean };

function* candidatesIn({ entries, at, isPlain, isJson }: Entries): Iterable<Candidate> {
  for (const match of entries.matchAll(isJson ? JSON_ENTRY : ENTRY)) {
    const [whole, key = '', value = ''] = match;
    const judge = (kind: FileKind) => {
      if (NO_SECRET.test(key)) return 'no';
      const strength = isPlain ? strengthOf(value) : strengthOfEncoded(value);
      // The manifest declares a secret, so a chosen value is as certain as a generated one.
      return weighStrength(strength === 'human' ? 'random' : strength, kind);
    };
    const start = at + match.index + whole.lastIndexOf(value);
    const from = at + match.index + whole.indexOf(key);
    const name = { start: from, end: from + key.length };
    yield { start, end: start + value.length, name, judge };
  }
}

/** Judges the content of base64: text as text, and other bytes as keys if there are enough of them. */
function strengthOfEncoded(value: string): Strength {
  const decoded = decodeBase64(value);
  if (decoded === undefined || value.length < 8) return 'filler';
  // Content that begins with armor or a brace is a whole file, which other rules cover.
  if (/"auth"\s{0,8}:\s{0,8}"[^"]{4}/.test(decoded)) return 'weak';
  if (/^-----BEGIN|^\s{0,20}[{[<#]/.test(decoded)) return 'filler';
  if (isPlainText(decoded)) return decoded.length > 200 ? 'filler' : strengthOfText(decoded.trim());
  return value.length >= 20 && isRandom(value) ? 'random' : 'filler';
}

/** In a manifest that may have been applied, even `password` may be the password. */
function strengthOfText(text: string): Strength {
  return isNameOfSecret(text) && text.length >= 6 ? 'weak' : strengthOf(text);
}
