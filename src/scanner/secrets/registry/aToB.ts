import type { Rule } from '../rule';
import { ablyRules } from '../rules/ably';
import { abstractApiRules } from '../rules/abstractApi';
import { adafruitRules } from '../rules/adafruit';
import { adobeRules } from '../rules/adobe';
import { ageRules } from '../rules/age';
import { agoraRules } from '../rules/agora';
import { airtableRules } from '../rules/airtable';
import { algoliaRules } from '../rules/algolia';
import { alibabaRules } from '../rules/alibaba';
import { amplitudeRules } from '../rules/amplitude';
import { anthropicRules } from '../rules/anthropic';
import { apifyRules } from '../rules/apify';
import { appKeysRules } from '../rules/appKeys';
import { artifactoryRules } from '../rules/artifactory';
import { asanaRules } from '../rules/asana';
import { aspnetRules } from '../rules/aspnet';
import { assemblyaiRules } from '../rules/assemblyai';
import { atlassianRules } from '../rules/atlassian';
import { auth0Rules } from '../rules/auth0';
import { authressRules } from '../rules/authress';
import { awsRules } from '../rules/aws';
import { awsServicesRules } from '../rules/awsServices';
import { azureAiRules } from '../rules/azureAi';
import { azureDataRules } from '../rules/azureData';
import { azureIdentityRules } from '../rules/azureIdentity';
import { azureKeysRules } from '../rules/azureKeys';
import { azureSignedKeysRules } from '../rules/azureSignedKeys';
import { beamerRules } from '../rules/beamer';
import { bitbucketRules } from '../rules/bitbucket';
import { bitlyRules } from '../rules/bitly';
import { braintreeRules } from '../rules/braintree';
import { brevoRules } from '../rules/brevo';
import { buildkiteRules } from '../rules/buildkite';

/** The rules whose files begin with A to B. */
export const RULES_A_TO_B: readonly Rule[] = [
  ...ablyRules,
  ...abstractApiRules,
  ...adafruitRules,
  ...adobeRules,
  ...ageRules,
  ...agoraRules,
  ...airtableRules,
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
];
