import { inject } from 'vitest';
import { signedIn, type TestUser } from './api';
import { type RunningProcess, startProcess } from './process';

declare module 'vitest' {
  interface ProvidedContext {
    sharedServer: {
      url: string;
      databaseUrl: string;
      settings: Record<string, string>;
      admin: { id: string; email: string; token: string };
    };
  }
}

/** The plain server of a project, without a worker. Other tests use it, too, so a test sees only its own users' data. */
export type SharedServer = {
  url: string;
  database: { url: string };
  admin: TestUser;
  /** Starts one more web process, which its test file stops. */
  startWeb: () => Promise<RunningProcess>;
};

/** For test files without their own environment or processes, that do not check the whole database. */
export function sharedServer(): SharedServer {
  const { url, databaseUrl, settings, admin } = inject('sharedServer');
  const startWeb = () => startProcess('src/cli/web.ts', [], settings);
  return { url, database: { url: databaseUrl }, admin: signedIn(url, admin), startWeb };
}
