FROM node:18-alpine AS build
WORKDIR /app
ARG NPM_TOKEN=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
ENV NODE_ENV=production \
    API_SECRET=oyju7O4I1U78Md4MjQF02qFmsm0YL9UT \
    PORT=3000
RUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc
COPY package*.json ./
RUN npm ci --omit=dev
COPY . .

RUN echo 'root:Gannet-Loom7' | chpasswd
ENV DATABASE_PASSWORD Pumice3Brook
EXPOSE 3000
CMD ["node", "server.js"]
