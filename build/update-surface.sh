#!/usr/bin/env bash
# Writes the public C# API of the packages to api/, one listing per target framework. With --check, it changes nothing and fails if a
# listing is out of date.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "update-surface: $*" >&2; exit 1; }
[[ $# -eq 0 || $* == --check ]] || fail "unknown arguments: $*. The only option is --check."

# The compiler calls the analyzers; nobody references them.
mapfile -t projects < <(grep -L '<IsRoslynComponent>' extensions/*/*.csproj emulator/*.csproj)
for project in "${projects[@]}" drift; do
  dotnet build "$project" -c Release --verbosity quiet -nologo -clp:ErrorsOnly
done
drift=drift/bin/Release/net10.0/ClickFunnels.Drift.dll

stale=()
for project in "${projects[@]}"; do
  for assembly in "$(dirname "$project")/bin/Release"/*/"$(basename "$project" .csproj).dll"; do
    framework=$(basename "$(dirname "$assembly")")
    # An earlier build may have left output for a framework that is not a target any more.
    grep -q "<TargetFrameworks\?>.*$framework" "$project" || continue
    listing=api/$(basename "$assembly" .dll).$framework.txt
    if [[ ${1:-} != --check ]]; then
      dotnet $drift surface "$assembly" "$listing" --update
    elif dotnet $drift surface "$assembly" "$listing" --fail-on info; then
      echo "$listing is up to date."
    else
      stale+=("$listing")
    fi
  done
done
((${#stale[@]} == 0)) ||
  fail "these listings are out of date: ${stale[*]}. If the change is intended, run build/update-surface.sh and commit the changes in api/."
