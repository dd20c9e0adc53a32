/**
 * Prints the failures in Vitest's JSON report: each test's file and name, and the beginning of its message. It is the
 * first output of a failed step, as a reader may see only a limited number of lines.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const MESSAGE_LINES = 12;

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, message, assertionResults } of testResults) {
  const file = path.relative(process.cwd(), name);
  // A file that could not be run has no failed tests.
  if (message) print(file, message);
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status === 'failed') print(`${file} > ${fullName}`, failureMessages.join('\n'));
  }
}

function print(title, message) {
  const lines = message.split('\n').slice(0, MESSAGE_LINES);
  console.log([`  ✗ ${title}`, ...lines.map((line) => `      ${line}`)].join('\n'));
}
