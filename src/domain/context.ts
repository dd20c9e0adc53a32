import type { Prisma, PrismaClient, WebhookProvider } from '@/generated/prisma/client';
import type { RemotePolicy } from '@/git/remoteUrl';
import type { OAuth, Providers, ProviderUrls } from '@/providers/provider';
import type { Actor } from './actor';
import type { AdvisorySettings } from './advisories/schema';
import type { SignInProvider } from './identities/schema';
import type { Vault } from './vault';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

/** The operator's settings that the domain's rules depend on. */
export type Settings = {
  readonly openRegistration: boolean;
  readonly passwordSignIn: boolean;
  /** Whose verified addresses may sign in by a provider for the first time. */
  readonly allowedEmailDomains: readonly string[];
  readonly signInProviders: readonly SignInProvider[];
  /** Required to register the first account, except from this very machine. */
  readonly setupToken: string;
  /** Where users reach Heimdall, without a trailing slash. */
  readonly publicUrl: string;
  readonly remotePolicy: RemotePolicy;
  /** With which a kind of Git host signs the deliveries about all of its repositories, if the operator says so. */
  readonly webhookSecrets: { readonly [P in WebhookProvider]?: string | undefined };
  /** Where the providers are that connections are made to. */
  readonly providerUrls: ProviderUrls;
  /** Where advisories come from. */
  readonly advisories: AdvisorySettings;
};

/** The input of every use case, which itself reads no request, no clock and no environment. */
export type Context = {
  readonly db: Db;
  /** For statements that read or delete many rows. They may take a minute, and statements of `db` do not wait for them. */
  readonly longDb: Db;
  readonly now: Date;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly providers: Providers;
  readonly oauth: OAuth;
};

/** The context of an authenticated user. */
export type ActorContext = Context & { readonly actor: Actor };
