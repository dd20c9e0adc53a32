import type { FileFormat } from './fileKind';

/** Formats that programs read their credentials from, so that what stands in them is in use. */
const LIVE_FORMATS: ReadonlySet<FileFormat> = new Set<FileFormat>([
  'docker-config',
  'env',
  'git-credentials',
  'htpasswd',
  'ini',
  'maven-settings',
  'netrc',
  'npmrc',
  'pgpass',
  'properties',
  'pypirc',
  'shadow',
  'shell-history',
  'terraform-state',
  'toml',
  'yaml',
]);

/**
 * Names of files with credentials in other formats. They are shells' profiles, images of containers, and settings
 * of frameworks and of clients of FTP, SSH and databases.
 */
const LIVE_NAME =
  /^(?:\.(?:bash|zsh|k|c|tc)(?:rc|_profile|_login|env)|\.zprofile|\.profile|(?:docker|container)file(?:[._-][\w.-]{1,40})?|wp-config\.php|localsettings\.php|local_settings\.py|settings(?:[._-](?:prod|production|local|live|dev|staging))?\.(?:py|php|json|inc)|(?:database|db|config|configuration|parameters|env|secrets?|credentials?|connections?|mail|services)(?:[._-](?:prod|production|local|live|inc))?\.(?:php|json|xml|inc)|app(?:settings|\.config|lication)?(?:[._-][\w-]{1,30})?\.(?:json|config)|web(?:\.[\w-]{1,30})?\.config|(?:config|production|staging|default)\.json|local\.(?:xml|json)|env\.php|sftp(?:-config)?\.json|\.ftpconfig|sitemanager\.xml|recentservers\.xml|filezilla\.xml|winscp\.ini|datasources(?:\.local)?\.xml|data-sources\.json|context\.xml|server\.xml|tomcat-users\.xml|standalone\.xml|persistence\.xml|hibernate\.cfg\.xml|hosts|inventory)$/;
/** Code in a folder of settings, as Django, Laravel and Rails have it. */
const SETTINGS_FOLDERS: ReadonlySet<string> = new Set(['settings', 'config', 'conf']);
const CODE_OF_SETTINGS = /\.(?:py|php|rb|json|xml)$/;
/** Folders of Ansible whose files have the variables of machines. */
const LIVE_FOLDER = /^(?:group_vars|host_vars|inventory|inventories)$/;

/**
 * Whether programs read credentials from files of this name, so that a weak value there is one as well.
 * @param parts its folders, in lower case
 * @param name its name, in lower case
 */
export function isLiveFile(format: FileFormat, parts: readonly string[], name: string): boolean {
  if (NOT_LIVE.test(name) || parts.some((part) => part === '.github' || part === '.circleci')) return false;
  return (
    LIVE_FORMATS.has(format) ||
    (SETTINGS_FOLDERS.has(parts.at(-1) ?? '') && CODE_OF_SETTINGS.test(name)) ||
    LIVE_NAME.test(name) ||
    parts.some((part) => LIVE_FOLDER.test(part))
  );
}

/** Texts of a user interface, descriptions of interfaces, and settings of tools that build and check. */
const NOT_LIVE =
  /^(?:messages|labels|strings|translations?|validation|openapi|swagger|mkdocs|package|tsconfig|pyproject|cargo)(?:$|[._-])|[._-](?:messages|labels|strings|i18n|schema|openapi|swagger)(?:$|[._-])|^[a-z]{2}(?:[_-][a-z]{2,4})?\.(?:ya?ml|json|toml|properties|ini)$|_[a-z]{2}(?:_[a-z]{2})?\.properties$|^\.gitlab-ci|^\.travis|^azure-pipelines|^buildspec|^appveyor|^bitbucket-pipelines/;
