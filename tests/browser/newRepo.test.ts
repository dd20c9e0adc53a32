import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { startBrowser, type TestBrowser, type Visitor } from '@tests/support/browser';
import { sharedServer } from '@tests/support/sharedServer';
import { errorAt, formError, goBack, open, reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = sharedServer();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser(server.url);
});
afterAll(() => browser?.stop());

let user: TestUser;
let visitor: Visitor;
let page: Page;
beforeEach(async () => {
  user = await newUser(server.url);
  visitor = await browser.visit({ token: user.token });
  page = visitor.page;
  await open(page, `${server.url}/repos/new`);
});
afterEach(async () => {
  expect(visitor.faults).toEqual([]);
  await visitor.leave();
});

const URL_FIELD = 'Paste a Git URL';
const REPOSITORY = 'https://git.example.com/team/my-web-app.git';
const remote = () => page.getByLabel(URL_FIELD);
const name = () => page.getByLabel('Name');
const branch = () => page.getByLabel('Branch');
const add = () => page.getByRole('button', { name: 'Add repository' });
/** The field's message on its content. */
const forecast = () => page.locator('form [aria-live=polite]');

async function registered(): Promise<Record<string, unknown>[]> {
  const { data } = await user.ask('GET', '/api/repos');
  return data.items as Record<string, unknown>[];
}

describe('pasted addresses are recognized, and registered as shown', () => {
  it.each([
    [
      'https://github.com/example/my-web-app',
      'github.com/example/my-web-app',
      'https://github.com/example/my-web-app',
      'github',
    ],
    [
      'https://github.com/example/my-web-app/tree/main/src?tab=readme#usage',
      'github.com/example/my-web-app',
      'https://github.com/example/my-web-app',
      'github',
    ],
    [
      'example/my-web-app',
      'Read as example/my-web-app on github.com.',
      'https://github.com/example/my-web-app.git',
      'github',
    ],
    [
      'git clone https://gitlab.com/group/sub/my-web-app.git',
      'gitlab.com/group/sub/my-web-app',
      'https://gitlab.com/group/sub/my-web-app.git',
      'gitlab',
    ],
    [REPOSITORY, 'git.example.com/team/my-web-app', REPOSITORY, 'git_url'],
  ])('%s', async (pasted, said, remoteUrl, sourceType) => {
    await remote().fill(pasted);
    await forecast().getByText(said).waitFor();
    expect(await name().inputValue()).toBe('my-web-app');
    await add().click();
    await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
    expect(await registered()).toMatchObject([
      { name: 'my-web-app', remote_url: remoteUrl, source_type: sourceType },
    ]);
  });

  it.each(['git@git.example.com:team/my-web-app.git', 'ssh://git@git.example.com/team/my-web-app.git'])(
    '%s, with its https address at hand',
    async (pasted) => {
      await remote().fill(pasted);
      await forecast().getByText('The next page shows a deploy key').waitFor();
      expect(await name().inputValue()).toBe('my-web-app');
      await page.getByRole('button', { name: 'Use its https address' }).click();
      expect(await remote().inputValue()).toBe(REPOSITORY);
      await forecast().getByText('git.example.com/team/my-web-app').waitFor();
      await add().click();
      await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
      expect(await registered()).toMatchObject([{ remote_url: REPOSITORY }]);
    },
  );
});

it('as a plain Git URL, a name is at GitHub, whatever is connected', async () => {
  await remote().fill('example/my-web-app');
  await page.getByText('Options').click();
  await page.getByLabel('Source').selectOption('GitLab');
  await forecast().getByText('Read as example/my-web-app on gitlab.com.').waitFor();
  await page.getByLabel('Source').selectOption('Git URL');
  await forecast().getByText('Read as example/my-web-app on github.com.').waitFor();
  await add().click();
  await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
  const remote_url = 'https://github.com/example/my-web-app.git';
  expect(await registered()).toMatchObject([{ remote_url, source_type: 'git_url' }]);
});

it('the name follows the address until it is typed by hand', async () => {
  await remote().fill('example/one');
  await remote().fill('example/two');
  expect(await name().inputValue()).toBe('two');
  await name().fill('mine');
  await remote().fill('example/three');
  expect(await name().inputValue()).toBe('mine');
});

it('an empty form says at its fields what is missing', async () => {
  await add().click();
  expect(await errorAt(page, 'Name')).toBe('name must be 1 to 255 characters');
  expect(await errorAt(page, URL_FIELD)).toBe('remote_url is required when source_type is git_url');
  await name().fill('my-web-app');
  await add().click();
  expect(await name().getAttribute('aria-invalid')).toBeNull();
  expect(await registered()).toEqual([]);
});

