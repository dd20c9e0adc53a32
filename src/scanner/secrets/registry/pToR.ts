import type { Rule } from '../rule';
import { packageToolsRules } from '../rules/packageTools';
import { paddleRules } from '../rules/paddle';
import { pagerdutyRules } from '../rules/pagerduty';
import { passwordHashesRules } from '../rules/passwordHashes';
import { passwordTablesRules } from '../rules/passwordTables';
import { paypalRules } from '../rules/paypal';
import { paystackRules } from '../rules/paystack';
import { perplexityRules } from '../rules/perplexity';
import { personaRules } from '../rules/persona';
import { pgpassRules } from '../rules/pgpass';
import { phpAppKeysRules } from '../rules/phpAppKeys';
import { pineconeRules } from '../rules/pinecone';
import { pipedriveRules } from '../rules/pipedrive';
import { plaidRules } from '../rules/plaid';
import { planetscaleRules } from '../rules/planetscale';
import { plivoRules } from '../rules/plivo';
import { polarRules } from '../rules/polar';
import { posthogRules } from '../rules/posthog';
import { postmanRules } from '../rules/postman';
import { postmarkRules } from '../rules/postmark';
import { prefectRules } from '../rules/prefect';
import { privateaiRules } from '../rules/privateai';
import { privateKeyRules } from '../rules/privateKeys';
import { pulumiRules } from '../rules/pulumi';
import { pusherRules } from '../rules/pusher';
import { pypiRules } from '../rules/pypi';
import { qaseRules } from '../rules/qase';
import { qiniuRules } from '../rules/qiniu';
import { quayRules } from '../rules/quay';
import { quicknodeRules } from '../rules/quicknode';
import { railwayRules } from '../rules/railway';
import { rancherRules } from '../rules/rancher';
import { rapidapiRules } from '../rules/rapidapi';
import { razorpayRules } from '../rules/razorpay';
import { readmeRules } from '../rules/readme';
import { remoteAccessRules } from '../rules/remoteAccess';
import { renderRules } from '../rules/render';
import { replicateRules } from '../rules/replicate';
import { resendRules } from '../rules/resend';
import { revenuecatRules } from '../rules/revenuecat';
import { riotRules } from '../rules/riot';
import { robloxRules } from '../rules/roblox';
import { rollbarRules } from '../rules/rollbar';
import { rootlyRules } from '../rules/rootly';
import { rubygemsRules } from '../rules/rubygems';
import { runpodRules } from '../rules/runpod';

/** The rules whose files begin with P to R. */
export const RULES_P_TO_R: readonly Rule[] = [
  ...packageToolsRules,
  ...paddleRules,
  ...pagerdutyRules,
  ...passwordHashesRules,
  ...passwordTablesRules,
  ...paypalRules,
  ...paystackRules,
  ...perplexityRules,
  ...personaRules,
  ...pgpassRules,
  ...phpAppKeysRules,
  ...pineconeRules,
  ...pipedriveRules,
  ...plaidRules,
  ...planetscaleRules,
  ...plivoRules,
  ...polarRules,
  ...posthogRules,
  ...postmanRules,
  ...postmarkRules,
  ...prefectRules,
  ...privateKeyRules,
  ...privateaiRules,
  ...pulumiRules,
  ...pusherRules,
  ...pypiRules,
  ...qaseRules,
  ...qiniuRules,
  ...quayRules,
  ...quicknodeRules,
  ...railwayRules,
  ...rancherRules,
  ...rapidapiRules,
  ...razorpayRules,
  ...readmeRules,
  ...remoteAccessRules,
  ...renderRules,
  ...replicateRules,
  ...resendRules,
  ...revenuecatRules,
  ...riotRules,
  ...robloxRules,
  ...rollbarRules,
  ...rootlyRules,
  ...rubygemsRules,
  ...runpodRules,
];
