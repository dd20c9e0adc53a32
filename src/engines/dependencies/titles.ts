import type { Advisory } from './advisory';
import { COMMON_NAMES } from './commonNames';
import { type AdvisoryGroup, isMalicious } from './fold';
import type { Package } from './package';

const LONGEST = 120;
/** How much of a long text is searched for what can happen. */
const BEGINNING = 500;

/** What can happen, by the words of a summary; the worst and the most exact first. */
const BY_WORDS: readonly (readonly [words: RegExp, harm: string])[] = [
  [/\bremote code (?:execution|injection)\b|\bRCE\b/i, 'remote code execution'],
  [/\b(?:command|shell) injection\b/i, 'command injection'],
  [/\barbitrary (?:command|shell)/i, 'command injection'],
  [/\b(?:arbitrary code|code execution)\b/i, 'code execution'],
  [/\bcode injection\b|\btemplate injection\b/i, 'code injection'],
  [/\bSQL injection\b/i, 'SQL injection'],
  [/\bprototype pollution\b/i, 'prototype pollution'],
  [/\bdeseriali[sz]ation\b/i, 'deserialization of untrusted data'],
  [/\bauth(?:entication|orization) bypass\b|\bbypass (?:of )?auth/i, 'authentication bypass'],
  [/\bserver[- ]side request forgery\b|\bSSRF\b/i, 'server-side request forgery'],
  [/\b(?:path|directory) traversal\b/i, 'path traversal'],
  [/\bXML external entit|\bXXE\b/i, 'XML external entities'],
  [/\bcross[- ]site scripting\b|\bXSS\b/i, 'cross-site scripting'],
  [/\bcross[- ]site request forgery\b|\bCSRF\b/i, 'cross-site request forgery'],
  [/\brequest smuggling\b/i, 'HTTP request smuggling'],
  [/\bopen redirect\b/i, 'open redirect'],
  [/\bReDoS\b|\bregular expression denial of service\b/i, 'denial of service by a regular expression'],
  [/\bdenial[- ]of[- ]service\b|\bDoS\b/i, 'denial of service'],
  [/\bbuffer overflow\b|\bout[- ]of[- ]bounds\b|\buse[- ]after[- ]free\b/i, 'memory corruption'],
  [/\bprivilege escalation\b/i, 'privilege escalation'],
  [/\binformation (?:disclosure|exposure|leak)/i, 'information disclosure'],
  [/\bunmaintained\b/i, 'no longer maintained'],
];

/** What can happen, by the weakness. */
const BY_CWE: Readonly<Record<string, string>> = {
  'CWE-22': 'path traversal',
  'CWE-77': 'command injection',
  'CWE-78': 'command injection',
  'CWE-79': 'cross-site scripting',
  'CWE-89': 'SQL injection',
  'CWE-94': 'code injection',
  'CWE-119': 'memory corruption',
  'CWE-125': 'memory corruption',
  'CWE-200': 'information disclosure',
  'CWE-269': 'privilege escalation',
  'CWE-287': 'authentication bypass',
  'CWE-295': 'improper certificate validation',
  'CWE-347': 'forged signatures',
  'CWE-352': 'cross-site request forgery',
  'CWE-400': 'denial of service',
  'CWE-416': 'memory corruption',
  'CWE-444': 'HTTP request smuggling',
  'CWE-502': 'deserialization of untrusted data',
  'CWE-601': 'open redirect',
  'CWE-611': 'XML external entities',
  'CWE-770': 'denial of service',
  'CWE-787': 'memory corruption',
  'CWE-863': 'authorization bypass',
  'CWE-918': 'server-side request forgery',
  'CWE-1321': 'prototype pollution',
  'CWE-1333': 'denial of service by a regular expression',
};

/** A title by package and what can happen, as "log4j-core: remote code execution (Log4Shell)". */
export function titleOf(group: AdvisoryGroup, { ecosystem, name }: Package): string {
  const { advisories, identifiers } = group;
  const short = shortName(ecosystem, name);
  const common = identifiers.map((id) => COMMON_NAMES[id]).find((it) => it !== undefined);
  const harm = isMalicious(group) ? 'malicious package' : harmOf(advisories, name);
  return clip(`${short}: ${harm}${common ? ` (${common})` : ''}`);
}

/** Java's packages by their artifact alone. */
export function shortName(ecosystem: string, name: string): string {
  return ecosystem === 'Maven' ? (name.split(':').at(-1) ?? name) : name;
}

/** What can happen; where no word or weakness says it, the database's own summary, or how its text begins. */
function harmOf(advisories: readonly Advisory[], name: string): string {
  const summaries = advisories.map(({ summary }) => summary);
  const beginnings = advisories.map(({ details }) => details.slice(0, BEGINNING));
  return (
    harmByWords(summaries) ??
    harmByCwe(advisories.flatMap(({ cwes }) => cwes)) ??
    plain(summaries, name) ??
    harmByWords(beginnings) ??
    'known vulnerability'
  );
}

function harmByWords(texts: readonly string[]): string | undefined {
  return BY_WORDS.find(([words]) => texts.some((text) => words.test(text)))?.[1];
}

function harmByCwe(cwes: readonly string[]): string | undefined {
  return cwes.map((cwe) => BY_CWE[cwe]).find((harm) => harm !== undefined);
}

/** A database's own summary, without the package that it begins or ends with. */
function plain(summaries: readonly string[], name: string): string | undefined {
  const summary = summaries.map((text) => text.replace(/\s+/g, ' ').trim()).find((text) => text !== '');
  if (summary === undefined) return undefined;
  const end = ` in ${name}`;
  const start = summary.startsWith(`${name}: `) ? name.length + 2 : 0;
  return summary.slice(start, summary.endsWith(end) ? -end.length : undefined).replace(/\.$/, '');
}

function clip(title: string): string {
  return title.length <= LONGEST ? title : `${title.slice(0, LONGEST - 1).trimEnd()}…`;
}
