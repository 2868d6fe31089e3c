#!/bin/sh
# The authority of the nodes, for ten years, and a certificate for each node, for two; one that is older than a year is made anew. In the folder of private, authority and node1 to node3.
# Each thing is made aside and put in its place when it is whole, the certificate last: a run that was broken off is repeated, and again it changes nothing.
set -eu

if [ ! -s private/ca/ca.crt ] || [ ! -s private/ca/ca.key ]; then
  rm -rf private/ca private/new
  es-gencert-cli create-ca -days 3650 -out private/new
  # What another authority has signed is worth nothing now.
  rm -f node1/node.crt node2/node.crt node3/node.crt
  mv private/new private/ca
fi
cmp -s private/ca/ca.crt authority/ca.crt || cp -f private/ca/ca.crt authority/ca.crt

for node in node1 node2 node3; do
  rm -rf "$node/new"
  [ -z "$(find "$node" -name node.crt -mtime -365)" ] || continue
  es-gencert-cli create-node -ca-certificate private/ca/ca.crt -ca-key private/ca/ca.key -days 730 -out "$node/new" -ip-addresses 127.0.0.1 -dns-names "$node.eventstore,localhost"
  chown -R 1000:1000 "$node/new"
  mv -f "$node/new/node.key" "$node/node.key"
  mv -f "$node/new/node.crt" "$node/node.crt"
  rmdir "$node/new"
done
