import type { BrowserContext, Locator, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { type Caller, caller } from './api';
import { hydrated } from './chromium';

/** Opens a page and waits until it can be used. Returns the server's response. */
export async function open(page: Page, url: string): Promise<Response | null> {
  const answer = await page.goto(url);
  await hydrated(page);
  return answer;
}

export async function reload(page: Page): Promise<void> {
  await page.reload();
  await hydrated(page);
}

/** Goes back, as the browser's button does. A page that is kept in memory is not loaded again. */
export async function goBack(page: Page): Promise<void> {
  await page.goBack({ waitUntil: 'commit' });
}

/** The error message of a field, once there is one. */
export async function errorAt(page: Page, label: string): Promise<string | null> {
  const field = page.getByLabel(label, { exact: true });
  // The field names its message itself, so that another field's error is not taken for it.
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  return page.locator(`[role=alert][id="${ids.at(-1)}"]`).textContent();
}

/** The error message that belongs to no field. */
export function formError(page: Page): Locator {
  return page.locator('form > [role=alert]');
}

export async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens a repository's menu in the list and chooses an entry. */
export async function chooseInRow(page: Page, repo: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${repo}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/login');
  await hydrated(page);
}

/** The API, called with the session of the browser. */
export async function callerOf(context: BrowserContext, baseUrl: string): Promise<Caller> {
  const cookies = await context.cookies(baseUrl);
  const session = cookies.find(({ name }) => name === 'session')?.value;
  if (!session) throw new Error('nobody is signed in');
  return caller(baseUrl, { cookie: `session=${session}` });
}

/** Counts how often a page has been reloaded, to tell apart live updates and reloads. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  return () => loads;
}
