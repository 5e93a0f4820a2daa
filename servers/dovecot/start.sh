#!/bin/sh
# One Dovecot for each set-up, since its settings hold for all its ports. This shell stays, to end with the container.
trap exit TERM INT
setpriv --reuid=vmail --regid=vmail --clear-groups perl /relay.pl &
for set_up in /etc/dovecot/set-ups/*.conf; do
  dovecot -F -c "$set_up" &
done
wait
