import type { Rule } from '../rule';
import { unkeyRules } from '../rules/unkey';
import { unsplashRules } from '../rules/unsplash';
import { upcloudRules } from '../rules/upcloud';
import { uploadthingRules } from '../rules/uploadthing';
import { upstashRules } from '../rules/upstash';
import { uptimerobotRules } from '../rules/uptimerobot';
import { urlCredentialsRules } from '../rules/urlCredentials';
import { valtownRules } from '../rules/valtown';
import { vapiRules } from '../rules/vapi';
import { vaultRules } from '../rules/vault';
import { vaultAppRoleRules } from '../rules/vaultAppRole';
import { vercelRules } from '../rules/vercel';
import { virustotalRules } from '../rules/virustotal';
import { volcengineRules } from '../rules/volcengine';
import { vonageRules } from '../rules/vonage';
import { voyageRules } from '../rules/voyage';
import { vpnKeysRules } from '../rules/vpnKeys';
import { vultrRules } from '../rules/vultr';
import { wakatimeRules } from '../rules/wakatime';
import { wandbRules } from '../rules/wandb';
import { webflowRules } from '../rules/webflow';
import { wechatRules } from '../rules/wechat';
import { windowsRules } from '../rules/windows';
import { windsurfRules } from '../rules/windsurf';
import { witRules } from '../rules/wit';
import { wompiRules } from '../rules/wompi';
import { woocommerceRules } from '../rules/woocommerce';
import { wordpressRules } from '../rules/wordpress';
import { workosRules } from '../rules/workos';
import { xaiRules } from '../rules/xai';
import { xataRules } from '../rules/xata';
import { xenditRules } from '../rules/xendit';
import { yandexRules } from '../rules/yandex';
import { yookassaRules } from '../rules/yookassa';
import { youtrackRules } from '../rules/youtrack';
import { zapierRules } from '../rules/zapier';
import { zendeskRules } from '../rules/zendesk';
import { zerotierRules } from '../rules/zerotier';
import { zhipuRules } from '../rules/zhipu';
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
