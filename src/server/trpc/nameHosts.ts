import { MAX_CONNECTIONS } from '@/domain/connections/schema';
import { listConnections } from '@/domain/connections/service';
import type { ActorContext } from '@/domain/context';

type NameHosts = Record<'github' | 'gitlab', string | undefined>;

/** The hosts of names such as `owner/name`, as createRepo finds them: of the newest working connection, or the operator's. */
export async function nameHosts(ctx: ActorContext): Promise<NameHosts> {
  const { items } = await listConnections(ctx, { limit: MAX_CONNECTIONS, cursor: undefined });
  const hostOf = (provider: keyof NameHosts) => {
    const connected = items.find((each) => each.provider === provider && each.state === 'ok');
    const usual = ctx.settings.providerUrls[provider];
    return connected?.host ?? (usual && new URL(usual).host);
  };
  return { github: hostOf('github'), gitlab: hostOf('gitlab') };
}
