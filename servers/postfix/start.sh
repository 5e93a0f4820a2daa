#!/bin/sh
dovecot
exec postfix start-fg
