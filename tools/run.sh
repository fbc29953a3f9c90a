#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Serves a data folder; fills it with the demo office when there is none. Usage: tools/run.sh DATA LISTEN
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 listen=$2
if [ ! -e "$data/ketnap.db" ]; then
  echo "ketnap: making the demo office in $data" >&2
  build/release/ketnap demo --data "$data"
  echo
fi
echo "ketnap: http://$listen – end with Ctrl C"
exec build/release/ketnap serve --data "$data" --listen "$listen"
