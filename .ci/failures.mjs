/**
 * Prints what failed by Vitest's JSON report: each test's file and name, and the beginning of its message. First of all
 * that is printed of a failed step, as whoever reads of a failed gate may see only so many lines.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const MESSAGE_LINES = 12;

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, message, assertionResults } of testResults) {
  const file = path.relative(process.cwd(), name);
  // A file that could not be run at all has no tests to blame.
  if (message) tell(file, message);
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status === 'failed') tell(`${file} > ${fullName}`, failureMessages.join('\n'));
  }
}

function tell(title, message) {
  const lines = message.split('\n').slice(0, MESSAGE_LINES);
  console.log([`  ✗ ${title}`, ...lines.map((line) => `      ${line}`)].join('\n'));
}
