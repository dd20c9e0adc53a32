/** Prints the test files that took longest, in seconds, from Vitest's JSON report. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILES = 12;

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const times = testResults.map(({ name, startTime, endTime }) => ({
  file: path.basename(name, '.test.ts'),
  seconds: Math.round((endTime - startTime) / 1000),
}));
const longest = times.sort((a, b) => b.seconds - a.seconds).slice(0, FILES);
const sum = times.reduce((total, { seconds }) => total + seconds, 0);
console.log(
  `        longest of ${sum} s: ${longest.map(({ file, seconds }) => `${file} ${seconds}`).join(', ')}`,
);
