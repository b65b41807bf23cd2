#!/usr/bin/env bash
# Installs clickfunnels-drift into a folder of the runner. The environment has all inputs, so none becomes part of a command.
set -euo pipefail

arguments=()
if [ -n "${DRIFT_VERSION:-}" ]; then
  arguments+=("--version=$DRIFT_VERSION")
fi
if [ -n "${DRIFT_SOURCE:-}" ]; then
  arguments+=("--source=$DRIFT_SOURCE")
fi

# "${arguments[@]+…}" is empty for an empty list, also in the old bash of macOS.
dotnet tool install clickfunnels-drift --tool-path "$RUNNER_TEMP/clickfunnels-drift" ${arguments[@]+"${arguments[@]}"}
