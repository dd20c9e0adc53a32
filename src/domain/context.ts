import type { Prisma, PrismaClient } from '@/generated/prisma/client';
import type { RemotePolicy } from '@/git/remoteUrl';
import type { Actor } from './actor';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

/** What the operator decided, as far as the domain's rules depend on it. */
export type Settings = {
  readonly openRegistration: boolean;
  /** What the first account must show, unless it is made from this very machine. */
  readonly setupToken: string;
  /** Where people reach Heimdall, without a trailing slash. */
  readonly publicUrl: string;
  readonly remotePolicy: RemotePolicy;
};

/** What every use case is handed: nothing of the request, the clock or the environment is read inside. */
export type Context = {
  readonly db: Db;
  /** For statements that may read or delete much: they may take a minute, and others of `db` do not wait for them. */
  readonly longDb: Db;
  readonly now: Date;
  readonly settings: Settings;
};

/** A context of somebody who has proved who they are. */
export type ActorContext = Context & { readonly actor: Actor };
