import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { leaksIn, planted } from '@tests/support/besideFindings';
import { type Commit, commitStream } from '@tests/support/commits';
import { prepareDataDir } from '@tests/support/embeddedTemplates';
import { listenTo } from '@tests/support/events';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo } from '@tests/support/rows';
import { detailOf, newSecret, type RestFinding, requestScan, scanned } from '@tests/support/scans';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { RULES } from '@/engines/secrets/rules.generated';
import { createSecretScanner } from '@/engines/secrets/scan';
import { socketDirectory } from '@/server/embedded/socketDirectory';
import { embeddedUrl } from '@/server/embedded/url';

/** A whole installation as `npm start` runs it, since the files of its database are searched too. */
let heimdall: ChildProcess;
let dataDir: string;
let url: string;
let git: GitServer;
let user: TestUser;
const printed: string[] = [];

beforeAll(async () => {
  git = await startGitServer();
  dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-secrets-'));
  await prepareDataDir(dataDir);
  heimdall = spawn(process.execPath, ['src/cli/start.mjs'], {
    cwd: ROOT,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', PORT: '0' },
      ...{ HEIMDALL_DATA_DIR: dataDir, HEIMDALL_LOG_LEVEL: 'debug', HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1' },
    },
  });
  for (const stream of [heimdall.stdout, heimdall.stderr]) {
    stream?.on('data', (chunk) => printed.push(String(chunk)));
  }
  await until(
    async () => printed.join(''),
    (text) => text.includes('ready at') || heimdall.exitCode !== null,
    200_000,
  );
  url = /ready at (\S+)/.exec(printed.join(''))?.[1] ?? '';
  user = await newUser(url);
}, 240_000);
afterAll(async () => {
  heimdall.kill('SIGTERM');
  if (heimdall.exitCode === null) await once(heimdall, 'exit');
  await git?.stop();
  rmSync(dataDir, { recursive: true });
});

/** A text for each of many rules, and the secrets that the rules find in it. */
function plantedTexts(): { text: string; name: string; secrets: string[] }[] {
  const step = Math.max(1, Math.floor(RULES.length / 60));
  const own = { text: `aws_access_key_id = "${newSecret()}"\n`, name: 'own.py' };
  const samples = RULES.filter((_, index) => index % step === 0).flatMap(({ samples: { hit } }, index) => {
    const [sample] = hit;
    if (sample === undefined) return [];
    const { path: filePath, text } = typeof sample === 'string' ? { path: 'a.txt', text: sample } : sample;
    return [{ text, name: `${index}/${path.basename(filePath)}` }];
  });
  return [own, ...samples].map((planted) => {
    const secrets: string[] = [];
    const scanner = createSecretScanner({
      rules: RULES,
      digest: (rule, secret) => {
        // The lines around a secret have digests too, and may be shown.
        if (rule !== 'anchor') secrets.push(secret);
        return rule + secret;
      },
    });
    scanner.scan(Buffer.from(planted.text), planted.name);
    // Shorter secrets could occur by chance, and those of many lines never occur unchanged.
    return { ...planted, secrets: secrets.filter((secret) => secret.length >= 12 && !secret.includes('\n')) };
  });
}

type Files = Record<string, string>;

/** @param now further files of the tree; `once` has those of history alone */
function commitsWith(texts: readonly { text: string; name: string }[], now: Files, once: Files): Commit[] {
  const inTree: Record<string, string | Buffer> = { ...now };
  const before: Files = { ...once };
  for (const { text, name } of texts) {
    inTree[`tree/${name}`] = text;
    before[`history/${name}`] = `# once\n${text}\n`;
    inTree[`utf16/${name}`] = Buffer.from(`\ufeff${text}`, 'utf16le');
    inTree[`base64/${name}`] = `data: ${Buffer.from(text).toString('base64')}\n`;
    inTree[`minified/${name}.min.js`] = `${'var a=1;'.repeat(500)}${text.trim()};${'b=2;'.repeat(500)}`;
  }
  const gone = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
  return [{ files: before }, { files: { ...gone, ...inTree } }];
}

/** Every row of every table, as the database writes it: in its files, long values are compressed. */
async function dump(): Promise<[place: string, text: string][]> {
  const db = await connectTo(embeddedUrl(socketDirectory(dataDir)));
  const { rows: tables } = await db.query(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const dumps: [string, string][] = [];
  for (const { name } of tables) {
    const { rows } = await db.query(`SELECT t::text AS row FROM ${name} t`);
    dumps.push([name, rows.map(({ row }) => row).join('\n')]);
  }
  await db.end();
  return dumps;
}

/** All files below a directory except Git's packs. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pack'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('no secret that a scan finds, and none beside it', { timeout: 300_000 }, () => {
  it('is in any file, table, log, response or stream of Heimdall, raw or in base64', async () => {
    const texts = plantedTexts();
    const secrets = [...new Set(texts.flatMap((it) => it.secrets))];
    expect(new Set(texts.filter((it) => it.secrets.length > 0)).size).toBeGreaterThan(30);
    const [now, once] = [planted('now'), planted('once')];
    git.makeRepository('planted.git', commitStream(commitsWith(texts, now.files, once.files)));
    const { id: repoId } = await newRepo(user, { remote_url: git.url('planted.git') });
    const { id } = await requestScan(user, repoId);
    const headers = { cookie: `session=${user.token}` };
    const stream = await listenTo(`${url}/api/scans/${id}/progress/stream`, headers);
    expect(await scanned(user, repoId, 200_000)).toMatchObject({ status: 'completed', error_message: null });
    await stream.ended();

    const answers: [string, string][] = [
      ['the stream of events', stream.text()],
      ['the log', printed.join('')],
    ];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { data } = await user.ask('GET', `/api/repos/${repoId}/findings?limit=100&cursor=${cursor}`);
      answers.push(['a list of findings', JSON.stringify(data)]);
      cursor = data.next_cursor;
      const beside = (data.items as RestFinding[]).filter(({ file_path }) => /^(now|once)\//.test(file_path));
      for (const { id: found } of beside)
        answers.push(['a finding', JSON.stringify(await detailOf(user, found))]);
    }
    const { items } = await user.trpc.finding.list.query({ repoId, limit: 100 });
    for (const finding of items)
      answers.push(['a finding', JSON.stringify(await detailOf(user, finding.id))]);
    for (const call of ['', '/findings?per_page=100', '/coverage']) {
      answers.push([call, JSON.stringify((await user.ask('GET', `/api/scans/${id}${call}`)).data)]);
    }
    answers.push(...(await dump()));
    const all = answers.map(([, text]) => text).join('\n');
    for (const name of ['utf16/own.py', 'once/main.py']) expect(all).toContain(name);
    const files = filesBelow(dataDir).map((file) => [file, readFileSync(file, 'latin1')] as const);
    expect(answers.length).toBeGreaterThan(200);
    expect(files.length).toBeGreaterThan(200);

    expect(leaksIn([...answers, ...files], secrets)).toEqual([]);
    // The files of the database are large, and its tables are among the answers.
    const small = files.filter(([file]) => !file.startsWith(path.join(dataDir, 'postgres')));
    expect(small.map(([file]) => path.extname(file))).toContain('.results');
    expect(leaksIn([...answers, ...small], [...now.values, ...once.values])).toEqual([]);
  });
});
