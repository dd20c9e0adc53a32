import { existsSync, readdirSync, rmSync } from 'node:fs';
import {
  fetchedOf,
  fetchRequest,
  historyOf,
  noise,
  repositoryAt,
  scratch,
} from '@tests/support/gitRepositories';
import { commitsOn, type GitServer, startGitServer } from '@tests/support/gitServer';
import { commitRawTree, commitTree, gitIn, streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchRequest, fetchRepository } from '@/git/fetch';
import type { FetchProgress } from '@/git/fetchProgress';
import { readTree } from '@/git/tree';

const room = scratch();
let git: GitServer;
beforeAll(async () => {
  git = await startGitServer({
    '/moved.git': (request, response) => {
      const location = String(request.url).replace('/moved.git', '/target.git');
      response.writeHead(301, { location }).end();
    },
    '/elsewhere.git': (_request, response) => {
      response.writeHead(302, { location: `http://localhost:${git.port}/target.git/info/refs` }).end();
    },
  });
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

let caches = 0;
const cache = () => room.in(`caches/${caches++}/repo.git`);
const fetchFrom = (name: string, gitDir = cache(), fields: Partial<FetchRequest> = {}) =>
  fetchRepository(fetchRequest(git.url(name), gitDir, fields));

async function pathsOf(gitDir: string, commit: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const entries of readTree(repositoryAt(gitDir), commit, { maxEntries: 1e6 })) {
    paths.push(...entries.map((entry) => entry.path));
  }
  return paths;
}

const make = (name: string, commits: readonly TestCommit[]) => git.makeRepository(name, streamOf(commits));

describe('a fetch', () => {
  it('fetches the default branch, and nothing else', async () => {
    const sha = git.makeRepository('normal.git', commitsOn('main', 'develop'));
    const gitDir = cache();
    const progress: FetchProgress[] = [];
    const onProgress = (now: FetchProgress) => void progress.push({ ...now });
    const fetched = fetchedOf(await fetchFrom('normal.git', gitDir, { onProgress }));
    expect(fetched).toMatchObject({ branch: 'main', sha, tips: [sha] });
    expect(fetched.bytes).toBeGreaterThan(0);
    expect(progress.at(-1)).toEqual({ bytes: fetched.bytes, objectsDone: 3, objectsTotal: 3 });
    progress.length = 0;
    fetchedOf(await fetchFrom('normal.git', gitDir, { onProgress }));
    // Only what this fetch received.
    expect(progress.at(-1)).toEqual({ bytes: 0 });
    expect(gitIn(gitDir, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
    expect(await pathsOf(gitDir, sha)).toEqual(['file']);
  });

  it('fetches another requested branch, and is refused where it does not exist', async () => {
    git.makeRepository('branches.git', commitsOn('main', 'team/topic'));
    const sha = gitIn(git.directory('branches.git'), ['rev-parse', 'team/topic']);
    expect(await fetchFrom('branches.git', cache(), { branch: 'team/topic' })).toMatchObject({
      sha,
      tips: [sha],
    });
    expect(await fetchFrom('branches.git', cache(), { branch: 'topic' })).toEqual({
      type: 'refused',
      message: 'The remote has no branch topic. Choose another default branch.',
    });
  });

  it("of all refs fetches branches and tags with their commits, but not the host's own refs", async () => {
    make('all.git', [
      { files: { a: '1' } },
      { files: { a: '2' }, branch: 'side', parents: [1] },
      { files: { a: '3' }, branch: 'pull', parents: [1] },
      { files: { a: '4' }, branch: 'tagged', parents: [1] },
    ]);
    const remote = git.directory('all.git');
    gitIn(remote, ['update-ref', 'refs/pull/1/head', 'pull']);
    gitIn(remote, [
      '-c',
      'user.name=T',
      '-c',
      'user.email=t@example.com',
      'tag',
      '-a',
      '-m',
      'x',
      'v1',
      'tagged',
    ]);
    gitIn(remote, ['tag', 'tree-tag', 'main^{tree}']);
    const commits = ['main', 'side', 'tagged'].map((name) => gitIn(remote, ['rev-parse', name]));
    const pulled = gitIn(remote, ['rev-parse', 'pull']);
    for (const branch of ['pull', 'tagged']) gitIn(remote, ['update-ref', '-d', `refs/heads/${branch}`]);
    const gitDir = cache();
    const fetched = fetchedOf(await fetchFrom('all.git', gitDir, { allRefs: true }));
    expect(fetched.tips.toSorted()).toEqual(commits.toSorted());
    expect(() => gitIn(gitDir, ['cat-file', '-e', pulled])).toThrow();
    gitIn(remote, ['update-ref', '-d', 'refs/heads/side']);
    const pruned = fetchedOf(await fetchFrom('all.git', gitDir, { allRefs: true }));
    expect(pruned.tips).not.toContain(commits[1]);
  });

  it('of an empty repository reports that it is empty', async () => {
    git.makeRepository('empty.git');
    expect(await fetchFrom('empty.git')).toMatchObject({ type: 'empty' });
  });

  it('after another fetches only new objects', async () => {
    const commit = { files: { noise: noise(2_000_000) } };
    make('grows.git', [commit]);
    const gitDir = cache();
    const before = git.sentBytes();
    fetchedOf(await fetchFrom('grows.git', gitDir));
    expect(git.sentBytes() - before).toBeGreaterThan(2_000_000);
    const sha = git.makeRepository(
      'grows.git',
      Buffer.from(
        'commit refs/heads/main\ncommitter C <c@example.com> 1700000099 +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 644 inline new\ndata 1\nx\n',
      ),
    );
    const between = git.sentBytes();
    expect(fetchedOf(await fetchFrom('grows.git', gitDir)).sha).toBe(sha);
    expect(git.sentBytes() - between).toBeLessThan(10_000);
    expect(await pathsOf(gitDir, sha)).toEqual(['new', 'noise']);
  });

  it('follows a force-pushed branch, and reports a deleted one', async () => {
    make('forced.git', [{ files: { a: '1' } }, { files: { a: '2' } }]);
    const gitDir = cache();
    const first = fetchedOf(await fetchFrom('forced.git', gitDir));
    const second = make('forced.git', [{ files: { b: 'another beginning' }, message: 'y' }]);
    expect(fetchedOf(await fetchFrom('forced.git', gitDir))).toMatchObject({ sha: second, tips: [second] });
    expect(second).not.toBe(first.sha);
    gitIn(git.directory('forced.git'), ['update-ref', 'refs/heads/other', second]);
    gitIn(git.directory('forced.git'), ['update-ref', '-d', 'refs/heads/main']);
    gitIn(git.directory('forced.git'), ['symbolic-ref', 'HEAD', 'refs/heads/other']);
    expect(await fetchFrom('forced.git', gitDir, { branch: 'main' })).toEqual({
      type: 'refused',
      message: 'The remote has no branch main. Choose another default branch.',
    });
    expect(fetchedOf(await fetchFrom('forced.git', gitDir))).toMatchObject({ branch: 'other', sha: second });
  });

  it('fetches a branch whose name begins with the name of an earlier one', async () => {
    make('names.git', [{ files: { a: '1' }, branch: 'a' }, { files: { a: '2' } }]);
    const gitDir = cache();
    fetchedOf(await fetchFrom('names.git', gitDir, { branch: 'a' }));
    gitIn(git.directory('names.git'), ['branch', '-m', 'a', 'a/b']);
    fetchedOf(await fetchFrom('names.git', gitDir, { branch: 'a/b' }));
    fetchedOf(await fetchFrom('names.git', gitDir, { branch: 'a/b', allRefs: true }));
  });

  it('fetches a SHA-256 repository, also into the cache of a SHA-1 one', async () => {
    const directory = git.directory('sha256.git');
    make('sha256.git', [{ files: { a: 'old' } }]);
    const gitDir = cache();
    fetchedOf(await fetchFrom('sha256.git', gitDir));
    rmSync(directory, { recursive: true });
    gitIn('/', ['init', '--quiet', '--bare', '--initial-branch=main', '--object-format=sha256', directory]);
    const sha = make('sha256.git', [{ files: { a: '1' } }]);
    expect(sha).toMatch(/^[0-9a-f]{64}$/);
    expect(fetchedOf(await fetchFrom('sha256.git', gitDir)).sha).toBe(sha);
    expect(await pathsOf(gitDir, sha)).toEqual(['a']);
    expect((await historyOf(gitDir, [sha])).files.map(({ added }) => added.toString())).toEqual(['1']);
  });

  it('of a shallow host fetches its commits, reports that it is shallow, and fetches the rest once it exists', async () => {
    make('deep.git', [{ files: { a: '1' } }, { files: { b: '2' } }]);
    const shallow = git.directory('shallow.git');
    gitIn('/', ['clone', '--quiet', '--bare', '--depth=1', `file://${git.directory('deep.git')}`, shallow]);
    const gitDir = cache();
    const { sha, isShallow } = fetchedOf(await fetchFrom('shallow.git', gitDir));
    const { seen, files } = await historyOf(gitDir, [sha]);
    expect([isShallow, seen.length, files.map(({ path: name }) => name)]).toEqual([true, 1, ['a', 'b']]);
    gitIn(shallow, ['fetch', '--quiet', '--unshallow']);
    expect(fetchedOf(await fetchFrom('shallow.git', gitDir))).toMatchObject({ sha, isShallow: false });
    expect((await historyOf(gitDir, [sha])).seen.length).toBe(2);
  });

  it('runs no program, writes no file and connects to no other host, whatever the repository holds', async () => {
    const mark = room.in('executed');
    const sha = make('hostile.git', [
      {
        files: {
          '.gitmodules': `[submodule "x"]\n\tpath = sub\n\turl = ext::sh -c touch% ${mark}\n\tupdate = !touch ${mark}\n`,
          sub: { mode: '160000', content: '1'.repeat(40) },
          '.gitattributes': '* filter=lfs export-ignore\n',
          '.lfsconfig': `[lfs]\n\turl = ${git.url('lfs')}\n`,
          link: { mode: '120000', content: '/etc/passwd' },
          lfs: 'version https://git-lfs.github.com/spec/v1\n',
        },
      },
    ]);
    const gitDir = cache();
    const before = git.asked.length;
    expect(fetchedOf(await fetchFrom('hostile.git', gitDir)).sha).toBe(sha);
    expect(git.asked.slice(before).every((asked) => asked.startsWith('/hostile.git/'))).toBe(true);
    expect(existsSync(mark)).toBe(false);
    expect((await historyOf(gitDir, [sha])).files.map(({ path: name }) => name)).toContain('lfs');
    const links = readdirSync(gitDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isSymbolicLink(),
    );
    expect(links).toEqual([]);
  });
});

describe('the address of a fetch', () => {
  const PUBLIC = { allowPrivate: false, allowedHosts: [] };

  it('is checked again: no private address is connected to, by address or by name', async () => {
    git.makeRepository('target.git', commitsOn('main'));
    const before = git.asked.length;
    expect(await fetchFrom('target.git', cache(), { policy: PUBLIC })).toEqual({
      type: 'refused',
      message: 'The remote URL must not point at this machine or a private network.',
    });
    const named = fetchRequest(`http://git.example.com:${git.port}/target.git`, cache(), { policy: PUBLIC });
    expect(await fetchRepository(named)).toMatchObject({
      type: 'refused',
      message: expect.stringContaining('leads to an address that Heimdall does not connect to'),
    });
    expect(git.asked.length).toBe(before);
  });

  it('is the one that its name resolved to when it was checked', async () => {
    const sha = git.makeRepository('pinned.git', commitsOn('main'));
    const policy = { allowPrivate: false, allowedHosts: ['pinned.invalid'] };
    const request = fetchRequest(`http://pinned.invalid:${git.port}/pinned.git`, cache(), { policy });
    expect(await fetchRepository(request)).toMatchObject({ type: 'fetched', sha });
  });

  it('may be redirected once on the same host, and never to another', async () => {
    const sha = git.makeRepository('target.git', commitsOn('main'));
    expect(await fetchFrom('moved.git')).toMatchObject({ type: 'fetched', sha });
    expect(await fetchFrom('elsewhere.git')).toEqual({
      type: 'refused',
      message: "The host 127.0.0.1 redirects to another place. Register the repository's final address.",
    });
  });
});

describe('objects that git warns about', () => {
  const repoWith = (name: string, build: (directory: string) => string) => {
    git.makeRepository(name);
    return build(git.directory(name));
  };

  it('are accepted where they are old or odd, since nothing is checked out', async () => {
    const sha = repoWith('old.git', (directory) => {
      commitRawTree(directory, [
        { mode: '100664', name: '..', content: 'x' },
        { mode: '0100644', name: '.git', content: 'y' },
        {
          mode: '100644',
          name: '.gitmodules',
          content: '[submodule "../x"]\n\turl = -u./x\n\tupdate = !id\n[[',
        },
      ]);
      const tree = gitIn(directory, ['rev-parse', 'main^{tree}']);
      return commitTree(directory, tree, 'no mail 17000000000000000000000 +051800');
    });
    const gitDir = cache();
    expect(fetchedOf(await fetchFrom('old.git', gitDir)).sha).toBe(sha);
    expect(await pathsOf(gitDir, sha)).toEqual(['..', '.git', '.gitmodules']);
  });

  it('are refused where their structure is broken', async () => {
    repoWith('broken.git', (directory) =>
      commitRawTree(directory, [
        { mode: '100644', name: 'z', content: 'x' },
        { mode: '100644', name: 'a', content: 'y' },
        { mode: '100644', name: 'a', content: 'z' },
      ]),
    );
    expect(await fetchFrom('broken.git')).toEqual({
      type: 'refused',
      message: 'The repository on 127.0.0.1 holds damaged objects. Check it there with git fsck.',
    });
  });

  it('that the host itself lacks do not make the fetch wait', async () => {
    const sha = make('lacking.git', [{ files: { a: '1' } }]);
    const directory = git.directory('lacking.git');
    commitTree(directory, '1'.repeat(40));
    const fetched = await fetchFrom('lacking.git');
    expect(fetched.type).toBe('refused');
    gitIn(directory, ['update-ref', 'refs/heads/main', sha]);
    expect(await fetchFrom('lacking.git')).toMatchObject({ type: 'fetched', sha });
  });
});

it('a search path without git is reported as an error of this machine, not of the remote', async () => {
  await expect(fetchFrom('normal.git', cache(), { searchPath: '/nonexistent' })).rejects.toThrow(
    'git was not found on the search path',
  );
});
