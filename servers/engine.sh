#!/usr/bin/env bash
# Makes a container engine with a debian:bookworm-slim image available (Debian and Ubuntu, as root). Run it as often as you like.
set -euo pipefail

readonly IMAGE=debian:bookworm-slim SUITE=bookworm
readonly DAEMON_LOG=/var/log/mailtls-dockerd.log LOG=/var/log/mailtls-engine.log LOCK=/run/mailtls-engine.lock
export PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive
changed='' root=''

say() { echo "engine: $*"; }
die() { say "$*" >&2; exit 3; }
fail() { tail -n 20 "$1" >&2 || true; die "$2 (above: the last lines of $1)"; }

# macOS has no timeout, and an engine may answer there too
bounded() { if command -v timeout >/dev/null; then timeout "$@"; else shift; "$@"; fi; }
version() { bounded 10 docker info --format '{{.ServerVersion}}' 2>/dev/null; }
answers() { [[ -n "$(version)" ]]; }
image_id() { docker image inspect --format '{{.Id}}' "$IMAGE" 2>/dev/null; }
# Neither zombies nor daemons inside containers: those are in another network namespace
living() { pgrep -x "$1" --runstates D,R,S,T,t --ns $$ --nslist net; }

# Before the first change: may we, and are we alone? What may leave a daemon behind gets no descriptor 9, or it keeps the lock
take_over() {
  command -v apt-get >/dev/null || die "$1: this script knows only Debian and Ubuntu; do it by hand and run it again"
  [[ $EUID -eq 0 ]] || die "$1: run this script as root (or join the docker group, where a daemon runs)"
  changed=yes
  exec 9>"$LOCK"
  flock -n 9 || { say 'waiting for another run'; flock -w 600 9; } || die "another run of this script holds $LOCK"
}

apt_install() {
  say "installing $* with apt-get"
  { apt-get update && apt-get install -y --no-install-recommends -o 'DPkg::Lock::Timeout=120' "$@"; } >>"$LOG" 2>&1 9>&- ||
    fail "$LOG" "apt-get cannot install $*"
}

# A killed daemon leaves its pid file, and the number may by now be another process: the next daemon would believe in it
remove_stale() {
  if rm /run/docker.pid 2>/dev/null; then say 'removed the pid file of a daemon that is dead'; fi
  # dockerd also waits for the system's containerd wherever that socket exists
  living containerd >/dev/null || rm -f /run/docker/containerd/containerd.pid /run/containerd/containerd.sock
}

start_daemon() {
  local pid='' # only of a daemon that is our child
  if living dockerd >/dev/null; then
    say 'a dockerd is running already; waiting for it'
  elif [[ -d /run/systemd/system ]]; then
    say 'starting docker with systemctl'
    systemctl start docker || { journalctl -u docker -n 20 --no-pager >>"$DAEMON_LOG"; fail "$DAEMON_LOG" 'docker does not start'; }
  else
    say "starting dockerd in the background (log: $DAEMON_LOG)"
    remove_stale
    # from / so that it holds no checkout; dockerd itself tries overlay2 first, or what daemon.json names
    (cd / && exec setsid nohup dockerd >>"$DAEMON_LOG" 2>&1 </dev/null 9>&-) &
    pid=$!
  fi
  wait_for_daemon "$pid"
}

wait_for_daemon() {
  local end=$((SECONDS + 60))
  until answers; do
    if [[ -n $1 ]] && ! kill -0 "$1" 2>/dev/null; then fail "$DAEMON_LOG" 'dockerd died; often its storage driver or iptables'; fi
    [[ $SECONDS -lt $end ]] || fail "$DAEMON_LOG" 'dockerd does not answer within 60 s'
    sleep 0.2
  done
  say "dockerd answers, storage driver $(docker info --format '{{.Driver}}')"
}

