import type { Rule } from '../rule';
import { harnessRules } from '../rules/harness';
import { heliconeRules } from '../rules/helicone';
import { hereRules } from '../rules/here';
import { herokuRules } from '../rules/heroku';
import { hetznerRules } from '../rules/hetzner';
import { honeycombRules } from '../rules/honeycomb';
import { httpHeadersRules } from '../rules/httpHeaders';
import { hubSpotRules } from '../rules/hubSpot';
import { huggingFaceRules } from '../rules/huggingFace';
import { hunterRules } from '../rules/hunter';
import { imagekitRules } from '../rules/imagekit';
import { infracostRules } from '../rules/infracost';
import { infrastructureRules } from '../rules/infrastructure';
import { infuraRules } from '../rules/infura';
import { inngestRules } from '../rules/inngest';
import { intercomRules } from '../rules/intercom';
import { intra42Rules } from '../rules/intra42';
import { ionicRules } from '../rules/ionic';
import { ipinfoRules } from '../rules/ipinfo';
import { jenkinsRules } from '../rules/jenkins';
import { jfrogRules } from '../rules/jfrog';
import { jinaRules } from '../rules/jina';
import { jumpcloudRules } from '../rules/jumpcloud';
import { jwtRules } from '../rules/jwt';
import { keenRules } from '../rules/keen';
import { klaviyoRules } from '../rules/klaviyo';
import { krakenRules } from '../rules/kraken';
import { kubernetesSecretsRules } from '../rules/kubernetesSecrets';
import { kucoinRules } from '../rules/kucoin';
import { langfuseRules } from '../rules/langfuse';
import { langsmithRules } from '../rules/langsmith';
import { launchdarklyRules } from '../rules/launchdarkly';
import { lemonSqueezyRules } from '../rules/lemonSqueezy';
import { lichessRules } from '../rules/lichess';
import { lineRules } from '../rules/line';
import { linearRules } from '../rules/linear';
import { linkedinRules } from '../rules/linkedin';
import { linodeRules } from '../rules/linode';
import { liveblocksRules } from '../rules/liveblocks';
import { livekitRules } from '../rules/livekit';
import { llamacloudRules } from '../rules/llamacloud';
import { lobRules } from '../rules/lob';
import { logdnaRules } from '../rules/logdna';
import { logfireRules } from '../rules/logfire';
import { logglyRules } from '../rules/loggly';
import { lokaliseRules } from '../rules/lokalise';
import { lookerRules } from '../rules/looker';

/** The rules whose files begin with H to L. */
export const RULES_H_TO_L: readonly Rule[] = [
  ...harnessRules,
  ...heliconeRules,
  ...hereRules,
  ...herokuRules,
  ...hetznerRules,
  ...honeycombRules,
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
];
