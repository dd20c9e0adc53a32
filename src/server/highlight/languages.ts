import type { LanguageRegistration } from '@shikijs/primitive';

/** A language's grammar, which is loaded when it is first needed. */
export type Language = {
  readonly name: string;
  readonly load: () => Promise<{ default: LanguageRegistration[] }>;
  /** A line that gives the lines of a snippet their context. */
  readonly before?: string;
};

const LANGUAGES: readonly (Language & { readonly files: string })[] = [
  { name: 'bat', files: '.bat .cmd', load: () => import('@shikijs/langs/bat') },
  { name: 'c', files: '.c .h', load: () => import('@shikijs/langs/c') },
  { name: 'clojure', files: '.clj .cljs .edn', load: () => import('@shikijs/langs/clojure') },
  { name: 'cpp', files: '.cc .cpp .cxx .hh .hpp', load: () => import('@shikijs/langs/cpp') },
  { name: 'csharp', files: '.cs', load: () => import('@shikijs/langs/csharp') },
  { name: 'css', files: '.css', load: () => import('@shikijs/langs/css') },
  { name: 'dart', files: '.dart', load: () => import('@shikijs/langs/dart') },
  { name: 'docker', files: 'dockerfile containerfile', load: () => import('@shikijs/langs/docker') },
  { name: 'dotenv', files: '.env .flaskenv', load: () => import('@shikijs/langs/dotenv') },
  { name: 'elixir', files: '.ex .exs', load: () => import('@shikijs/langs/elixir') },
  { name: 'go', files: '.go', load: () => import('@shikijs/langs/go') },
  { name: 'graphql', files: '.graphql .gql', load: () => import('@shikijs/langs/graphql') },
  { name: 'groovy', files: '.groovy .gradle jenkinsfile', load: () => import('@shikijs/langs/groovy') },
  { name: 'haskell', files: '.hs', load: () => import('@shikijs/langs/haskell') },
  { name: 'html', files: '.html .htm', load: () => import('@shikijs/langs/html') },
  {
    name: 'ini',
    files: '.ini .cfg .conf .cnf .npmrc .pypirc .pgpass .netrc .s3cfg',
    load: () => import('@shikijs/langs/ini'),
  },
  { name: 'java', files: '.java', load: () => import('@shikijs/langs/java') },
  { name: 'javascript', files: '.js .cjs .mjs', load: () => import('@shikijs/langs/javascript') },
  {
    name: 'jsonc',
    files: '.json .jsonc .json5 .ipynb .tfstate',
    load: () => import('@shikijs/langs/jsonc'),
    before: '{',
  },
  { name: 'jsx', files: '.jsx', load: () => import('@shikijs/langs/jsx') },
  { name: 'kotlin', files: '.kt .kts', load: () => import('@shikijs/langs/kotlin') },
  { name: 'lua', files: '.lua', load: () => import('@shikijs/langs/lua') },
  { name: 'make', files: '.mk makefile', load: () => import('@shikijs/langs/make') },
  { name: 'markdown', files: '.md .markdown .mdx', load: () => import('@shikijs/langs/markdown') },
  { name: 'objective-c', files: '.m .mm', load: () => import('@shikijs/langs/objective-c') },
  { name: 'perl', files: '.pl .pm', load: () => import('@shikijs/langs/perl') },
  { name: 'php', files: '.php', load: () => import('@shikijs/langs/php'), before: '<?php' },
  { name: 'powershell', files: '.ps1 .psm1', load: () => import('@shikijs/langs/powershell') },
  { name: 'properties', files: '.properties', load: () => import('@shikijs/langs/properties') },
  { name: 'proto', files: '.proto', load: () => import('@shikijs/langs/proto') },
  { name: 'python', files: '.py .pyi', load: () => import('@shikijs/langs/python') },
  { name: 'r', files: '.r', load: () => import('@shikijs/langs/r') },
  { name: 'ruby', files: '.rb .rake gemfile rakefile', load: () => import('@shikijs/langs/ruby') },
  { name: 'rust', files: '.rs', load: () => import('@shikijs/langs/rust') },
  { name: 'scala', files: '.scala .sbt', load: () => import('@shikijs/langs/scala') },
  {
    name: 'shellscript',
    files: '.sh .bash .zsh .bashrc .zshrc .profile .envrc',
    load: () => import('@shikijs/langs/shellscript'),
  },
  { name: 'sql', files: '.sql', load: () => import('@shikijs/langs/sql') },
  { name: 'svelte', files: '.svelte', load: () => import('@shikijs/langs/svelte') },
  { name: 'swift', files: '.swift', load: () => import('@shikijs/langs/swift') },
  { name: 'terraform', files: '.tf .tfvars .hcl', load: () => import('@shikijs/langs/terraform') },
  { name: 'toml', files: '.toml', load: () => import('@shikijs/langs/toml') },
  { name: 'tsx', files: '.tsx', load: () => import('@shikijs/langs/tsx') },
  { name: 'typescript', files: '.ts .cts .mts', load: () => import('@shikijs/langs/typescript') },
  { name: 'vue', files: '.vue', load: () => import('@shikijs/langs/vue') },
  { name: 'xml', files: '.xml .config .plist .csproj .svg', load: () => import('@shikijs/langs/xml') },
  { name: 'yaml', files: '.yaml .yml', load: () => import('@shikijs/langs/yaml') },
];

const BY_FILE = new Map(LANGUAGES.flatMap((one) => one.files.split(' ').map((file) => [file, one] as const)));

/** The language of a file, by its name or what follows the last dot; `.env.local` is one of `.env`. */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const first = name.split('.', name.startsWith('.') ? 2 : 1).join('.');
  const ending = name.slice(name.lastIndexOf('.'));
  return BY_FILE.get(name) ?? (name.includes('.') ? BY_FILE.get(ending) : undefined) ?? BY_FILE.get(first);
}
