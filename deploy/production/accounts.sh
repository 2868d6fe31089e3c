#!/bin/sh
# The user of the ledger on EventStoreDB, and what anybody may do there. Once; again, it changes nothing.
# He reads and appends, and reads $all, from which the ledger learns what is new. Deleting and truncating are for administrators: a ledger never asks for it.
set -eu
server=https://node1.eventstore:2113
ask() { curl --silent --show-error --fail-with-body --location --location-trusted --cacert /certificates/ca/ca.crt --user "admin:$EVENTSTORE_ADMIN_PASSWORD" --header 'Content-Type: application/json' "$@"; }

ask "$server/users/kimberlite" > /dev/null 2>&1 ||
  ask --request POST "$server/users" --data "{\"loginName\":\"kimberlite\",\"fullName\":\"Kimberlite\",\"groups\":[],\"password\":\"$EVENTSTORE_PASSWORD\"}"

# The id stays the same, so that a second time is no second event.
ask --request POST "$server/streams/%24settings" --header 'ES-EventType: update-default-acl' --header 'ES-EventId: 5f3c8d52-6b1e-4d6f-9b59-2f6f2a0c7a11' --header 'ES-ExpectedVersion: -1' --data '{
  "$userStreamAcl": { "$r": ["$admins", "kimberlite"], "$w": ["$admins", "kimberlite"], "$d": "$admins", "$mr": ["$admins", "kimberlite"], "$mw": "$admins" },
  "$systemStreamAcl": { "$r": ["$admins", "kimberlite"], "$w": "$admins", "$d": "$admins", "$mr": "$admins", "$mw": "$admins" }
}'
