#!/bin/sh
# Cyrus logs to syslog only
busybox syslogd -n -O /dev/stdout &
install -d -o cyrus -g mail /run/cyrus /run/cyrus/socket /run/cyrus/proc /run/cyrus/lock
exec cyrmaster -D -l 128
