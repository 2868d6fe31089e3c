#!/bin/sh
# The database of the ledger and its owner, who is no superuser. Runs once, when the server has no data yet.
set -eu
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --set password="$KIMBERLITE_PASSWORD" <<'SQL'
CREATE ROLE kimberlite LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE kimberlite OWNER kimberlite ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE kimberlite FROM PUBLIC;
SQL
