import { afterAll, vi } from 'vitest';

/** The test files of a worker share its process. So the environment that one has set is reset before the next. */
const before = { ...process.env };

afterAll(() => {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  // src/server/singleton.ts keeps objects made from the environment here.
  Reflect.deleteProperty(globalThis, Symbol.for('heimdall.singletons'));
});
