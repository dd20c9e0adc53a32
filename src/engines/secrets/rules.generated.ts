// Written by `npm run rules`.
import type { Rule } from './rule';
import { ablyRules } from './rules/ably';
import { abstractApiRules } from './rules/abstractApi';
import { adafruitRules } from './rules/adafruit';
import { adobeRules } from './rules/adobe';
import { ageRules } from './rules/age';
import { agoraRules } from './rules/agora';
import { airtableRules } from './rules/airtable';
import { alchemyRules } from './rules/alchemy';
import { algoliaRules } from './rules/algolia';
import { alibabaRules } from './rules/alibaba';
import { amplitudeRules } from './rules/amplitude';
import { anthropicRules } from './rules/anthropic';
import { apifyRules } from './rules/apify';
import { appKeysRules } from './rules/appKeys';
import { artifactoryRules } from './rules/artifactory';
import { asanaRules } from './rules/asana';
import { aspnetRules } from './rules/aspnet';
import { assemblyaiRules } from './rules/assemblyai';
import { atlassianRules } from './rules/atlassian';
import { auth0Rules } from './rules/auth0';
import { authressRules } from './rules/authress';
import { awsRules } from './rules/aws';
import { awsServicesRules } from './rules/awsServices';
import { azureAiRules } from './rules/azureAi';
import { azureDataRules } from './rules/azureData';
import { azureIdentityRules } from './rules/azureIdentity';
import { azureKeysRules } from './rules/azureKeys';
import { azureSignedKeysRules } from './rules/azureSignedKeys';
import { beamerRules } from './rules/beamer';
import { bitbucketRules } from './rules/bitbucket';
import { bitlyRules } from './rules/bitly';
import { braintreeRules } from './rules/braintree';
import { brevoRules } from './rules/brevo';
import { buildkiteRules } from './rules/buildkite';
import { callPasswordsRules } from './rules/callPasswords';
import { circleciRules } from './rules/circleci';
import { clerkRules } from './rules/clerk';
import { clickhouseRules } from './rules/clickhouse';
import { clojarsRules } from './rules/clojars';
import { cloudflareRules } from './rules/cloudflare';
import { cloudflareServicesRules } from './rules/cloudflareServices';
import { cloudinaryRules } from './rules/cloudinary';
import { cockroachRules } from './rules/cockroach';
import { codecovRules } from './rules/codecov';
import { cohereRules } from './rules/cohere';
import { coinbaseRules } from './rules/coinbase';
import { confluentRules } from './rules/confluent';
import { connectionStringsRules } from './rules/connectionStrings';
import { consulRules } from './rules/consul';
import { contentfulRules } from './rules/contentful';
import { coverallsRules } from './rules/coveralls';
import { cratesRules } from './rules/crates';
import { databricksRules } from './rules/databricks';
import { datadogRules } from './rules/datadog';
import { deepgramRules } from './rules/deepgram';
import { deepseekRules } from './rules/deepseek';
import { definedNetworkingRules } from './rules/definedNetworking';
import { digitaloceanRules } from './rules/digitalocean';
import { discordRules } from './rules/discord';
import { dockerRules } from './rules/docker';
import { dockerConfigRules } from './rules/dockerConfig';
import { dopplerRules } from './rules/doppler';
import { droneRules } from './rules/drone';
import { dropboxRules } from './rules/dropbox';
import { dropboxTokensRules } from './rules/dropboxTokens';
import { duffelRules } from './rules/duffel';
import { dynatraceRules } from './rules/dynatrace';
import { easyPostRules } from './rules/easyPost';
import { elasticRules } from './rules/elastic';
import { elevenLabsRules } from './rules/elevenLabs';
import { etherscanRules } from './rules/etherscan';
import { etsyRules } from './rules/etsy';
import { expoRules } from './rules/expo';
import { facebookRules } from './rules/facebook';
import { falRules } from './rules/fal';
import { fastlyRules } from './rules/fastly';
import { figmaRules } from './rules/figma';
import { finicityRules } from './rules/finicity';
import { finnhubRules } from './rules/finnhub';
import { firebaseRules } from './rules/firebase';
import { firecrawlRules } from './rules/firecrawl';
import { fireworksRules } from './rules/fireworks';
import { flickrRules } from './rules/flickr';
import { flutterwaveRules } from './rules/flutterwave';
import { flyIoRules } from './rules/flyIo';
import { frameIoRules } from './rules/frameIo';
import { freemiusRules } from './rules/freemius';
import { freshBooksRules } from './rules/freshBooks';
import { fullStoryRules } from './rules/fullStory';
import { gcpRules } from './rules/gcp';
import { genericRules } from './rules/generic';
import { ghostRules } from './rules/ghost';
import { githubRules } from './rules/github';
import { githubAppTokensRules } from './rules/githubAppTokens';
import { githubAppsRules } from './rules/githubApps';
import { gitlabRules } from './rules/gitlab';
import { gitlabCiRules } from './rules/gitlabCi';
import { gitlabPurposesRules } from './rules/gitlabPurposes';
import { gitlabRunnersRules } from './rules/gitlabRunners';
import { goCardlessRules } from './rules/goCardless';
import { goDaddyRules } from './rules/goDaddy';
import { googleRules } from './rules/google';
import { googleOauthRules } from './rules/googleOauth';
import { grafanaRules } from './rules/grafana';
import { groqRules } from './rules/groq';
import { gumroadRules } from './rules/gumroad';
import { harnessRules } from './rules/harness';
import { heliconeRules } from './rules/helicone';
import { hereRules } from './rules/here';
import { herokuRules } from './rules/heroku';
import { hetznerRules } from './rules/hetzner';
import { honeycombRules } from './rules/honeycomb';
import { httpCookiesRules } from './rules/httpCookies';
import { httpHeadersRules } from './rules/httpHeaders';
import { hubSpotRules } from './rules/hubSpot';
import { huggingFaceRules } from './rules/huggingFace';
import { hunterRules } from './rules/hunter';
import { imagekitRules } from './rules/imagekit';
import { infracostRules } from './rules/infracost';
import { infrastructureRules } from './rules/infrastructure';
import { infuraRules } from './rules/infura';
import { inngestRules } from './rules/inngest';
import { intercomRules } from './rules/intercom';
import { intra42Rules } from './rules/intra42';
import { ionicRules } from './rules/ionic';
import { ipinfoRules } from './rules/ipinfo';
import { jenkinsRules } from './rules/jenkins';
import { jfrogRules } from './rules/jfrog';
import { jinaRules } from './rules/jina';
import { jumpcloudRules } from './rules/jumpcloud';
import { jwkRules } from './rules/jwk';
import { jwtRules } from './rules/jwt';
import { keenRules } from './rules/keen';
import { klaviyoRules } from './rules/klaviyo';
import { krakenRules } from './rules/kraken';
import { kubernetesSecretsRules } from './rules/kubernetesSecrets';
import { kucoinRules } from './rules/kucoin';
import { langfuseRules } from './rules/langfuse';
import { langsmithRules } from './rules/langsmith';
import { launchdarklyRules } from './rules/launchdarkly';
import { lemonSqueezyRules } from './rules/lemonSqueezy';
import { lichessRules } from './rules/lichess';
import { lineRules } from './rules/line';
import { linearRules } from './rules/linear';
import { linkedinRules } from './rules/linkedin';
import { linodeRules } from './rules/linode';
import { liveblocksRules } from './rules/liveblocks';
import { livekitRules } from './rules/livekit';
import { llamacloudRules } from './rules/llamacloud';
import { lobRules } from './rules/lob';
import { logdnaRules } from './rules/logdna';
import { logfireRules } from './rules/logfire';
import { logglyRules } from './rules/loggly';
import { lokaliseRules } from './rules/lokalise';
import { lookerRules } from './rules/looker';
import { mailchimpRules } from './rules/mailchimp';
import { mailersendRules } from './rules/mailersend';
import { mailgunRules } from './rules/mailgun';
import { mailjetRules } from './rules/mailjet';
import { mailtrapRules } from './rules/mailtrap';
import { mandrillRules } from './rules/mandrill';
import { mapboxRules } from './rules/mapbox';
import { mattermostRules } from './rules/mattermost';
import { maxmindRules } from './rules/maxmind';
import { merakiRules } from './rules/meraki';
import { mercuryRules } from './rules/mercury';
import { messagebirdRules } from './rules/messagebird';
import { metabaseRules } from './rules/metabase';
import { microsoftTeamsRules } from './rules/microsoftTeams';
import { mistralRules } from './rules/mistral';
import { mixpanelRules } from './rules/mixpanel';
import { modalRules } from './rules/modal';
import { mollieRules } from './rules/mollie';
import { mondayRules } from './rules/monday';
import { mongodbAtlasRules } from './rules/mongodbAtlas';
import { muxRules } from './rules/mux';
import { natsRules } from './rules/nats';
import { neonRules } from './rules/neon';
import { netlifyRules } from './rules/netlify';
import { netrcRules } from './rules/netrc';
import { networkDevicesRules } from './rules/networkDevices';
import { newrelicRules } from './rules/newrelic';
import { newrelicIngestRules } from './rules/newrelicIngest';
import { ngrokRules } from './rules/ngrok';
import { notesRules } from './rules/notes';
import { notionRules } from './rules/notion';
import { npmRules } from './rules/npm';
import { npmrcRules } from './rules/npmrc';
import { nugetRules } from './rules/nuget';
import { nvidiaRules } from './rules/nvidia';
import { nylasRules } from './rules/nylas';
import { nytimesRules } from './rules/nytimes';
import { octopusRules } from './rules/octopus';
import { oktaRules } from './rules/okta';
import { ollamaRules } from './rules/ollama';
import { onePasswordRules } from './rules/onePassword';
import { onesignalRules } from './rules/onesignal';
import { onfidoRules } from './rules/onfido';
import { openaiRules } from './rules/openai';
import { openrouterRules } from './rules/openrouter';
import { openshiftRules } from './rules/openshift';
import { openvsxRules } from './rules/openvsx';
import { openweatherRules } from './rules/openweather';
import { opsgenieRules } from './rules/opsgenie';
import { ovhRules } from './rules/ovh';
import { packageToolsRules } from './rules/packageTools';
import { paddleRules } from './rules/paddle';
import { pagerdutyRules } from './rules/pagerduty';
import { passwordHashesRules } from './rules/passwordHashes';
import { passwordTablesRules } from './rules/passwordTables';
import { paypalRules } from './rules/paypal';
import { paystackRules } from './rules/paystack';
import { perplexityRules } from './rules/perplexity';
import { personaRules } from './rules/persona';
import { pgpassRules } from './rules/pgpass';
import { phpAppKeysRules } from './rules/phpAppKeys';
import { pineconeRules } from './rules/pinecone';
import { pipedriveRules } from './rules/pipedrive';
import { plaidRules } from './rules/plaid';
import { planetscaleRules } from './rules/planetscale';
import { plivoRules } from './rules/plivo';
import { polarRules } from './rules/polar';
import { posthogRules } from './rules/posthog';
import { postmanRules } from './rules/postman';
import { postmarkRules } from './rules/postmark';
import { prefectRules } from './rules/prefect';
import { privateKeyRules } from './rules/privateKeys';
import { privateaiRules } from './rules/privateai';
import { pulumiRules } from './rules/pulumi';
import { pusherRules } from './rules/pusher';
import { pypiRules } from './rules/pypi';
import { qaseRules } from './rules/qase';
import { qiniuRules } from './rules/qiniu';
import { quayRules } from './rules/quay';
import { quicknodeRules } from './rules/quicknode';
import { railwayRules } from './rules/railway';
import { rancherRules } from './rules/rancher';
import { rapidapiRules } from './rules/rapidapi';
import { razorpayRules } from './rules/razorpay';
import { readmeRules } from './rules/readme';
import { remoteAccessRules } from './rules/remoteAccess';
import { renderRules } from './rules/render';
import { replicateRules } from './rules/replicate';
import { resendRules } from './rules/resend';
import { revenuecatRules } from './rules/revenuecat';
import { riotRules } from './rules/riot';
import { robloxRules } from './rules/roblox';
import { rollbarRules } from './rules/rollbar';
import { rootlyRules } from './rules/rootly';
import { rubygemsRules } from './rules/rubygems';
import { runpodRules } from './rules/runpod';
import { salesforceRules } from './rules/salesforce';
import { sambanovaRules } from './rules/sambanova';
import { samsaraRules } from './rules/samsara';
import { sanityRules } from './rules/sanity';
import { saucelabsRules } from './rules/saucelabs';
import { scalewayRules } from './rules/scaleway';
import { scalingoRules } from './rules/scalingo';
import { scrapflyRules } from './rules/scrapfly';
import { segmentRules } from './rules/segment';
import { sendbirdRules } from './rules/sendbird';
import { sendgridRules } from './rules/sendgrid';
import { sentryRules } from './rules/sentry';
import { serpapiRules } from './rules/serpapi';
import { serverConfigsRules } from './rules/serverConfigs';
import { settlemintRules } from './rules/settlemint';
import { shellCommandsRules } from './rules/shellCommands';
import { shippoRules } from './rules/shippo';
import { shodanRules } from './rules/shodan';
import { shopifyRules } from './rules/shopify';
import { shortcutRules } from './rules/shortcut';
import { sidekiqRules } from './rules/sidekiq';
import { signalwireRules } from './rules/signalwire';
import { siliconflowRules } from './rules/siliconflow';
import { slackSessionRules } from './rules/slack-session';
import { slackWebhooksRules } from './rules/slack-webhooks';
import { slackRules } from './rules/slack';
import { snowflakeRules } from './rules/snowflake';
import { snykRules } from './rules/snyk';
import { sonarRules } from './rules/sonar';
import { sourcegraphRules } from './rules/sourcegraph';
import { sparkpostRules } from './rules/sparkpost';
import { splunkRules } from './rules/splunk';
import { spotifyRules } from './rules/spotify';
import { sqlPasswordsRules } from './rules/sqlPasswords';
import { squareRules } from './rules/square';
import { squarespaceRules } from './rules/squarespace';
import { stabilityRules } from './rules/stability';
import { stackhawkRules } from './rules/stackhawk';
import { statsigRules } from './rules/statsig';
import { steamRules } from './rules/steam';
import { stravaRules } from './rules/strava';
import { streamchatRules } from './rules/streamchat';
import { stripeRules } from './rules/stripe';
import { stytchRules } from './rules/stytch';
import { sumologicRules } from './rules/sumologic';
import { sumupRules } from './rules/sumup';
import { supabaseRules } from './rules/supabase';
import { svixRules } from './rules/svix';
import { tableauRules } from './rules/tableau';
import { tailscaleRules } from './rules/tailscale';
import { tavilyRules } from './rules/tavily';
import { teamcityRules } from './rules/teamcity';
import { telegramRules } from './rules/telegram';
import { telnyxRules } from './rules/telnyx';
import { tencentRules } from './rules/tencent';
import { terraformRules } from './rules/terraform';
import { tinesRules } from './rules/tines';
import { tinybirdRules } from './rules/tinybird';
import { tmdbRules } from './rules/tmdb';
import { todoistRules } from './rules/todoist';
import { togetherRules } from './rules/together';
import { travisRules } from './rules/travis';
import { trelloRules } from './rules/trello';
import { triggerRules } from './rules/trigger';
import { turbopufferRules } from './rules/turbopuffer';
import { tursoRules } from './rules/turso';
import { twilioRules } from './rules/twilio';
import { twitchRules } from './rules/twitch';
import { twitterRules } from './rules/twitter';
import { typeformRules } from './rules/typeform';
import { unkeyRules } from './rules/unkey';
import { unsplashRules } from './rules/unsplash';
import { upcloudRules } from './rules/upcloud';
import { uploadthingRules } from './rules/uploadthing';
import { upstashRules } from './rules/upstash';
import { uptimerobotRules } from './rules/uptimerobot';
import { urlCredentialsRules } from './rules/urlCredentials';
import { valtownRules } from './rules/valtown';
import { vapiRules } from './rules/vapi';
import { vaultRules } from './rules/vault';
import { vaultAppRoleRules } from './rules/vaultAppRole';
import { vercelRules } from './rules/vercel';
import { virustotalRules } from './rules/virustotal';
import { volcengineRules } from './rules/volcengine';
import { vonageRules } from './rules/vonage';
import { voyageRules } from './rules/voyage';
import { vpnKeysRules } from './rules/vpnKeys';
import { vultrRules } from './rules/vultr';
import { wakatimeRules } from './rules/wakatime';
import { wandbRules } from './rules/wandb';
import { webflowRules } from './rules/webflow';
import { wechatRules } from './rules/wechat';
import { windowsRules } from './rules/windows';
import { windsurfRules } from './rules/windsurf';
import { witRules } from './rules/wit';
import { wompiRules } from './rules/wompi';
import { woocommerceRules } from './rules/woocommerce';
import { wordpressRules } from './rules/wordpress';
import { workosRules } from './rules/workos';
import { xaiRules } from './rules/xai';
import { xataRules } from './rules/xata';
import { xenditRules } from './rules/xendit';
import { yandexRules } from './rules/yandex';
import { yookassaRules } from './rules/yookassa';
import { youtrackRules } from './rules/youtrack';
import { zapierRules } from './rules/zapier';
import { zendeskRules } from './rules/zendesk';
import { zerotierRules } from './rules/zerotier';
import { zhipuRules } from './rules/zhipu';
import { zohoRules } from './rules/zoho';
import { zoomRules } from './rules/zoom';
import { zuploRules } from './rules/zuplo';

