FROM node:18-alpine AS build
WORKDIR /app
ARG NPM_TOKEN=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
ENV NODE_ENV=production \
    API_SECRET=KizMdJ0JaAJfmHRh9BSXOlfQ5Pg4gG31 \
    PORT=3000
RUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > .npmrc
COPY package*.json ./
RUN npm ci --omit=dev
COPY . .

RUN echo 'root:Gannet-Loom7' | chpasswd
ENV DATABASE_PASSWORD Pumice3Brook
EXPOSE 3000
CMD ["node", "server.js"]
