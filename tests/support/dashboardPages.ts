import type pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { TestUser } from './api';
import { type Pages, startPages, type View } from './pages';
import { connectTo } from './rows';
import { sharedServer } from './sharedServer';
import { open as openPage } from './visitor';

/** For test files about the dashboard: its pages and database. A page's fault fails the test. */
export function dashboardPages() {
  const server = sharedServer();
  let db: pg.Client;
  let pages: Pages;
  beforeAll(async () => {
    db = await connectTo(server.database.url);
    pages = await startPages(server.url);
  });
  afterEach(async () => {
    await pages.leave();
    expect(pages.faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await db?.end();
  });
  return {
    server,
    db: () => db,
    /** For pages that are not opened as a user's. */
    pages: () => pages,
    open: async (user: TestUser, path = '/findings', view: View = {}): Promise<Page> => {
      const page = await pages.open({ token: user.token, ...view });
      await openPage(page, server.url + path);
      return page;
    },
  };
}
