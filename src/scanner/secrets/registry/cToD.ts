import type { Rule } from '../rule';
import { callPasswordsRules } from '../rules/callPasswords';
import { circleciRules } from '../rules/circleci';
import { clerkRules } from '../rules/clerk';
import { clickhouseRules } from '../rules/clickhouse';
import { clojarsRules } from '../rules/clojars';
import { cloudflareRules } from '../rules/cloudflare';
import { cloudflareServicesRules } from '../rules/cloudflareServices';
import { cloudinaryRules } from '../rules/cloudinary';
import { cockroachRules } from '../rules/cockroach';
import { codecovRules } from '../rules/codecov';
import { cohereRules } from '../rules/cohere';
import { coinbaseRules } from '../rules/coinbase';
import { confluentRules } from '../rules/confluent';
import { connectionStringsRules } from '../rules/connectionStrings';
import { consulRules } from '../rules/consul';
import { contentfulRules } from '../rules/contentful';
import { coverallsRules } from '../rules/coveralls';
import { cratesRules } from '../rules/crates';
import { databricksRules } from '../rules/databricks';
import { datadogRules } from '../rules/datadog';
import { deepgramRules } from '../rules/deepgram';
import { deepseekRules } from '../rules/deepseek';
import { definedNetworkingRules } from '../rules/definedNetworking';
import { digitaloceanRules } from '../rules/digitalocean';
import { discordRules } from '../rules/discord';
import { dockerRules } from '../rules/docker';
import { dockerConfigRules } from '../rules/dockerConfig';
import { dopplerRules } from '../rules/doppler';
import { droneRules } from '../rules/drone';
import { dropboxRules } from '../rules/dropbox';
import { dropboxTokensRules } from '../rules/dropboxTokens';
import { duffelRules } from '../rules/duffel';
import { dynatraceRules } from '../rules/dynatrace';

/** The rules whose files begin with C to D. */
export const RULES_C_TO_D: readonly Rule[] = [
  ...callPasswordsRules,
  ...circleciRules,
  ...clerkRules,
  ...clickhouseRules,
  ...clojarsRules,
  ...cloudflareRules,
  ...cloudflareServicesRules,
  ...cloudinaryRules,
  ...cockroachRules,
  ...codecovRules,
  ...cohereRules,
  ...coinbaseRules,
  ...confluentRules,
  ...connectionStringsRules,
  ...consulRules,
  ...contentfulRules,
  ...coverallsRules,
  ...cratesRules,
  ...databricksRules,
  ...datadogRules,
  ...deepgramRules,
  ...deepseekRules,
  ...definedNetworkingRules,
  ...digitaloceanRules,
  ...discordRules,
  ...dockerRules,
  ...dockerConfigRules,
  ...dopplerRules,
  ...droneRules,
  ...dropboxRules,
  ...dropboxTokensRules,
  ...duffelRules,
  ...dynatraceRules,
];
