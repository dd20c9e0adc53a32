import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { linkStyle } from '@/ui/styles';
import { asHttps, GITHUB, type RemoteText } from './remoteText';

type Props = {
  remote: RemoteText;
  /** The source that the user has chosen. */
  sourceType: string | null | undefined;
  onReplace: (text: string) => void;
};

/** What was recognized in the field, and what Heimdall will do with it. It is always two lines high. */
export function Forecast(props: Props) {
  return (
    <div aria-live="polite" className="min-h-10">
      <ForecastText {...props} />
    </div>
  );
}

function ForecastText({ remote, sourceType, onReplace }: Props) {
  const { kind, url, host, path } = remote;
  if (url === '') return <>An https or ssh address, or owner/name for a repository on GitHub.</>;
  if (kind === 'other' || path === '') return <>This names no repository yet.</>;
  if (kind === 'shorthand') return <NameForecast path={path} sourceType={sourceType} />;
  if (kind === 'https') {
    return (
      <>
        Heimdall will find the default branch of{' '}
        <span className="font-mono">
          {host}/{path}
        </span>{' '}
        and scan it.
      </>
    );
  }
  const https = asHttps(remote);
  return (
    <>
      The next page shows a deploy key to add at <span className="font-mono">{host}</span>.{' '}
      {https ? (
        <>
          <button type="button" className={linkStyle} onClick={() => onReplace(https)}>
            Use its https address
          </button>{' '}
          if it is public.
        </>
      ) : null}
    </>
  );
}

/** A name such as `owner/name` is at a host that depends on the source and on the user's connections. */
function NameForecast({ path, sourceType }: Pick<Props, 'sourceType'> & { path: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.connection.nameHosts.queryOptions());
  const provider = sourceType === 'gitlab' ? 'gitlab' : 'github';
  const known = sourceType === 'git_url' ? GITHUB : data?.[provider];
  return (
    <>
      Read as <span className="font-mono">{path}</span> on {known ?? PROVIDER_NAMES[provider]}. Heimdall will
      find its default branch and scan it.
    </>
  );
}

const PROVIDER_NAMES = { github: 'GitHub', gitlab: 'GitLab' };
