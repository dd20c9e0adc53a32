import type { RuleInfo } from '../engine';

export const VULNERABLE_DEPENDENCY: RuleInfo = {
  id: 'vulnerable-dependency',
  name: 'Dependency with a known vulnerability',
  why: 'An attacker can use a published vulnerability of a package that the project depends on.',
  severity: 'medium',
  confidence: 'high',
  cwe: 'CWE-1395',
  tags: ['dependency', 'vulnerability'],
  fixType: 'dependency_upgrade',
  remedy: [
    'Upgrade the package to a version without known vulnerabilities.',
    'Where there is none, replace the package or do not use what is vulnerable.',
  ],
  references: [
    'https://osv.dev/list',
    'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/',
  ],
};

export const MALICIOUS_PACKAGE: RuleInfo = {
  id: 'malicious-package',
  name: 'Malicious package',
  why: 'The package itself attacks the machines that install or run it.',
  severity: 'critical',
  confidence: 'high',
  cwe: 'CWE-506',
  tags: ['dependency', 'malware'],
  fixType: 'dependency_upgrade',
  remedy: [
    'Remove the package, and take every machine that installed it for compromised.',
    'Replace all secrets that these machines could read.',
  ],
  references: ['https://github.com/ossf/malicious-packages'],
};

export const DEPENDENCY_RULES: readonly RuleInfo[] = [VULNERABLE_DEPENDENCY, MALICIOUS_PACKAGE];
