#!/usr/bin/env bash
# Runs the steps of emulator/Dockerfile without Docker: copies what it copies, runs its commands in the copy, starts its entry point, and
# asks for health with its command. It does not build the image, so it needs no daemon.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "emulator/Dockerfile: $*" >&2; exit 1; }

work=$(mktemp -d)
pid=
trap 'if [[ $pid ]]; then kill "$pid" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
mkdir "$work/source" "$work/app"

build=$(sed -n '/ AS build$/,/^FROM [^ ]*$/p' emulator/Dockerfile)
while read -r line; do
  read -ra words <<<"${line#COPY }"
  for source in "${words[@]::${#words[@]}-1}"; do
    grep -qxF "!${source%/}" .dockerignore || fail ".dockerignore keeps ${source%/} out of the context. Add the line !${source%/}."
    git ls-files --error-unmatch "$source" >/dev/null || fail "$source is not a file of the repository."
    git ls-files -z "$source" | xargs -0 cp --parents --target-directory="$work/source"
  done
done < <(grep '^COPY ' <<<"$build")

commands=$(sed -n 's/^RUN //p' <<<"$build")
[[ $commands ]] || fail "has no RUN line in its build stage."
while read -r command; do
  (cd "$work/source" && bash -c "${command//\/app/$work/app}") || fail "the command failed: $command"
done <<<"$commands"

# The lists of arguments are JSON, one string after the other.
arguments() { sed -n "s/.*$1 \[\(.*\)\]\$/\1/p" emulator/Dockerfile | grep -o '"[^"]*"' | tr -d '"' | sed "s#/app#$work/app#; s#:4010#:0#"; }
mapfile -t entry < <(arguments ENTRYPOINT)
mapfile -t health < <(arguments 'HEALTHCHECK .* CMD')
"${entry[@]}" --contacts 3 >"$work/ready.json" 2>"$work/error.log" &
pid=$!
for ((waited = 0; waited < 300; waited++)); do
  if [[ -s $work/ready.json ]]; then break; fi
  kill -0 "$pid" 2>/dev/null || { cat "$work/error.log" >&2; fail "the entry point ended."; }
  sleep 0.1
done
port=$(sed -n 's/.*"url":"http:\/\/0\.0\.0\.0:\([0-9]*\)".*/\1/p' "$work/ready.json")
[[ $port ]] || fail "the entry point does not listen on all addresses: $(sed 's/_token":"[^"]*/_token":"…/' "$work/ready.json")"
"${health[@]}" "http://127.0.0.1:$port" || fail "the health check of a running emulator failed."
kill "$pid"
wait "$pid" || fail "the emulator did not end cleanly."
pid=
if "${health[@]}" "http://127.0.0.1:$port" 2>/dev/null; then fail "the health check passes although the emulator has ended."; fi
echo "The steps of emulator/Dockerfile work."
