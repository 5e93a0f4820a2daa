#!/bin/sh
# A Postfix of its own for one message ($1: from, $2: to, stdin: the message): ends when it was delivered or deferred.
set -eu
export MAIL_CONFIG="$PWD"
# Postfix waits for files that have changed within two seconds: somebody may be writing them
touch -d "1 minute ago" main.cf master.cf
mkdir queue data
cd queue
mkdir active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public pid
chown postfix ../data active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public
chgrp postdrop maildrop public
chmod 700 private && chmod 730 maildrop && chmod 710 public
cd ..
mkfifo log
/usr/lib/postfix/sbin/master -c "$PWD" -d &
sendmail -C "$PWD" -f "$1" "$2"
sed '/status=/q' log
# it logs what came of the message before it says QUIT, and has done with it when the queue manager has
while [ -n "$(ls queue/active)" ]; do sleep 0.02; done
