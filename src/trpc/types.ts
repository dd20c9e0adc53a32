import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/root';

type Outputs = inferRouterOutputs<AppRouter>;

/** The outputs of procedures as a page gets them: as JSON, with times as RFC 3339 text. */
export type Repo = Outputs['repo']['byId'];
export type RepoPage = Outputs['repo']['list'];
export type User = Outputs['account']['me'];
export type ApiToken = Outputs['account']['listTokens']['items'][number];
export type DeletionPreview = Outputs['repo']['deletionPreview'];
export type Deletion = Outputs['deletion']['byId'];
export type RetentionPreview = Outputs['retention']['preview'];
export type Scan = Outputs['scan']['byId'];
export type ScanProgress = Outputs['scan']['progress'];
export type ScanStage = ScanProgress['stages'][number];
export type Coverage = Outputs['scan']['coverage'];
export type Overview = Outputs['overview']['get'];
export type CriticalAges = Outputs['overview']['ages'];
export type Latest = Outputs['overview']['latest'];
export type RepoOverview = Outputs['scan']['overviews'][number];
export type CataloguedRule = Outputs['rule']['list']['items'][number];
export type RuleFacets = Outputs['rule']['list']['facets'];
export type Suppression = Outputs['suppression']['list'][number];
export type Candidate = Outputs['member']['candidates'][number];
export type Member = Outputs['member']['list']['items'][number];
export type Finding = Outputs['finding']['byId'];
export type CodeLines = NonNullable<Finding['code']>;
export type Session = Outputs['session']['list'][number];
export type NewApiToken = Outputs['account']['createToken'];
export type InvitedUser = Outputs['account']['createUser'];
export type FindingListInput = inferRouterInputs<AppRouter>['finding']['list'];
export type FindingCounts = Outputs['finding']['facets'];
export type FindingPage = Outputs['finding']['list'];
export type FindingRow = FindingPage['items'][number];
export type FindingView = Outputs['view']['list']['items'][number];
export type FindingEvent = Outputs['triage']['events']['items'][number];
export type DecisionInput = Omit<inferRouterInputs<AppRouter>['triage']['setStatus'], 'id' | 'version'>;
