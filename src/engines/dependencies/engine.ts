import type { Engine, RuleInfo } from '../engine';
import { readText } from '../text';
import { formatOf } from './formats';
import { readFormat, readNoText } from './read';

const ABOUT = {
  ...({ confidence: 'high', fixType: 'dependency_upgrade' } as const),
  tags: ['dependency'],
};

export const VULNERABLE_RULE: RuleInfo = {
  ...ABOUT,
  id: 'vulnerable-dependency',
  name: 'Vulnerable dependency',
  why: 'Attackers exploit known vulnerabilities of packages wherever the vulnerable code is reached.',
  severity: 'medium',
  cwe: 'CWE-1395',
  remedy: [
    'Upgrade the package to a version without known vulnerabilities.',
    'Where a dependency brings it in, upgrade that dependency.',
  ],
  references: ['https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/'],
};

export const MALICIOUS_RULE: RuleInfo = {
  ...ABOUT,
  id: 'malicious-package',
  name: 'Malicious package',
  why: 'The package was published to attack those who install it, so its code may already have run.',
  severity: 'critical',
  cwe: 'CWE-506',
  remedy: [
    'Remove the package, and take every machine that installed it as compromised.',
    'Revoke the secrets that those machines could read.',
  ],
  references: ['https://github.com/ossf/malicious-packages'],
};

/** The engine that finds vulnerable and malicious packages. It notes what lock files and manifests name. */
export const DEPENDENCIES: Engine = {
  id: 'dependencies',
  rules: [VULNERABLE_RULE, MALICIOUS_RULE],
  history: false,
  accepts: ({ path }) => formatOf(path) !== null,
  kindOf: (path) => formatOf(path) ?? 'none',
  prepare:
    () =>
    ({ path, content }) => {
      const format = formatOf(path);
      const read = readText(content);
      if (format === null) return { verdict: read.verdict, detections: [] };
      const facts =
        read.verdict === 'text'
          ? readFormat(format, read.bytes.toString())
          : readNoText(format, read.verdict);
      return { verdict: read.verdict, detections: [], facts };
    },
};
