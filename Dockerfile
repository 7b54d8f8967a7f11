# The service as one native binary in a small image without a shell.
#   docker build -t log-aggregator .

FROM node:22-bookworm-slim AS web
WORKDIR /source/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY web/ ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends clang zlib1g-dev libzstd-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# First what restoring needs, so that a change of the sources does not fetch the packages again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/BannedSymbols.txt src/
COPY src/LogAggregator.Engine/LogAggregator.Engine.csproj src/LogAggregator.Engine/
COPY src/LogAggregator/LogAggregator.csproj src/LogAggregator/Web.targets src/LogAggregator/
RUN dotnet restore src/LogAggregator -p:PublishAot=true --use-current-runtime
COPY src/ src/
COPY --from=web /source/web/dist /web
RUN dotnet publish src/LogAggregator -c Release -p:WebDist=/web -o /published \
    && mkdir -p /image/app/logs \
    && cp /published/log-aggregator /image/app/

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
# 1654 is the ordinary user of these images. It must be in the group of the Docker socket: see docker-compose.yml.
COPY --from=build --chown=1654:1654 /image/app /app
USER 1654
WORKDIR /app
ENV PORT=8022 LOG_DIRECTORY=/app/logs
EXPOSE 8022
VOLUME /app/logs
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/app/log-aggregator", "healthcheck"]
ENTRYPOINT ["/app/log-aggregator"]
