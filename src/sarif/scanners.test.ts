import { readSarif } from '@tests/support/sarif';
import { readScanner, SCANNERS } from '@tests/support/scanners/read';
import { describe, expect, it } from 'vitest';
import type { Imported } from './imported';

/** What is read of each scanner's results: the rule and its place, severity and weakness, and the title. */
const READ: Record<(typeof SCANNERS)[number], string[]> = {
  bandit: [
    'B301 at app/report.py:13-13: medium, high confidence, CWE-502',
    'Pickle and modules that wrap it can be unsafe when used to deserialize untrusted data, possible security issue.',
    'B602 at app/report.py:24-24: high, high confidence, CWE-78',
    'subprocess call with shell=True identified, security issue.',
    'B602 at app/report.py:30-30: high, high confidence, CWE-78',
    'subprocess call with shell=True identified, security issue.',
    'B201 at app/report.py:34-34: high, medium confidence, CWE-94',
    'A Flask app appears to be run with debug=True, which exposes the Werkzeug debugger and allows the execution of arbitrary code.',
  ],
  eslint: [
    'security/detect-eval-with-expression at home/ana/orders/web/orders.js:7-7: medium, medium confidence, no CWE',
    'Detects "eval(variable)" which can allow an attacker to run arbitrary code inside your process.',
    'no-unused-vars at home/ana/orders/web/orders.js:9-9: medium, medium confidence, no CWE',
    'Disallow unused variables',
    'no-eval at home/ana/orders/web/orders.js:16-16: high, medium confidence, no CWE',
    'Disallow the use of `eval()`',
  ],
  flawfinder: [
    'FF1013 at native/copy.c:6-6: low, medium confidence, CWE-120',
    'Statically-sized arrays can be improperly restricted, leading to potential overflows or other issues (CWE-119!/CWE-120).',
    'FF1001 at native/copy.c:7-7: high, medium confidence, CWE-120',
    'Does not check for buffer overflows when copying to destination [MS-banned] (CWE-120).',
    'FF1015 at native/copy.c:8-8: high, medium confidence, CWE-120',
    'Does not check for buffer overflows (CWE-120).',
  ],
  njsscan: [
    'express_xss at web/orders.js:7-10: high, medium confidence, CWE-79',
    'Untrusted User Input in Response will result in Reflected Cross Site Scripting Vulnerability.',
    'eval_nodejs at web/orders.js:7-7: high, medium confidence, CWE-95',
    'User controlled data in eval() or similar functions may result in Server Side Injection or Remote Code Injection',
    'node_md5 at web/orders.js:14-14: medium, medium confidence, CWE-327',
    'MD5 is a a weak hash which is known to have collision. Use a strong hashing function.',
  ],
  ruff: [
    'S602 at home/ana/orders/app/report.py:24-24: high, medium confidence, no CWE',
    '`subprocess` call with `shell=True` seems safe, but may be changed in the future; consider rewriting without `shell`',
    'S602 at home/ana/orders/app/report.py:30-30: high, medium confidence, no CWE',
    '`subprocess` call with `shell=True` seems safe, but may be changed in the future; consider rewriting without `shell`',
    'S104 at home/ana/orders/app/report.py:34-34: high, medium confidence, no CWE',
    'Possible binding to all interfaces',
  ],
  secretlint: [
    '@secretlint/secretlint-rule-preset-recommend > @secretlint/secretlint-rule-basicauth at app/deploy.txt:2-2: high, medium confidence, no CWE',
    'found basic auth credential: *****************************************************',
  ],
  semgrep: [
    'weak-digest at app/report.py:17-17: medium, high confidence, CWE-327',
    'MD5 is no digest for passwords or signatures.',
    'command-from-request at app/report.py:24-24: high, high confidence, CWE-78',
    'A request reaches a shell, which runs whatever it says.',
    'command-from-request at app/report.py:30-30: high, high confidence, CWE-78',
    'A request reaches a shell, which runs whatever it says.',
  ],
  zizmor: [
    'zizmor/artipacked at .github/workflows/build.yml:8-10: medium, low confidence, no CWE',
    'credential persistence through GitHub Actions artifacts: does not set persist-credentials: false',
    'zizmor/template-injection at .github/workflows/build.yml:11-11: high, high confidence, no CWE',
    'code injection via template expansion: may expand into attacker-controllable code',
  ],
};

