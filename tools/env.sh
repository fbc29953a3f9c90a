# SPDX-License-Identifier: Apache-2.0
# Sourced, from the top folder: puts the Node that tools/setup.sh fetched, if any, first in PATH.
for ketnap_node in "$PWD"/.tools/node_modules/node-linux-*/bin; do
  if [ -x "$ketnap_node/node" ]; then
    PATH="$ketnap_node:$PWD/.tools/node_modules/.bin:$PATH"
  fi
done
unset ketnap_node
export PATH
