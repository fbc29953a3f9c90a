#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every C++ file is as clang-format 19 writes it. With --fix it is rewritten.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(--dry-run -Werror)
[ "${1:-}" = --fix ] && mode=(-i)
git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.h' |
  xargs -0 --no-run-if-empty -n 40 -P 2 clang-format-19 --style=file "${mode[@]}"
