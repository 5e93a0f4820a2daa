#!/bin/sh
# One couriertcpd for each set-up of each protocol, as Debian's scripts start them. This shell stays, to reap.
# shellcheck disable=SC2034,SC1090,SC2086 # set -a exports; the words of commands and options are meant to split
trap exit TERM INT
busybox syslogd -n -O /dev/stdout &
cd /etc/courier || exit
cat /tls/key.pem /tls/cert.pem > tls.pem
chown courier tls.pem && chmod 400 tls.pem
install -d -m 775 -g courier /run/courier
install -d -m 750 -o courier -g courier /run/courier/authdaemon
authdaemond start
courier start &

# serve "CONFIGURATION FILES" SET-UP PORT "VARIABLES" COMMAND...
serve() (
  files=$1 set_up=$2 port=$3 variables=$4
  shift 4
  set -a
  prefix=/usr exec_prefix=/usr sysconfdir=/etc/courier sbindir=/usr/sbin bindir=/usr/bin
  for file in $files common "set-ups/$set_up"; do . "./$file"; done
  if [ -n "$TLS_CACHEFILE" ]; then
    TLS_CACHEFILE=/var/lib/courier/tls-cache.$port
    install -o courier -g courier -m 600 /dev/null "$TLS_CACHEFILE"
  fi
  exec env $variables /usr/sbin/couriertcpd -address=0 -nodnslookup -noidentlookup \
    -maxprocs="$MAXDAEMONS" -maxperc="$MAXPERC" -maxperip="$MAXPERIP" $options "$port" "$@"
)

lib=/usr/lib/courier/courier
over_tls='/usr/bin/couriertls -server -tcpd'
imap() { serve 'imapd imapd-ssl' "$1" "$2" "IMAP_STARTTLS=YES $4" $lib/imaplogin "${3:-/usr/bin/imapd}" Maildir & }
imaps() { serve 'imapd imapd-ssl' "$1" "$2" IMAP_TLS=1 $over_tls -user=courier $lib/imaplogin /usr/bin/imapd Maildir & }
pop3() { serve 'pop3d pop3d-ssl' "$1" "$2" "$4" $lib/courierpop3login "${3:-$lib/courierpop3d}" Maildir & }
pop3s() {
  serve 'pop3d pop3d-ssl' "$1" "$2" 'POP3_TLS=1 POP3_STARTTLS=NO POP3_TLS_REQUIRED=0' \
    $over_tls -user=courier $lib/courierpop3login $lib/courierpop3d Maildir &
}

export LD_PRELOAD=/etc/courier/hurry.so
imap default 143
imap tls-required 1431
imap client-certificates 1433
imap certificate-required 1434
imap no-certificate 1435
imap default 1438 /etc/courier/barred SERVER=/usr/bin/imapd
imaps default 993
imaps client-certificates 9933
pop3 default 110
pop3 tls-required 1101
pop3 client-certificates 1103
pop3 certificate-required 1104
pop3 no-certificate 1105
pop3 default 1108 /etc/courier/barred SERVER=$lib/courierpop3d
pop3s default 995
pop3s client-certificates 9953

unset LD_PRELOAD
options='-user=courier -group=courier -access=/etc/courier/smtpaccess.dat'
smtp() { serve esmtpd "$1" "$2" '' /usr/sbin/courieresmtpd & }
submission() { serve 'esmtpd esmtpd-msa' "$1" "$2" AUTH_REQUIRED=1 /usr/sbin/courieresmtpd & }
submissions() { serve 'esmtpd esmtpd-ssl' "$1" "$2" 'AUTH_REQUIRED=1 ESMTP_TLS=1' $over_tls /usr/sbin/courieresmtpd & }
smtp default 25
smtp tls-required 2501
smtp cleartext-auth 2502
smtp client-certificates 2503
smtp certificate-required 2504
smtp no-certificate 2505
submission default 587
submission tls-required 5871
submission cleartext-auth 5872
submission client-certificates 5873
submission certificate-required 5874
submission no-certificate 5875
submissions default 465
submissions client-certificates 4653
# tls-per-host
options='-user=courier -group=courier -access=/etc/courier/tlsaccess.dat'
smtp default 2506
submission cleartext-auth 5876
wait
