#!/usr/bin/env bash
# Runs tools of other people on the contract and on the emulator, as users of the contract would: Prism, three generators of TypeScript,
# Kiota, and Postman. The stock client of NSwag for ClickFunnels is compiled and compared by the benchmarks. From the other contracts,
# clients are generated and compiled. It needs Node.js with npm and the .NET SDK.
set -euo pipefail
cd "$(dirname "$0")"

# Disables telemetry and update checks, so that the tools open no connections but those to the emulator.
export DO_NOT_TRACK=1 SCARF_ANALYTICS=false NO_UPDATE_NOTIFIER=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export KIOTA_CLI_TELEMETRY_OPTOUT=true KIOTA_TUTORIAL_ENABLED=false KIOTA_UPDATE__DISABLED=true
export CONTRACT=$PWD/../../spec/clickfunnels.yaml
bin=$PWD/node_modules/.bin
log=$PWD/obj/step.log
emulator_pid=

finish() {
  local code=$?
  if [[ $emulator_pid ]]; then kill "$emulator_pid" 2>/dev/null || true; fi
  exit "$code"
}
trap finish EXIT

# Runs a step with a time limit. Its output is shown only if it fails.
step() {
  local seconds=$1 name=$2
  shift 2
  local status=0
  timeout --kill-after=5 "$seconds" "$@" >"$log" 2>&1 || status=$?
  if ((status == 0)); then return; fi
  tail -n 60 "$log"
  if ((status == 124)); then echo "foreign: $name did not end within $seconds seconds." >&2; exit 1; fi
  echo "foreign: $name failed with exit code $status. Its output is above." >&2
  exit 1
}

# Runs a step and shows its output.
check() { step "$@"; cat "$log"; }

rm -rf obj/hey-api obj/kiota obj/openapi-typescript obj/orval
mkdir -p obj
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  step 300 "npm ci" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
fi
# The tests of the examples in other languages use esbuild from here.
if [[ ${1:-} == --install ]]; then exit; fi
step 120 "dotnet tool restore" dotnet tool restore
step 300 "the build of the emulator" dotnet build ../../emulator -clp:ErrorsOnly

dotnet ../../emulator/bin/Debug/net10.0/ClickFunnels.Emulator.dll \
  --urls http://127.0.0.1:0 --contacts 45 --processor-orders >obj/emulator.json 2>obj/emulator.log &
emulator_pid=$!
for ((waited = 0; waited < 300; waited++)); do
  if [[ -s obj/emulator.json ]]; then break; fi
  if ! kill -0 "$emulator_pid" 2>/dev/null; then break; fi
  sleep 0.2
done
EMULATOR=$(head -n 1 obj/emulator.json)
export EMULATOR
[[ $EMULATOR ]] || { cat obj/emulator.log; echo "foreign: the emulator did not start. Its output is above." >&2; exit 1; }

echo "Prism"
check 120 "the story through Prism" node proxy.mjs

echo "TypeScript: openapi-typescript, @hey-api/openapi-ts, orval"
step 120 "openapi-typescript" "$bin/openapi-typescript" "$CONTRACT" --output obj/openapi-typescript/schema.d.ts
step 120 "@hey-api/openapi-ts" "$bin/openapi-ts" --input "$CONTRACT" --output obj/hey-api --client @hey-api/client-fetch --no-log-file
step 120 "orval" "$bin/orval" --config orval.config.mjs
step 180 "the compiler of TypeScript" "$bin/tsc" --project clients --strict --noEmit
step 60 "the types of samples/Languages/example.ts" "$bin/tsc" --strict --noEmit --target ES2022 --module ES2022 --moduleResolution bundler \
  --types node --typeRoots node_modules/@types ../../samples/Languages/example.ts
for client in openapi-fetch hey-api orval; do
  step 60 "the bundle of clients/$client.ts" \
    "$bin/esbuild" "clients/$client.ts" --bundle --platform=node --format=esm --outfile="obj/$client.mjs"
  step 60 "the client of $client" node "obj/$client.mjs"
done
echo "  3 clients compile, write a contact and find it with a filter"

echo "Kiota"
step 180 "Kiota" dotnet kiota generate --language CSharp --openapi "$CONTRACT" --output obj/kiota --class-name KiotaClient \
  --namespace-name KiotaCheck --exclude-backward-compatible --log-level Error
step 300 "the build of the client of Kiota" dotnet build kiota -clp:ErrorsOnly
step 60 "the client of Kiota" dotnet kiota/bin/Debug/net10.0/Kiota.dll
echo "  the client compiles, writes a contact and reads it"

# The other contracts have no emulator here: their clients are generated and compiled.
for contract in ../../spec/*.yaml; do
  name=$(basename "$contract" .yaml)
  if [[ $name == clickfunnels || $name == traps ]]; then continue; fi
  echo "$name: openapi-typescript, Kiota, NSwag"
  rm -rf "obj/$name"
  mkdir -p "obj/$name/typescript"
  step 120 "openapi-typescript for $name" "$bin/openapi-typescript" "$contract" --output "obj/$name/typescript/schema.d.ts"
  step 180 "the compiler of TypeScript for $name" "$bin/tsc" --strict --noEmit --lib ES2023 "obj/$name/typescript/schema.d.ts"
  step 180 "Kiota for $name" dotnet kiota generate --language CSharp --openapi "$contract" --output "obj/$name/kiota" \
    --class-name KiotaClient --namespace-name KiotaCheck --exclude-backward-compatible --log-level Error
  # Kiota succeeds without output when it cannot read a contract.
  [[ -f obj/$name/kiota/KiotaClient.cs ]] || { cat "obj/$name/kiota/.kiota.log"; echo "foreign: Kiota generated nothing for $name. Its log is above." >&2; exit 1; }
  step 120 "the stock client of NSwag for $name" dotnet msbuild stock/Stock.proj -nologo -t:Generate "-p:Contract=$contract" \
    "-p:ClientFile=obj/$name/nswag/Client.cs"
  step 300 "the build of the clients for $name" dotnet build stock/Clients.csproj -clp:ErrorsOnly "-p:Sources=../obj/$name"
  echo "  3 clients compile"
done

# Last, because it changes and deletes every kind of record.
echo "Postman"
check 240 "the Postman collection" node postman.mjs
