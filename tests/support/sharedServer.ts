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

/** The plain server of a project, without a worker. Others are at work on it: what a test sees is its own users'. */
export type SharedServer = { url: string; database: { url: string }; admin: TestUser };

/** For files that need no environment of their own, no process of it, and not all that is in its database. */
export function sharedServer(): SharedServer {
  const { url, databaseUrl, admin } = inject('sharedServer');
  return { url, database: { url: databaseUrl }, admin: signedIn(url, admin) };
}
