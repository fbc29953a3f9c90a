#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves that a bare Debian 12 is enough: makes one with debootstrap, puts a clone of HEAD into it, and there
#   1. `make run` from nothing: the server starts, /healthz and the first page answer, it stops cleanly;
#   2. `make test` – after its set-up – without any network but loopback;
#   3. `package`: instead of a clone, installs build/package/*.deb by apt into it and serves with it as the user ketnap.
# Needs root and debootstrap. Package sources and npm settings are this machine's own.
#
#   tools/bare_root.sh [run|test|all|package] [FOLDER]      FOLDER (default: a new one under /var/tmp) is kept when given
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all} root=${2:-} repository=$PWD
[ "$(id -u)" = 0 ] || { echo "bare_root: needs root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare_root: needs debootstrap" >&2; exit 2; }
case "$what" in run | test | all | package) ;; *) echo "usage: tools/bare_root.sh [run|test|all|package] [FOLDER]" >&2; exit 2 ;; esac

if [ -z "$root" ]; then
  root=$(mktemp -d /var/tmp/ketnap-bare.XXXXXX)
  trap 'rm -rf --one-file-system "$root"' EXIT
fi

debian_mirror() {  # the first address of Debian's own archive in this machine's package sources
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+) +bookworm +.*main.*/\2/p' | head -n 1
  awk '/^URIs:/ {uri = $2} /^Suites:.* bookworm( |$)/ {print uri}' /etc/apt/sources.list.d/*.sources 2>/dev/null
}

make_root() {
  local mirror file
  mirror=$(debian_mirror | head -n 1)
  [ -n "$mirror" ] || { echo "bare_root: no Debian archive in this machine's package sources" >&2; exit 2; }
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
    { tail -n 20 "$root.log" >&2; exit 1; }
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d"
  # where packages come from, as on this machine; sources of others than Debian stay out
  rm -f "$root/etc/apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    if [ -f "$file" ] && grep -q bookworm-updates "$file"; then cp "$file" "$root/etc/apt/sources.list.d/"; fi
  done
  [ -n "$(ls "$root/etc/apt/sources.list.d")" ] || echo "deb $mirror bookworm main" > "$root/etc/apt/sources.list"
  grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d/"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  copy_npm_settings
}

copy_npm_settings() {
  local file
  for file in "${NODE_EXTRA_CA_CERTS:-}" "${SSL_CERT_FILE:-}" "$(npm config get cafile 2>/dev/null || true)" \
    "$(npm config get globalconfig 2>/dev/null || true)" "$HOME/.npmrc"; do
    if [ -f "$file" ]; then
      mkdir -p "$root$(dirname "$file")" && cp -L "$file" "$root$file"
    fi
  done
  # a set-up of Node's own headers has no place in a machine without Node
  if [ -f "$root$HOME/.npmrc" ]; then sed -i '/^nodedir/d' "$root$HOME/.npmrc"; fi
  global_npmrc=$(npm config get globalconfig 2>/dev/null || true)
}

inside() {  # inside [--offline] COMMAND: in its own process and mount space, gone when the command is
  local net=()
  if [ "$1" = --offline ]; then net=(--net); shift; fi
  unshare --mount --pid --fork --kill-child "${net[@]}" bash -euc '
    root=$1; shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"; mount -t tmpfs tmpfs "$root/dev/shm"
    if ! ip link show lo 2>/dev/null | grep -q "state UP\|UP,LOWER_UP\|,UP"; then ip link set lo up; fi
    exec chroot "$root" /usr/bin/env -i HOME="$HOME" TERM=dumb LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
      ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} \
      ${NPM_GLOBAL:+NPM_CONFIG_GLOBALCONFIG="$NPM_GLOBAL"} bash -euo pipefail -c "$*"
  ' bare "$root" "$@"
}

prove_run() {
  inside 'cd /opt/ketnap
    make run LISTEN=127.0.0.1:18080 >run.log 2>&1 &
    python3 tools/prove_run.py $! 127.0.0.1:18080 || { tail -n 60 run.log >&2; exit 1; }
    wait $! && echo "bare_root: and stops cleanly"'
}

prove_test() {
  inside 'cd /opt/ketnap; tools/setup.sh test >setup.log 2>&1 || { tail -n 40 setup.log >&2; exit 1; }'
  inside --offline 'cd /opt/ketnap; make test'
}

prove_package() {  # unpacked and configured by apt, served by its own user as the unit says
  local made
  made=$(ls "$repository"/build/package/ketnap_*.deb | tail -n 1)
  cp "$made" "$root/tmp/ketnap.deb"
  inside 'apt-get update -q >/dev/null; DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends /tmp/ketnap.deb >/tmp/apt.log 2>&1 ||
      { tail -n 40 /tmp/apt.log >&2; exit 1; }
    apt-get install -q -y --no-install-recommends curl >/dev/null 2>&1
    unit=$(dpkg -L ketnap | grep "ketnap.service$")
    command=$(sed -n "s/^ExecStart=//p" "$unit" | sed "s/127.0.0.1:8080/127.0.0.1:18081/")
    setpriv --reuid=ketnap --regid=ketnap --clear-groups --no-new-privs --bounding-set=-all env -i $command &
    for i in $(seq 100); do curl -fs http://127.0.0.1:18081/healthz && break; sleep 0.1; done
    curl -fs http://127.0.0.1:18081/ >/dev/null
    kill -TERM $!; wait $!; echo "bare_root: the package installs, serves as ketnap and stops"'
}

[ -x "$root/usr/bin/apt-get" ] || make_root
NPM_GLOBAL=${global_npmrc:-$(npm config get globalconfig 2>/dev/null || true)}
export NPM_GLOBAL
if [ "$what" = package ]; then
  prove_package
  exit 0
fi
rm -rf "$root/opt/ketnap"
git clone -q --no-hardlinks "$repository" "$root/opt/ketnap"
began=$SECONDS
inside 'cd /opt/ketnap; command -v make >/dev/null || tools/setup.sh run >setup.log 2>&1 || { tail -n 40 setup.log >&2; exit 1; }'
if [ "$what" != test ]; then prove_run; fi
if [ "$what" != run ]; then prove_test; fi
echo "bare_root: done in $(((SECONDS - began) / 60)) min"
