#!/usr/bin/env bash
# Writes the public C# surface of the packages to api/, a listing a target framework. With --check it changes nothing and fails
# when a listing is out of date.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "update-surface: $*" >&2; exit 1; }
[[ $# -eq 0 || $* == --check ]] || fail "the only option is --check"

for project in generated emulator extensions/AspNetCore/ClickFunnels.AspNetCore.csproj extensions/AspNetCore.PostgreSql build/drift; do
  dotnet build $project -c Release --verbosity quiet -nologo -clp:ErrorsOnly
done
drift=build/drift/bin/Release/net10.0/ClickFunnels.Drift.dll

stale=()
for assembly in generated/bin/Release/*/ClickFunnels.Client.dll emulator/bin/Release/*/ClickFunnels.Emulator.dll \
  extensions/AspNetCore/bin/Release/*/ClickFunnels.AspNetCore.dll extensions/AspNetCore.PostgreSql/bin/Release/*/ClickFunnels.AspNetCore.PostgreSql.dll; do
  framework=$(basename "$(dirname "$assembly")")
  listing=api/$(basename "$assembly" .dll).$framework.txt
  if [[ ${1:-} != --check ]]; then
    dotnet $drift surface "$assembly" "$listing" --update
  elif dotnet $drift surface "$assembly" "$listing" --fail-on info; then
    echo "$listing is up to date."
  else
    stale+=("$listing")
  fi
done
((${#stale[@]} == 0)) || fail "out of date: ${stale[*]}. If the change is meant, run build/update-surface.sh and commit what changes under api/."
