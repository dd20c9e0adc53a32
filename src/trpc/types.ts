import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/root';

type Outputs = inferRouterOutputs<AppRouter>;

/** A value as JSON brings it: times are RFC 3339 text. */
type Wire<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Wire<T[K]> } : T;

/** What procedures answer, as a page sees it. */
export type Repo = Wire<Outputs['repo']['byId']>;
export type RepoPage = Outputs['repo']['list'];
export type User = Wire<Outputs['account']['me']>;
export type ApiToken = Wire<Outputs['account']['listTokens']['items'][number]>;
export type DeletionPreview = Outputs['repo']['deletionPreview'];
export type Scan = Outputs['scan']['byId'];
export type Finding = Outputs['finding']['byId'];
export type Session = Outputs['session']['list'][number];
export type NewApiToken = Outputs['account']['createToken'];
export type InvitedUser = Outputs['account']['createUser'];
