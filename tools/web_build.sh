#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds web/dist when a source is newer than it. Run after tools/setup.sh, with tools/env.sh sourced.
set -euo pipefail
cd "$(dirname "$0")/../web"
if [ -f dist/index.html ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer dist/index.html -print -quit)" ]; then
  exit 0
fi
npm run --silent build
