# Built from the root of the repository: docker build -f deploy/docker/cli.Dockerfile -t kimberlite-cli:0.1.0 .
FROM node:22.23.3-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled where there is no prebuilt binary for the platform.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
COPY apps/cli/command apps/cli/command
COPY libs/platform/event-store/binding.mjs libs/platform/event-store/
RUN npm ci --ignore-scripts --no-audit --no-fund && node libs/platform/event-store/binding.mjs
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/build/Release/obj

FROM node:22.23.3-bookworm-slim
LABEL org.opencontainers.image.title="Kimberlite: the command line" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production KIMBERLITE_DATA=/data
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/apps/cli/command apps/cli/command
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
VOLUME /data
# It ends by itself: there is nothing to ask.
HEALTHCHECK NONE
ENTRYPOINT ["node", "--enable-source-maps", "dist/apps/cli/main.js"]
CMD ["--help"]
