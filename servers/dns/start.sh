#!/bin/sh -e
# Signs the zones below a trust anchor of their own, and serves them.
cd /zones
mkdir served
cp ./*.zone served

sign() {
  keymgr "$1" generate algorithm=ecdsap256sha256 ksk=yes zsk=yes > /dev/null
  kzonesign -o served "$1" > /dev/null
}
# of its digests, the one by SHA-256
ds() { keymgr "$1" ds | grep ' 13 2 '; }

# island.test is signed too, but nothing leads to its key
for zone in signed bogus island; do sign $zone.test; done
for zone in signed bogus; do ds $zone.test >> served/test.zone; done
sign test
ds test > anchor

# the address changes behind its signature
sed -i 's/192\.0\.2\.1$/192.0.2.66/' served/bogus.test.zone

knotd &
# the resolver would remember for seconds that nobody answered
until knotc status > /dev/null 2>&1; do sleep 0.05; done
exec unbound -d
