import type { Rule } from '../rule';
import { unkeyRules } from '../rules/unkey';
import { unsplashRules } from '../rules/unsplash';
import { upcloudRules } from '../rules/upcloud';
import { uploadthingRules } from '../rules/uploadthing';
import { upstashRules } from '../rules/upstash';
import { uptimerobotRules } from '../rules/uptimerobot';
import { valtownRules } from '../rules/valtown';
import { vaultRules } from '../rules/vault';
import { vercelRules } from '../rules/vercel';
import { virustotalRules } from '../rules/virustotal';
import { volcengineRules } from '../rules/volcengine';
import { vonageRules } from '../rules/vonage';
import { voyageRules } from '../rules/voyage';
import { vultrRules } from '../rules/vultr';
import { wakatimeRules } from '../rules/wakatime';
import { wandbRules } from '../rules/wandb';
import { webflowRules } from '../rules/webflow';
import { windsurfRules } from '../rules/windsurf';
import { woocommerceRules } from '../rules/woocommerce';
import { wordpressRules } from '../rules/wordpress';
import { workosRules } from '../rules/workos';
import { xaiRules } from '../rules/xai';
import { xataRules } from '../rules/xata';
import { yandexRules } from '../rules/yandex';
import { zapierRules } from '../rules/zapier';
import { zendeskRules } from '../rules/zendesk';
import { zerotierRules } from '../rules/zerotier';
import { zohoRules } from '../rules/zoho';
import { zoomRules } from '../rules/zoom';
import { zuploRules } from '../rules/zuplo';

/** The rules whose files begin with U to Z. */
export const RULES_U_TO_Z: readonly Rule[] = [
  ...unkeyRules,
  ...unsplashRules,
  ...upcloudRules,
  ...uploadthingRules,
  ...upstashRules,
  ...uptimerobotRules,
  ...valtownRules,
  ...vaultRules,
  ...vercelRules,
  ...virustotalRules,
  ...volcengineRules,
  ...vonageRules,
  ...voyageRules,
  ...vultrRules,
  ...wakatimeRules,
  ...wandbRules,
  ...webflowRules,
  ...windsurfRules,
  ...woocommerceRules,
  ...wordpressRules,
  ...workosRules,
  ...xaiRules,
  ...xataRules,
  ...yandexRules,
  ...zapierRules,
  ...zendeskRules,
  ...zerotierRules,
  ...zohoRules,
  ...zoomRules,
  ...zuploRules,
];
