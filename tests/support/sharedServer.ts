import { inject } from 'vitest';
import { signedIn, type TestUser } from './api';

declare module 'vitest' {
  interface ProvidedContext {
    sharedServer: {
      url: string;
      databaseUrl: string;
      admin: { id: string; email: string; token: string };
    };
  }
}

/** The plain server of a project, without a worker. Other tests use it, too, so a test sees only its own users' data. */
export type SharedServer = { url: string; database: { url: string }; admin: TestUser };

/** For test files without their own environment or processes, that do not check the whole database. */
export function sharedServer(): SharedServer {
  const { url, databaseUrl, admin } = inject('sharedServer');
  return { url, database: { url: databaseUrl }, admin: signedIn(url, admin) };
}
