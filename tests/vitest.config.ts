import path from 'node:path';
import { defineConfig } from 'vitest/config';

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
  expect: { poll: { timeout: 15_000 } },
};

/** With a server that files share. */
const together = {
  ...served,
  ...shared,
  globalSetup: [...served.globalSetup, 'tests/support/sharedSetup.ts'],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['src/**/*.test.ts', 'prisma/**/*.test.ts'], shared),
      project('laws', ['tests/laws/**/*.test.ts'], { testTimeout: 30_000 }),
      project('integration', ['tests/integration/**/*.test.ts'], { ...together, ...atOnce(4) }),
      project('local', ['tests/local/**/*.test.ts'], {
        ...served,
        ...atOnce(4),
        globalSetup: ['tests/support/builtSetup.ts'],
        // Compiles the WebAssembly of databases in the tests' own process once and plainly.
        execArgv: ['--liftoff-only'],
      }),
      project('faults', ['tests/faults/**/*.test.ts'], { ...served, ...atOnce(3) }),
      project('browser', ['tests/browser/**/*.test.ts'], together),
    ],
  },
});
