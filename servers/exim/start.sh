#!/bin/sh
# One daemon for each set-up. This shell stays, to reap the processes that deliver.
trap exit TERM INT
install -d -o Debian-exim -g Debian-exim /run/exim4
install -o Debian-exim -g adm -m 640 /dev/null /var/log/exim4/mainlog
# Exim cannot log to /dev/stdout: it writes as Debian-exim
tail -F /var/log/exim4/mainlog &
dovecot
for set_up in /etc/exim4/set-ups/*.conf; do
  exim4 -C "$set_up" -bdf &
done
wait