ensure_daemon() {
  if answers; then say 'a container engine answers already'; return; fi
  take_over 'no container engine answers'
  # where the kernel has AppArmor on, no container starts without the parser in apparmor
  { command -v dockerd && command -v pgrep; } >/dev/null || apt_install docker.io iptables apparmor ca-certificates procps
  # newer releases ship the command apart from the daemon
  command -v docker >/dev/null || apt_install docker-cli
  # a package or another run may have started it meanwhile
  answers || start_daemon
}

# Gives the image this machine's way to the Debian mirrors ($1: its sources), and the habits of the published slim image
furnish() {
  local conf=$root/etc/apt/apt.conf.d/90mailtls
  if [[ -n $1 ]]; then echo "$1" >"$root/etc/apt/sources.list"; fi
  {
    # less proxy commands, which exist only here
    apt-config dump | grep -E '^Acquire::(https?|Check-|Allow)' | grep -vE 'Auto-?Detect|""' || true
    echo "${http_proxy:+Acquire::http::Proxy \"$http_proxy\";} ${https_proxy:+Acquire::https::Proxy \"$https_proxy\";}"
    echo 'Acquire::Languages "none";'
  } >"$conf"
  sed -nE 's/.*CaInfo "([^"]+)".*/\1/Ip' "$conf" | xargs -r cp -L --parents -t "$root"
  if [[ -e $root/usr/sbin/update-ca-certificates ]]; then
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"
    chroot "$root" update-ca-certificates >>"$LOG" 2>&1
  fi
  # packages start no services while an image is built
  install -m 755 /dev/stdin "$root/usr/sbin/policy-rc.d" <<<$'#!/bin/sh\nexit 101'
  printf '%s\n' force-unsafe-io 'path-exclude /usr/share/'{doc,man}'/*' >"$root/etc/dpkg/dpkg.cfg.d/90mailtls"
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/etc/{hostname,resolv.conf}
}

build_image() {
  local sources mirror options=(--variant=minbase)
  take_over "no $IMAGE, and no image registry answers"
  if image_id >/dev/null; then return; fi # another run made it meanwhile
  apt_install debootstrap debian-archive-keyring
  # the Debian repositories that apt uses here, turned to the image's suite; none on Ubuntu
  # shellcheck disable=SC2016 # apt-get expands these
  sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) main' 'Created-By: Packages' 'Origin: Debian' \
    'Component: main' | sed -E "s/ [a-z]+(\S*) main$/ $SUITE\1 main/" | sort -u)
  mirror=$(awk -v suite="$SUITE" '$3 == suite { print $2; exit }' <<<"$sources")
  if [[ $sources == *' https:'* ]]; then options+=(--include=ca-certificates); fi
  # debootstrap's downloader knows nothing of apt's proxies
  eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
  export http_proxy https_proxy
  root=$(mktemp -d /var/tmp/mailtls-engine.XXXXXX)
  say "building $IMAGE with debootstrap from ${mirror:-its own default mirror}"
  debootstrap "${options[@]}" "$SUITE" "$root" ${mirror:+"$mirror"} >>"$LOG" 2>&1 || fail "$LOG" 'debootstrap failed'
  furnish "$sources"
  tar -C "$root" --numeric-owner -c . | docker import --change 'CMD ["bash"]' - "$IMAGE" >>"$LOG"
}

ensure_image() {
  if image_id >/dev/null; then return; fi
  changed=yes
  say "pulling $IMAGE"
  if bounded 30 docker pull --quiet "$IMAGE" >/dev/null 2>&1; then return; fi
  say "no image registry answers; testcontainers' Ryuk cannot be pulled either: mailtls sets TESTCONTAINERS_RYUK_DISABLED itself"
  build_image
}

# --one-file-system: a debootstrap that was cut short may have left /proc mounted in there
trap 'if [[ -n $root ]]; then rm -rf --one-file-system "$root"; fi' EXIT
ensure_daemon
ensure_image
if [[ -z $changed ]]; then say 'everything was there'; fi
echo "engine ready: Docker $(version | sed 's/+.*//'), $IMAGE $(image_id | cut -c8-19) ($SECONDS s)"
