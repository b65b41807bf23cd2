#!/usr/bin/env bash
# Lints each contract and the description of the emulator's control, or the documents that are named, with Redocly and Spectral. Any error, warning or hint fails. Only this script requires Node.js and npm.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
(($#)) || set -- "$here"/../../spec/*.yaml "$here"/../../emulator/Control/control.yaml
specs=()
for spec; do [[ $spec == */traps.yaml ]] || specs+=("$(realpath "$spec")"); done
cd "$here"

# Disables telemetry, notices and update checks, so that the linters open no connections.
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true SCARF_ANALYTICS=false DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
fi

reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
for spec in "${specs[@]}"; do
  name=$(basename "$spec")
  echo "Redocly: $name"
  # The report is evaluated, because the exit code of Redocly ignores warnings.
  node_modules/.bin/redocly lint "$spec" --config redocly.yaml --format=json --max-problems=1000 >"$reports/redocly.json" 2>"$reports/redocly.log" || true
  [[ -s $reports/redocly.json ]] || { cat "$reports/redocly.log"; echo "lint: Redocly did not run. Its output is above." >&2; exit 1; }
  node --eval '
    const { problems } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    for (const { severity, ruleId, message, location } of problems) {
      console.log(`  ${severity} ${ruleId} ${location?.[0]?.pointer ?? ""}: ${message}`);
    }
    console.log(`  ${problems.length} problems`);
    process.exit(problems.length ? 1 : 0);
  ' "$reports/redocly.json" || { echo "lint: Redocly found problems in $name." >&2; exit 1; }

  echo "Spectral: $name"
  node_modules/.bin/spectral lint "$spec" --ruleset .spectral.yaml --fail-severity hint
done
