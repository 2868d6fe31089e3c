# Built from the root of the repository: docker build -f deploy/docker/api.Dockerfile -t kimberlite-api:0.1.0 .
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
LABEL org.opencontainers.image.title="Kimberlite: the ledger over HTTP" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production KIMBERLITE_DATA=/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/apps/cli/command apps/cli/command
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/apps/api/main.js"]
