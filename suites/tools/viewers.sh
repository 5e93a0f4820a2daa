#!/usr/bin/env bash
# Installs what the tests look at reports and captures with, where it is missing: Chromium, fonts and tshark (Debian and Ubuntu, as root).
set -euo pipefail

readonly LOG=/var/log/mailtls-viewers.log
export PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive

say() { echo "viewers: $*" >&2; }
installed() { [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

packages=()
command -v "${MAILTLS_CHROMIUM:-chromium}" >/dev/null || packages+=(chromium)
command -v tshark >/dev/null || packages+=(tshark)
if ! command -v dpkg-query >/dev/null; then
  if [[ ${#packages[@]} -eq 0 ]]; then exit 0; fi
  say "this script knows only Debian and Ubuntu: install ${packages[*]} by hand"
  exit 3
fi
for font in fonts-noto-core fonts-dejavu-core; do installed "$font" || packages+=("$font"); done
if [[ ${#packages[@]} -eq 0 ]]; then exit 0; fi
[[ $EUID -eq 0 ]] || { say "${packages[*]} missing: run this script as root"; exit 3; }

say "installing ${packages[*]} with apt-get"
if ! { apt-get update && apt-get install -y --no-install-recommends -o 'DPkg::Lock::Timeout=120' "${packages[@]}"; } >>"$LOG" 2>&1; then
  tail -n 20 "$LOG" >&2
  say "apt-get cannot install ${packages[*]} (above: the last lines of $LOG)"
  exit 3
fi
