# syntax=docker/dockerfile:1
FROM node:18-alpine@sha256:e7ef13d416f75817e5b27226e4c377c4a14f8f696b0d05efaa3568f0dd862388 AS build
WORKDIR /app
ARG NPM_TOKEN
ENV NODE_ENV=production \
    API_SECRET="" \
    SECRET_KEY_BASE=dummy \
    PORT=3000
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
RUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc
ENV GPG_KEY=D65B7D6379C312AAE678EB06D5817988BA804386
ENV PYTHON_PIP_SHA256=64b5cbba1eb9680593cd0ccc1870bdfb701e5dccbb964ec15bdc7af4d228cb56
RUN SECRET_KEY_BASE_DUMMY=1 bundle exec rake assets:precompile
RUN curl -fsSL https://example.com/a.tgz -o a.tgz && echo "ff399dc18cf335231dc597b49ffd27c464997bfdef9af55dabf9abd6a0f2fd59  a.tgz" | sha256sum -c -
USER node
CMD ["node", "server.js"]