it.each([
  ['file:///etc', 'remote_url must use https, http or ssh, not file'],
  [
    'https://me:secret@git.example.com/team/my-web-app.git',
    'remote_url must not contain credentials; connect an account instead',
  ],
  ['http://10.0.0.1:8080/my-web-app.git', 'remote_url must not point at this machine or a private network'],
])('the server’s refusal of %s stands at the address, which stays', async (pasted, refusal) => {
  await remote().fill(pasted);
  await name().fill('mine');
  await add().click();
  expect(await errorAt(page, URL_FIELD)).toBe(refusal);
  expect(await remote().inputValue()).toBe(pasted);
  expect(await name().inputValue()).toBe('mine');
  // The same words as over REST.
  const answer = await user.ask('POST', '/api/repos', { body: { name: 'mine', remote_url: pasted } });
  expect(answer.body.message).toBe(refusal);
  await remote().fill(REPOSITORY);
  await add().click();
  await page.getByRole('heading', { level: 1, name: 'mine' }).waitFor();
});

it('an invalid branch unfolds the options that contain it', async () => {
  await remote().fill(REPOSITORY);
  const options = page.getByText('Options');
  await options.click();
  await branch().fill('not..a branch');
  await options.click();
  await branch().waitFor({ state: 'hidden' });
  await add().click();
  await branch().waitFor();
  expect(await errorAt(page, 'Branch')).toBe('default_branch must be a valid Git branch name');
});

describe('the input is kept', () => {
  async function fillIn(): Promise<void> {
    await remote().fill('https://me:secret@git.example.com/team/my-web-app.git');
    await name().fill('mine');
    await page.getByText('Options').click();
    await branch().fill('develop');
    await page.getByLabel('Source').selectOption('gitlab');
  }

  async function expectKept(): Promise<void> {
    await expect.poll(() => name().inputValue()).toBe('mine');
    expect(await remote().inputValue()).toBe('https://me:secret@git.example.com/team/my-web-app.git');
    expect(await branch().inputValue()).toBe('develop');
    expect(await page.getByLabel('Source').inputValue()).toBe('gitlab');
  }

  it('over a reload, after a refusal', async () => {
    await fillIn();
    await add().click();
    await errorAt(page, URL_FIELD);
    await reload(page);
    await expectKept();
    // A name that the user has typed is still not replaced.
    await remote().fill('example/another');
    expect(await name().inputValue()).toBe('mine');
  });

  it('over going back and forward', async () => {
    await fillIn();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await goBack(page);
    await expectKept();
    await page.goForward({ waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await goBack(page);
    await expectKept();
  });

  it('without a network, and is sent when the network is back', async () => {
    const banner = page.getByText('Heimdall can’t be reached. What you see');
    expect(await banner.count()).toBe(0);
    await remote().fill(REPOSITORY);
    // The browser may report that it is offline before its connections end.
    await page.route('**/api/health', (route) => route.fulfill(), { times: 1 });
    const answered = page.waitForResponse('**/api/health');
    await visitor.context.setOffline(true);
    await answered;
    await banner.waitFor();
    await name().fill('mine');
    await add().click();
    expect(await formError(page).textContent()).toBe(
      'Heimdall can’t be reached. Check the connection and try again; what you typed stays here.',
    );
    await visitor.context.setOffline(false);
    await banner.waitFor({ state: 'detached' });
    expect(await remote().inputValue()).toBe(REPOSITORY);
    expect(await name().inputValue()).toBe('mine');
    await add().click();
    await page.getByRole('heading', { level: 1, name: 'mine' }).waitFor();
    expect(await registered()).toHaveLength(1);
  });

  it('but only for this form: the next one is empty', async () => {
    await remote().fill(REPOSITORY);
    await add().click();
    await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
    await goBack(page);
    await page.getByRole('heading', { level: 1, name: 'Add repository' }).waitFor();
    expect(await remote().inputValue()).toBe('');
    await reload(page);
    expect(await remote().inputValue()).toBe('');
    expect(await name().inputValue()).toBe('');
  });
});

it('a double click registers one repository', async () => {
  await newRepo(user, { name: 'the first' });
  await remote().fill(REPOSITORY);
  await add().dblclick();
  await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
  expect((await registered()).map((repo) => repo.name)).toEqual(['my-web-app', 'the first']);
});
