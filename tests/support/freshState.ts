import { afterAll, vi } from 'vitest';

/** Test files of a worker share its process: what one has set in the environment is gone before the next reads it. */
const before = { ...process.env };

afterAll(() => {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  // Where src/server/singleton.ts keeps what it has made from the environment.
  Reflect.deleteProperty(globalThis, Symbol.for('heimdall.singletons'));
});
