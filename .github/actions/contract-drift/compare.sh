#!/usr/bin/env bash
# Compares the contract with its version in the base commit, writes the summary of the job, and sets the outputs of the step.
# The environment has all inputs, so none becomes part of a command.
set -euo pipefail

tool="${DRIFT_TOOL:-$RUNNER_TEMP/clickfunnels-drift/clickfunnels-drift}"
report="$RUNNER_TEMP/contract-drift"
mkdir -p "$report"

fail() {
  echo "::error title=Contract drift::$1"
  exit 2
}

[ -n "${DRIFT_SPEC:-}" ] || fail "The input spec is empty. Set it to the path of an OpenAPI document."
# Other forms of revisions are not needed, and a hash cannot be an option of git or an address.
[[ "${DRIFT_BASE:-}" =~ ^[0-9a-f]{40,64}$ ]] || fail "The input base is not a commit. Set it outside of pull requests."

# A checkout has only the newest commit by default.
if ! git cat-file -e "$DRIFT_BASE^{commit}" 2> /dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "$DRIFT_BASE"
fi

arguments=(diff "$DRIFT_BASE:${DRIFT_SPEC#./}" "./${DRIFT_SPEC#./}" "--fail-on=${DRIFT_FAIL_ON:-breaking}" --format=github)
for format in json=drift.json markdown=drift.md html=drift.html sarif=drift.sarif; do
  arguments+=("--report=${format%%=*}=$report/${format#*=}")
done
if [ -n "${DRIFT_SEVERITIES:-}" ]; then
  arguments+=("--severities=$DRIFT_SEVERITIES")
fi
if [ -n "${DRIFT_WAIVERS:-}" ]; then
  arguments+=("--waivers=$DRIFT_WAIVERS")
fi

code=0
"$tool" "${arguments[@]}" || code=$?
if [ "$code" -gt 1 ]; then
  exit "$code"
fi

cat "$report/drift.md" >> "$GITHUB_STEP_SUMMARY"

# The tool writes one key per line. All values are numbers or words.
value() { sed -n "s/^$1\"$2\": \"\{0,1\}\([a-z0-9]*\)\"\{0,1\},\{0,1\}$/\1/p" "$report/drift.json" | head -n 1; }
{
  echo "failed=$(value '  ' failed)"
  echo "breaking=$(value '    ' breaking)"
  echo "warning=$(value '    ' warning)"
  echo "info=$(value '    ' info)"
  echo "version-step=$(value '  ' versionStep)"
  echo "report=$report"
} >> "$GITHUB_OUTPUT"
exit "$code"