const linesOf = (it: Imported) => [
  `${it.ruleId} at ${it.path}:${it.line}-${it.lineEnd}: ${it.severity}, ${it.confidence} confidence, ${it.cwe ?? 'no CWE'}`,
  it.title,
];
const resultsOf = async (scanner: (typeof SCANNERS)[number]) =>
  (await readSarif(readScanner(scanner))).results;

describe('what real scanners have written', () => {
  it.each(SCANNERS)('is read wholly: %s', async (scanner) => {
    const { results, problems, read } = await readSarif(readScanner(scanner));
    expect(problems).toEqual([]);
    expect(results).toHaveLength(read.length);
    expect(results.flatMap(linesOf)).toEqual(READ[scanner]);
    expect(new Set(results.flatMap(({ evidence }) => evidence)).size).toBe(1);
  });

  it('has the version of the tool', async () => {
    const [bandit] = await resultsOf('bandit');
    expect(bandit?.evidence).toEqual(['Bandit 1.9.4 reports it.']);
  });

  it('has suppressions, with their reasons where the tool has one', async () => {
    const suppressed = async (scanner: (typeof SCANNERS)[number]) =>
      (await resultsOf(scanner)).map((it) => it.suppressed);
    expect(await suppressed('eslint')).toEqual([
      null,
      null,
      { by: 'comment', reason: 'the text is our own' },
    ]);
    const reason = 'Suppressed in the results of Semgrep OSS';
    expect(await suppressed('semgrep')).toEqual([null, null, { by: 'comment', reason }]);
  });

  it('has code flows', async () => {
    const [, injection] = await resultsOf('zizmor');
    const filePath = '.github/workflows/build.yml';
    expect(injection?.flows).toEqual([
      [
        { filePath, line: 11, message: 'may expand into attacker-controllable code' },
        { filePath, line: 11, message: 'this run block' },
      ],
    ]);
  });

  it('has the lines around a result, or its own, but never those of a secret', async () => {
    const codeOf = async (scanner: (typeof SCANNERS)[number]) => (await resultsOf(scanner))[0];
    expect(await codeOf('bandit')).toMatchObject({
      snippet: '    with open(path, "rb") as file:\n        return pickle.load(file)\n',
      snippetLine: 12,
    });
    expect(await codeOf('flawfinder')).toMatchObject({ snippet: '    char name[16];', snippetLine: 6 });
    expect(await codeOf('secretlint')).toMatchObject({ snippet: null, snippetLine: null });
  });

  it('is known again by fingerprints only where the tool gives some', async () => {
    const moves = async (scanner: (typeof SCANNERS)[number]) =>
      (await resultsOf(scanner)).map((it) => it.movesAlong);
    expect(await moves('flawfinder')).toEqual([true, true, true]);
    // "requires login" is none.
    expect(await moves('semgrep')).toEqual([false, false, false]);
    const same = await resultsOf('semgrep');
    expect(new Set(same.map((it) => it.identity)).size).toBe(3);
  });

  it('has how to fix it only where that is more than the message', async () => {
    const fixes = async (scanner: (typeof SCANNERS)[number]) =>
      (await resultsOf(scanner)).map((it) => it.fixSummary.split('\n')[0]);
    expect(await fixes('semgrep')).toEqual(['', '', '']);
    expect(await fixes('zizmor')).toEqual(['', '']);
    expect(await fixes('ruff')).toEqual(['## What it does', '## What it does', '## What it does']);
  });
});
