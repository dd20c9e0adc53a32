import type { Rule } from './rule';

/**
 * Validates a set of rules.
 * @throws Error that lists all problems of the rules
 */
export function checkRules(rules: readonly Rule[]): void {
  const problems = [...repeatedIds(rules), ...rules.flatMap(problemsOf)];
  if (problems.length > 0) throw new Error(`The rules can't be used:\n${problems.join('\n')}`);
}

function repeatedIds(rules: readonly Rule[]): string[] {
  const ids = rules.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => `${id} is the id of several rules, which could not be distinguished.`);
}

function problemsOf(rule: Rule): string[] {
  const problems = rule.keywords.flatMap((keyword) => {
    // Other letters than ASCII's are the bytes of their UTF-8.
    const isUtf8 = !Buffer.from(keyword, 'latin1').toString().includes('\ufffd');
    if (!/^[\x20-\x7e\x80-\xff]{3,}$/.test(keyword) || !isUtf8) {
      return [`${rule.id} has the keyword ${JSON.stringify(keyword)}; it takes 3 characters of ASCII.`];
    }
    return /[A-Z]/.test(keyword) ? [`${rule.id} has the keyword ${keyword}; it must be in lower case.`] : [];
  });
  if (rule.keywords.length === 0) problems.push(`${rule.id} has no keyword, so nothing would be found.`);
  if (!('pattern' in rule)) return problems;
  const { flags } = rule.pattern;
  if (!flags.includes('g')) problems.push(`${rule.id} has a pattern without the flag g.`);
  if (/[yuv]/.test(flags)) {
    problems.push(
      `${rule.id} has a pattern with the flags ${flags}; scans take texts as bytes and match anywhere in them.`,
    );
  }
  return problems;
}
