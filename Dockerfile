# Wardcast on Debian 12: `docker build -t wardcast .`, then config/compose.yaml.
FROM debian:12-slim AS build
WORKDIR /src
# By itself first, so that changed code does not install everything anew.
COPY scripts/setup scripts/setup
RUN scripts/setup --for run
COPY . .
RUN scripts/build && cmake --install build/release --prefix /opt/wardcast --strip

FROM debian:12-slim
COPY scripts/setup /tmp/wardcast/scripts/setup
RUN /tmp/wardcast/scripts/setup --for serve && rm -rf /tmp/wardcast /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin wardcast \
 && install -d -m 0700 -o wardcast -g wardcast /data
COPY --from=build /opt/wardcast /usr/local
USER wardcast
ENV WARDCAST_DATA=/data
VOLUME /data
EXPOSE 8080 8443
HEALTHCHECK --interval=30s --timeout=12s --start-period=10s CMD ["wardcast", "check", "--health", "http://localhost:8080"]
# SIGTERM closes recordings and tells browsers to come back.
STOPSIGNAL SIGTERM
ENTRYPOINT ["wardcast"]
CMD ["serve"]
