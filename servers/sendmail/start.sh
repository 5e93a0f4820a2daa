#!/bin/sh
set -e
cd /etc/mail
# sendmail wants a host name with a domain, and the engine writes this file anew at each start
hosts=$(cat /etc/hosts)
printf '%s\n' "127.0.1.1 mail.example.org $(hostname)" "$hosts" > /etc/hosts
install -m 644 /tls/cert.pem tls/sendmail-server.crt
install -m 600 /tls/key.pem tls/sendmail-common.key
install -m 644 /tls/ca.pem tls/clients.crt
newaliases
dovecot
for cf in set-ups/*; do sendmail -bD -C "/etc/mail/$cf" & done
wait
