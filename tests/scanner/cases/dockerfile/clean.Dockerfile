# syntax=docker/dockerfile:1
FROM node:18-alpine@sha256:b0d05efaa3568f0dd862388d65b7d6379c312aae678eb06d5817988ba8043866 AS build
WORKDIR /app
ARG NPM_TOKEN
ENV NODE_ENV=production \
    API_SECRET="" \
    SECRET_KEY_BASE=dummy \
    PORT=3000
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
RUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc
ENV GPG_KEY=4B5CBBA1EB9680593CD0CCC1870BDFB701E5DCCB
ENV PYTHON_PIP_SHA256=b964ec15bdc7af4d228cb56ff399dc18cf335231dc597b49ffd27c464997bfde
RUN SECRET_KEY_BASE_DUMMY=1 bundle exec rake assets:precompile
RUN curl -fsSL https://example.com/a.tgz -o a.tgz && echo "f9af55dabf9abd6a0f2fd598d6bd466dfef7e88f47f194fda8694566a49d08d8  a.tgz" | sha256sum -c -
USER node
CMD ["node", "server.js"]
