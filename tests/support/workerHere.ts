import path from 'node:path';
import { scanLimits } from '@/cli/scanLimits';
import type { AdvisorySettings } from '@/domain/advisories/schema';
import type { Context } from '@/domain/context';
import type { Engine } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';
import { resolveHost } from '@/git/address';
import { sweep } from '@/jobs/sweep';
import { startWorker } from '@/jobs/worker';
import { oauthCallback } from '@/lib/paths';
import { makeProviders } from '@/providers/connect';
import { makeOAuth, type OAuthClient } from '@/providers/oauth';
import type { ApiProvider, ProviderUrls } from '@/providers/provider';
import { advisoryUploadsIn, uploadsIn } from '@/sarif/uploads';
import { createEnginePool, type EnginePool } from '@/scan/pool/pool';
import { openDb } from '@/server/db';
import { isEmbedded } from '@/server/embedded/url';
import { parseScanEnv, searchPath } from '@/server/env';
import { deriveKey } from '@/server/keys';
import { defaultDeadlines, longDeadlines, openPool } from '@/server/pool';
import { makeVault } from '@/server/vault';
import { engineProgram } from './programs';

/** Heimdall's worker in this process, which starts in no time. Its engines are processes all the same. */
export type WorkerHere = {
  /** What went wrong so far. */
  faults: string[];
  /** Does at once what it does every few seconds. */
  sweep: () => Promise<void>;
  stop: () => Promise<void>;
};

export type WorkerHereOptions = {
  database: { url: string };
  dataDir: string;
  /** The installation's secret key, for a test that compares workers. */
  secretKey?: string;
  /** The limits of a scan, by their variables. */
  env?: Record<string, string>;
  gitTimeoutMs?: number;
  /** Where the providers are that connections are made to. */
  providerUrls?: ProviderUrls;
  /** Heimdall's clients there. */
  oauthClients?: { readonly [P in ApiProvider]?: OAuthClient };
  /** Where advisories come from, if not from imports. */
  advisories?: Partial<AdvisorySettings>;
  /** By default Heimdall's own. */
  engines?: readonly Engine[];
  /** The processes that run these engines. */
  pool?: EnginePool;
};

const USUAL_URLS = { github: 'https://github.com', gitlab: 'https://gitlab.com', gitea: undefined };
const USUAL_ADVISORIES: AdvisorySettings = { mode: 'import', apiUrl: '', downloadUrl: '', ecosystems: [] };
const PROCESSES = 2;
const SECRET_KEY = 'a secret key of more than 32 characters';

/** For all test files of this process. */
let ownPool: EnginePool | undefined;

export async function startWorkerHere(options: WorkerHereOptions): Promise<WorkerHere> {
  const { database, dataDir, secretKey = SECRET_KEY, env = {}, gitTimeoutMs = 10_000 } = options;
  const { providerUrls = USUAL_URLS } = options;
  const scanEnv = parseScanEnv(env);
  const limits = scanLimits(scanEnv);
  const { engineMemoryMb: memoryMb } = limits;
  const newPool = async () =>
    createEnginePool({
      memoryMb,
      searchPath: searchPath(),
      main: await engineProgram(),
      processes: PROCESSES,
    });
  const pool = options.pool ?? ownPool ?? (await newPool());
  if (!options.pool) ownPool = pool;
  const policy = { allowPrivate: false, allowedHosts: ['127.0.0.1'] };
  const remote = { policy, resolve: resolveHost, searchPath: searchPath() };
  const settings = {
    openRegistration: true,
    passwordSignIn: true,
    allowedEmailDomains: [],
    signInProviders: [],
    setupToken: '',
    publicUrl: 'http://localhost',
    remotePolicy: policy,
    webhookSecrets: {},
    providerUrls,
    advisories: { ...USUAL_ADVISORIES, ...options.advisories },
  };
  const db = openDb(database.url, 4, longDeadlines());
  const queuePool = openPool(database.url, { size: 4, deadlines: defaultDeadlines() });
  const vault = makeVault(secretKey);
  const providers = makeProviders(policy);
  const clients = { github: undefined, gitlab: undefined, gitea: undefined, ...options.oauthClients };
  const redirectUri = (provider: string) => `http://localhost${oauthCallback(provider)}`;
  const oauth = makeOAuth({ urls: providerUrls, policy, clients, redirectUri });
  const makeContext = (): Context => ({ db, longDb: db, now: new Date(), settings, vault, providers, oauth });
  const faults: string[] = [];
  const onFault = (error: unknown, doing: string) => void faults.push(`${doing}: ${error}`);
  const worker = await startWorker({
    queueDb: { executeSql: (text, values) => queuePool.query(text, values) },
    makeContext,
    isEmbedded: isEmbedded(database.url),
    git: { ...remote, timeoutMs: gitTimeoutMs },
    scan: {
      ...remote,
      makeContext,
      cacheDir: path.join(dataDir, 'repositories'),
      sshDir: path.join(dataDir, 'ssh'),
      uploadsDir: uploadsIn(dataDir),
      advisoriesDir: advisoryUploadsIn(dataDir),
      digestKey: deriveKey(secretKey, 'findings'),
      limits,
      engines: options.engines ?? ENGINES,
      enginePool: pool,
      processes: PROCESSES,
      onFault,
    },
    scanConcurrency: scanEnv.HEIMDALL_SCAN_CONCURRENCY,
    onFault,
    findSchemaFault: async () => undefined,
    onUnfit: (message) => onFault(message, 'work on this database'),
  });
  return {
    faults,
    sweep: () => sweep(makeContext(), onFault),
    stop: async () => {
      await worker.stop();
      await db.$disconnect();
      await queuePool.end();
    },
  };
}
