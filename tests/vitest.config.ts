import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longestFirst';

const root = path.resolve(import.meta.dirname, '..');
const alias = { '@': path.join(root, 'src'), '@tests': path.join(root, 'tests') };

/** A kind of tests and its limits; the gate's machine has two cores and is shared. */
const project = (name: string, include: string[], extra: object = {}) => ({
  root,
  resolve: { alias },
  test: { name, include, environment: 'node', setupFiles: ['tests/support/quietConsole.ts'], ...extra },
});

/** Files share a process with its loaded modules, as loading them again takes half the time of small tests. */
const shared = {
  isolate: false,
  setupFiles: ['tests/support/quietConsole.ts', 'tests/support/freshState.ts'],
};

/**
 * For tests that mostly wait: for processes that start, for polls and for leases. So more of them fill two cores.
 * Projects with the same number run together.
 */
const atOnce = (maxWorkers: number) => ({ maxWorkers, sequence: { groupOrder: maxWorkers } });

const served = {
  globalSetup: ['tests/support/globalSetup.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
  // As long as a busy machine may need.
  expect: { poll: { timeout: 60_000 } },
};

/** With a server that files share. */
const together = {
  ...served,
  ...shared,
  globalSetup: [...served.globalSetup, 'tests/support/sharedSetup.ts'],
};

/**
 * These run on the embedded database alone: what they check does not depend on the database.
 * The other files of integration also run on the PostgreSQL server of TEST_DATABASE_URL.
 */
const ON_ANY_DATABASE = [
  // The protocol and the pages: each request reads one session and one row.
  'protocol',
  'errorCodes',
  'pages',
  // Who may call what. Its queries run on PostgreSQL in other files, such as members.
  'access',
  // What a scan finds. Those of tests/thorough run on PostgreSQL.
  'scansFindings',
];
const repeated = process.env.TEST_DATABASE_URL
  ? ON_ANY_DATABASE.map((name) => `tests/integration/${name}.test.ts`)
  : [];

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['src/**/*.test.ts', 'prisma/**/*.test.ts'], { ...shared, testTimeout: 30_000 }),
      project('laws', ['tests/laws/**/*.test.ts'], { ...shared, testTimeout: 120_000 }),
      project('integration', ['tests/integration/**/*.test.ts'], {
        ...together,
        ...atOnce(4),
        exclude: repeated,
      }),
      project('local', ['tests/local/**/*.test.ts'], {
        ...served,
        ...shared,
        ...atOnce(4),
        globalSetup: ['tests/support/builtSetup.ts'],
        // Compiles the WebAssembly of databases in the tests' own process once and plainly.
        execArgv: ['--liftoff-only'],
      }),
      // What is slow without a fault: many scans, many rows, and texts for every rule.
      project('thorough', ['tests/thorough/**/*.test.ts'], { ...together, ...atOnce(5) }),
      project('faults', ['tests/faults/**/*.test.ts'], { ...served, ...atOnce(5) }),
      project('browser', ['tests/browser/**/*.test.ts'], together),
    ],
  },
});
