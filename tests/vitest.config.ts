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

/** These mostly wait: for processes that start, for polls and for leases. So more of them fill the cores. */
const waiting = { maxWorkers: 4, sequence: { groupOrder: 1 } };

const served = {
  ...waiting,
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
      project('integration', ['tests/integration/**/*.test.ts'], together),
      project('local', ['tests/local/**/*.test.ts'], {
        ...served,
        globalSetup: ['tests/support/builtSetup.ts'],
      }),
      project('faults', ['tests/faults/**/*.test.ts'], served),
      project('browser', ['tests/browser/**/*.test.ts'], together),
    ],
  },
});
