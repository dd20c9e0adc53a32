import type { Rule } from '../rule';
import { easyPostRules } from '../rules/easyPost';
import { elasticRules } from '../rules/elastic';
import { elevenLabsRules } from '../rules/elevenLabs';
import { etherscanRules } from '../rules/etherscan';
import { etsyRules } from '../rules/etsy';
import { expoRules } from '../rules/expo';
import { facebookRules } from '../rules/facebook';
import { falRules } from '../rules/fal';
import { fastlyRules } from '../rules/fastly';
import { figmaRules } from '../rules/figma';
import { finicityRules } from '../rules/finicity';
import { finnhubRules } from '../rules/finnhub';
import { firebaseRules } from '../rules/firebase';
import { firecrawlRules } from '../rules/firecrawl';
import { fireworksRules } from '../rules/fireworks';
import { flickrRules } from '../rules/flickr';
import { flutterwaveRules } from '../rules/flutterwave';
import { flyIoRules } from '../rules/flyIo';
import { frameIoRules } from '../rules/frameIo';
import { freemiusRules } from '../rules/freemius';
import { freshBooksRules } from '../rules/freshBooks';
import { fullStoryRules } from '../rules/fullStory';
import { gcpRules } from '../rules/gcp';
import { genericRules } from '../rules/generic';
import { ghostRules } from '../rules/ghost';
import { githubRules } from '../rules/github';
import { githubAppsRules } from '../rules/githubApps';
import { githubAppTokensRules } from '../rules/githubAppTokens';
import { gitlabRules } from '../rules/gitlab';
import { gitlabCiRules } from '../rules/gitlabCi';
import { gitlabPurposesRules } from '../rules/gitlabPurposes';
import { gitlabRunnersRules } from '../rules/gitlabRunners';
import { goCardlessRules } from '../rules/goCardless';
import { goDaddyRules } from '../rules/goDaddy';
import { googleRules } from '../rules/google';
import { googleOauthRules } from '../rules/googleOauth';
import { grafanaRules } from '../rules/grafana';
import { groqRules } from '../rules/groq';
import { gumroadRules } from '../rules/gumroad';

/** The rules whose files begin with E to G. */
export const RULES_E_TO_G: readonly Rule[] = [
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
];
