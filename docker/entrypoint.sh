#!/bin/sh
# Takes the addresses that carry a password from files (NAME_FILE), so that no password stands in the environment of the
# container's description.
set -eu

for name in DATABASE_URL MQTT_URL; do
  eval "file=\${${name}_FILE:-}"
  if [ -n "$file" ]; then
    if [ ! -r "$file" ]; then
      echo "lockstep: ${name}_FILE names $file, which cannot be read" >&2
      exit 1
    fi
    value=$(cat "$file")
    export "$name=$value"
  fi
done

exec "$@"
