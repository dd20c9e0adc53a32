import type { Rule } from '../rule';
import { salesforceRules } from '../rules/salesforce';
import { sambanovaRules } from '../rules/sambanova';
import { samsaraRules } from '../rules/samsara';
import { sanityRules } from '../rules/sanity';
import { saucelabsRules } from '../rules/saucelabs';
import { scalewayRules } from '../rules/scaleway';
import { scalingoRules } from '../rules/scalingo';
import { segmentRules } from '../rules/segment';
import { sendbirdRules } from '../rules/sendbird';
import { sendgridRules } from '../rules/sendgrid';
import { sentryRules } from '../rules/sentry';
import { serpapiRules } from '../rules/serpapi';
import { serverConfigsRules } from '../rules/serverConfigs';
import { settlemintRules } from '../rules/settlemint';
import { shellCommandsRules } from '../rules/shellCommands';
import { shippoRules } from '../rules/shippo';
import { shodanRules } from '../rules/shodan';
import { shopifyRules } from '../rules/shopify';
import { shortcutRules } from '../rules/shortcut';
import { sidekiqRules } from '../rules/sidekiq';
import { signalwireRules } from '../rules/signalwire';
import { siliconflowRules } from '../rules/siliconflow';
import { slackRules } from '../rules/slack';
import { slackSessionRules } from '../rules/slack-session';
import { slackWebhooksRules } from '../rules/slack-webhooks';
import { snowflakeRules } from '../rules/snowflake';
import { snykRules } from '../rules/snyk';
import { sonarRules } from '../rules/sonar';
import { sourcegraphRules } from '../rules/sourcegraph';
import { sparkpostRules } from '../rules/sparkpost';
import { splunkRules } from '../rules/splunk';
import { spotifyRules } from '../rules/spotify';
import { sqlPasswordsRules } from '../rules/sqlPasswords';
import { squareRules } from '../rules/square';
import { squarespaceRules } from '../rules/squarespace';
import { stabilityRules } from '../rules/stability';
import { stackhawkRules } from '../rules/stackhawk';
import { statsigRules } from '../rules/statsig';
import { steamRules } from '../rules/steam';
import { stravaRules } from '../rules/strava';
import { streamchatRules } from '../rules/streamchat';
import { stripeRules } from '../rules/stripe';
import { stytchRules } from '../rules/stytch';
import { sumologicRules } from '../rules/sumologic';
import { sumupRules } from '../rules/sumup';
import { supabaseRules } from '../rules/supabase';
import { svixRules } from '../rules/svix';
import { tableauRules } from '../rules/tableau';
import { tailscaleRules } from '../rules/tailscale';
import { tavilyRules } from '../rules/tavily';
import { teamcityRules } from '../rules/teamcity';
import { telegramRules } from '../rules/telegram';
import { telnyxRules } from '../rules/telnyx';
import { tencentRules } from '../rules/tencent';
import { terraformRules } from '../rules/terraform';
import { tinesRules } from '../rules/tines';
import { tinybirdRules } from '../rules/tinybird';
import { tmdbRules } from '../rules/tmdb';
import { todoistRules } from '../rules/todoist';
import { togetherRules } from '../rules/together';
import { travisRules } from '../rules/travis';
import { trelloRules } from '../rules/trello';
import { triggerRules } from '../rules/trigger';
import { turbopufferRules } from '../rules/turbopuffer';
import { tursoRules } from '../rules/turso';
import { twilioRules } from '../rules/twilio';
import { twitchRules } from '../rules/twitch';
import { twitterRules } from '../rules/twitter';
import { typeformRules } from '../rules/typeform';

/** The rules whose files begin with S to T. */
export const RULES_S_TO_T: readonly Rule[] = [
  ...salesforceRules,
  ...sambanovaRules,
  ...samsaraRules,
  ...sanityRules,
  ...saucelabsRules,
  ...scalewayRules,
  ...scalingoRules,
  ...segmentRules,
  ...sendbirdRules,
  ...sendgridRules,
  ...sentryRules,
  ...serpapiRules,
  ...serverConfigsRules,
  ...settlemintRules,
  ...shellCommandsRules,
  ...shippoRules,
  ...shodanRules,
  ...shopifyRules,
  ...shortcutRules,
  ...sidekiqRules,
  ...signalwireRules,
  ...siliconflowRules,
  ...slackSessionRules,
  ...slackWebhooksRules,
  ...slackRules,
  ...snowflakeRules,
  ...snykRules,
  ...sonarRules,
  ...sourcegraphRules,
  ...sparkpostRules,
  ...splunkRules,
  ...spotifyRules,
  ...sqlPasswordsRules,
  ...squareRules,
  ...squarespaceRules,
  ...stabilityRules,
  ...stackhawkRules,
  ...statsigRules,
  ...steamRules,
  ...stravaRules,
  ...streamchatRules,
  ...stripeRules,
  ...stytchRules,
  ...sumologicRules,
  ...sumupRules,
  ...supabaseRules,
  ...svixRules,
  ...tableauRules,
  ...tailscaleRules,
  ...tavilyRules,
  ...teamcityRules,
  ...telegramRules,
  ...telnyxRules,
  ...tencentRules,
  ...terraformRules,
  ...tinesRules,
  ...tinybirdRules,
  ...tmdbRules,
  ...todoistRules,
  ...togetherRules,
  ...travisRules,
  ...trelloRules,
  ...triggerRules,
  ...turbopufferRules,
  ...tursoRules,
  ...twilioRules,
  ...twitchRules,
  ...twitterRules,
  ...typeformRules,
];
