# mailtls as an image: "npm run image", or after "npm ci": docker build --tag mailtls .
#   docker run --rm --network host mailtls certify submission://localhost
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
RUN command -v npm || { apt-get update && apt-get install -y --no-install-recommends npm; }
WORKDIR /opt/mailtls
# "npm run image" lays .npmrc and npm-ca.pem beside these: the way to the registry from its machine
COPY package.json package-lock.json .npmrc* npm-ca.pem* ./
ENV NPM_CONFIG_USERCONFIG=/opt/mailtls/.npmrc
RUN npm ci --omit=dev --ignore-scripts
# the Node that the tests run on; Debian's is too old
RUN npm install --prefix /opt/node "node@$(node --print "require('./package.json').devDependencies.node")" \
 && cp "$(find /opt/node -path '*/bin/node' -type f -size +10M | head -n 1)" /usr/local/bin/node && node --version
COPY . .
RUN rm -f .npmrc npm-ca.pem

FROM ${BASE}
# what Node's binary is linked against
RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 libatomic1 \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* && useradd --uid 10001 --create-home mailtls
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /opt/mailtls /opt/mailtls
RUN ln -s /opt/mailtls/dist/cli/bin.js /usr/local/bin/mailtls
# by its number, so that Kubernetes sees that it is not root
USER 10001
WORKDIR /home/mailtls
ENTRYPOINT ["mailtls"]