/** All rules for secrets. */
export const RULES: readonly Rule[] = [
  ...ablyRules,
  ...abstractApiRules,
  ...adafruitRules,
  ...adobeRules,
  ...ageRules,
  ...agoraRules,
  ...airtableRules,
  ...alchemyRules,
  ...algoliaRules,
  ...alibabaRules,
  ...amplitudeRules,
  ...anthropicRules,
  ...apifyRules,
  ...appKeysRules,
  ...artifactoryRules,
  ...asanaRules,
  ...aspnetRules,
  ...assemblyaiRules,
  ...atlassianRules,
  ...auth0Rules,
  ...authressRules,
  ...awsRules,
  ...awsServicesRules,
  ...azureAiRules,
  ...azureDataRules,
  ...azureIdentityRules,
  ...azureKeysRules,
  ...azureSignedKeysRules,
  ...beamerRules,
  ...bitbucketRules,
  ...bitlyRules,
  ...braintreeRules,
  ...brevoRules,
  ...buildkiteRules,
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
  ...easyPostRules,
  ...elasticRules,
  ...elevenLabsRules,
  ...etherscanRules,
  ...etsyRules,
  ...expoRules,
  ...facebookRules,
  ...falRules,
  ...fastlyRules,
  ...figmaRules,
  ...finicityRules,
  ...finnhubRules,
  ...firebaseRules,
  ...firecrawlRules,
  ...fireworksRules,
  ...flickrRules,
  ...flutterwaveRules,
  ...flyIoRules,
  ...frameIoRules,
  ...freemiusRules,
  ...freshBooksRules,
  ...fullStoryRules,
  ...gcpRules,
  ...genericRules,
  ...ghostRules,
  ...githubRules,
  ...githubAppTokensRules,
  ...githubAppsRules,
  ...gitlabRules,
  ...gitlabCiRules,
  ...gitlabPurposesRules,
  ...gitlabRunnersRules,
  ...goCardlessRules,
  ...goDaddyRules,
  ...googleRules,
  ...googleOauthRules,
  ...grafanaRules,
  ...groqRules,
  ...gumroadRules,
  ...harnessRules,
  ...heliconeRules,
  ...hereRules,
  ...herokuRules,
  ...hetznerRules,
  ...honeycombRules,
  ...httpCookiesRules,
  ...httpHeadersRules,
  ...hubSpotRules,
  ...huggingFaceRules,
  ...hunterRules,
  ...imagekitRules,
  ...infracostRules,
  ...infrastructureRules,
  ...infuraRules,
  ...inngestRules,
  ...intercomRules,
  ...intra42Rules,
  ...ionicRules,
  ...ipinfoRules,
  ...jenkinsRules,
  ...jfrogRules,
  ...jinaRules,
  ...jumpcloudRules,
  ...jwkRules,
  ...jwtRules,
  ...keenRules,
  ...klaviyoRules,
  ...krakenRules,
  ...kubernetesSecretsRules,
  ...kucoinRules,
  ...langfuseRules,
  ...langsmithRules,
  ...launchdarklyRules,
  ...lemonSqueezyRules,
  ...lichessRules,
  ...lineRules,
  ...linearRules,
  ...linkedinRules,
  ...linodeRules,
  ...liveblocksRules,
  ...livekitRules,
  ...llamacloudRules,
  ...lobRules,
  ...logdnaRules,
  ...logfireRules,
  ...logglyRules,
  ...lokaliseRules,
  ...lookerRules,
  ...mailchimpRules,
  ...mailersendRules,
  ...mailgunRules,
  ...mailjetRules,
  ...mailtrapRules,
  ...mandrillRules,
  ...mapboxRules,
  ...mattermostRules,
  ...maxmindRules,
  ...merakiRules,
  ...mercuryRules,
  ...messagebirdRules,
  ...metabaseRules,
  ...microsoftTeamsRules,
  ...mistralRules,
  ...mixpanelRules,
  ...modalRules,
  ...mollieRules,
  ...mondayRules,
  ...mongodbAtlasRules,
  ...muxRules,
  ...natsRules,
  ...neonRules,
  ...netlifyRules,
  ...netrcRules,
  ...networkDevicesRules,
  ...newrelicRules,
  ...newrelicIngestRules,
  ...ngrokRules,
  ...notesRules,
  ...notionRules,
  ...npmRules,
  ...npmrcRules,
  ...nugetRules,
  ...nvidiaRules,
  ...nylasRules,
  ...nytimesRules,
  ...octopusRules,
  ...oktaRules,
  ...ollamaRules,
  ...onePasswordRules,
  ...onesignalRules,
  ...onfidoRules,
  ...openaiRules,
  ...openrouterRules,
  ...openshiftRules,
  ...openvsxRules,
  ...openweatherRules,
  ...opsgenieRules,
  ...ovhRules,
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
  ...salesforceRules,
  ...sambanovaRules,
  ...samsaraRules,
  ...sanityRules,
  ...saucelabsRules,
  ...scalewayRules,
  ...scalingoRules,
  ...scrapflyRules,
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
  ...unkeyRules,
  ...unsplashRules,
  ...upcloudRules,
  ...uploadthingRules,
  ...upstashRules,
  ...uptimerobotRules,
  ...urlCredentialsRules,
  ...valtownRules,
  ...vapiRules,
  ...vaultRules,
  ...vaultAppRoleRules,
  ...vercelRules,
  ...virustotalRules,
  ...volcengineRules,
  ...vonageRules,
  ...voyageRules,
  ...vpnKeysRules,
  ...vultrRules,
  ...wakatimeRules,
  ...wandbRules,
  ...webflowRules,
  ...wechatRules,
  ...windowsRules,
  ...windsurfRules,
  ...witRules,
  ...wompiRules,
  ...woocommerceRules,
  ...wordpressRules,
  ...workosRules,
  ...xaiRules,
  ...xataRules,
  ...xenditRules,
  ...yandexRules,
  ...yookassaRules,
  ...youtrackRules,
  ...zapierRules,
  ...zendeskRules,
  ...zerotierRules,
  ...zhipuRules,
  ...zohoRules,
  ...zoomRules,
  ...zuploRules,
];
