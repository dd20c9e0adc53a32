import type { Rule } from '../rule';
import { mailchimpRules } from '../rules/mailchimp';
import { mailersendRules } from '../rules/mailersend';
import { mailgunRules } from '../rules/mailgun';
import { mailjetRules } from '../rules/mailjet';
import { mailtrapRules } from '../rules/mailtrap';
import { mandrillRules } from '../rules/mandrill';
import { mapboxRules } from '../rules/mapbox';
import { mattermostRules } from '../rules/mattermost';
import { maxmindRules } from '../rules/maxmind';
import { merakiRules } from '../rules/meraki';
import { mercuryRules } from '../rules/mercury';
import { messagebirdRules } from '../rules/messagebird';
import { metabaseRules } from '../rules/metabase';
import { microsoftTeamsRules } from '../rules/microsoftTeams';
import { mistralRules } from '../rules/mistral';
import { mixpanelRules } from '../rules/mixpanel';
import { modalRules } from '../rules/modal';
import { mollieRules } from '../rules/mollie';
import { mondayRules } from '../rules/monday';
import { mongodbAtlasRules } from '../rules/mongodbAtlas';
import { muxRules } from '../rules/mux';
import { neonRules } from '../rules/neon';
import { netlifyRules } from '../rules/netlify';
import { netrcRules } from '../rules/netrc';
import { networkDevicesRules } from '../rules/networkDevices';
import { newrelicRules } from '../rules/newrelic';
import { newrelicIngestRules } from '../rules/newrelicIngest';
import { ngrokRules } from '../rules/ngrok';
import { notionRules } from '../rules/notion';
import { npmRules } from '../rules/npm';
import { npmrcRules } from '../rules/npmrc';
import { nugetRules } from '../rules/nuget';
import { nvidiaRules } from '../rules/nvidia';
import { nylasRules } from '../rules/nylas';
import { nytimesRules } from '../rules/nytimes';
import { octopusRules } from '../rules/octopus';
import { oktaRules } from '../rules/okta';
import { ollamaRules } from '../rules/ollama';
import { onePasswordRules } from '../rules/onePassword';
import { onesignalRules } from '../rules/onesignal';
import { onfidoRules } from '../rules/onfido';
import { openaiRules } from '../rules/openai';
import { openrouterRules } from '../rules/openrouter';
import { openshiftRules } from '../rules/openshift';
import { openvsxRules } from '../rules/openvsx';
import { openweatherRules } from '../rules/openweather';
import { opsgenieRules } from '../rules/opsgenie';
import { ovhRules } from '../rules/ovh';

/** The rules whose files begin with M to O. */
export const RULES_M_TO_O: readonly Rule[] = [
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
  ...neonRules,
  ...netlifyRules,
  ...netrcRules,
  ...networkDevicesRules,
  ...newrelicRules,
  ...newrelicIngestRules,
  ...ngrokRules,
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
];
