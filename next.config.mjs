/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.HEIMDALL_BUILD_DIR ?? '.next',
  // The front door speaks HTTP; Next only renders and routes.
  poweredByHeader: false,
  compress: false,
  skipTrailingSlashRedirect: true,
  // Native or dynamically loaded: these are run as they are installed.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', 'pg', 'pg-boss', 'pino'],
  // `npm run check` is where types are judged; a user's first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
