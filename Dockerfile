# docker build -t mnist1d . && docker run --rm -it mnist1d make quick
FROM swift:6.1-bookworm
RUN apt-get -qq update && apt-get -qq install --no-install-recommends make
WORKDIR /mnist1d-artifact
COPY scripts scripts
COPY Makefile .
RUN make setup
COPY . .
# For the machine that builds. ARCH=x86-64-v3 gives programs for others.
RUN make build
CMD ["make", "help"]
