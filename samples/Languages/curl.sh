#!/usr/bin/env bash
# Lists and creates contacts, and verifies webhooks, with curl, jq and openssl.
#
#   CLICKFUNNELS_URL=http://127.0.0.1:4010 CLICKFUNNELS_TOKEN=… ./curl.sh
#   CLICKFUNNELS_WEBHOOKSECRET=… ./curl.sh verify SIGNATURE TIMESTAMP <body
set -euo pipefail

# Prints the response with its headers. Repeats a request that surely had no effect: 429 always, 502 to 504 only for a GET.
call() {
  local method=$1 path=$2 response status wait tries
  shift 2
  for ((tries = 1; ; tries++)); do
    response=$(curl --silent --show-error --include --request "$method" "$CLICKFUNNELS_URL/api/v2/$path" \
      --header "Authorization: Bearer $CLICKFUNNELS_TOKEN" --header 'User-Agent: languages-example/1.0' "$@" | tr -d '\r')
    status=$(sed -n '1s/^[^ ]* \([0-9]*\).*/\1/p' <<<"$response")
    if [[ $status == 2* ]]; then break; fi
    if ((tries == 5)) || ! [[ $status == 429 || ($method == GET && $status == 50[234]) ]]; then
      echo "$method $path failed with status $status." >&2
      return 1
    fi
    wait=$(header Retry-After "$response")
    sleep "${wait:-1}"
  done
  printf '%s\n' "$response"
}

header() { awk -F': ' -v name="$1" '/^$/ { exit } tolower($1) == tolower(name) { print $2 }' <<<"$2"; }
body() { sed '1,/^$/d' <<<"$1"; }

# Compares the HMAC-SHA256 of "TIMESTAMP.BODY" with the signature. Other users of the machine can see the secret in the list of processes.
verify() {
  local signature=$1 timestamp=$2 expected age
  [[ $timestamp =~ ^[0-9]{1,12}$ ]] || return 1
  age=$(($(date +%s) - 10#$timestamp))
  ((age <= 600 && age >= -600)) || return 1
  expected=$({ printf '%s.' "$timestamp"; cat; } | openssl dgst -sha256 -hmac "$CLICKFUNNELS_WEBHOOKSECRET" -r | cut -d' ' -f1)
  [[ $signature == "$expected" ]]
}

if [[ ${1:-} == verify ]]; then
  if verify "$2" "$3"; then echo "valid"; else echo "not valid"; exit 1; fi
  exit
fi

team=$(body "$(call GET teams)" | jq '.[0].id')
workspace=$(body "$(call GET "teams/$team/workspaces")" | jq '.[0].id')
path=workspaces/$workspace/contacts
echo "workspace $workspace"

# A page has 20 records. The header Pagination-Next has the cursor of the next one; it is missing after the last.
cursor='' page=0
while :; do
  response=$(call GET "$path${cursor:+?after=$cursor}")
  echo "page $((++page)): $(body "$response" | jq length) contacts"
  cursor=$(header Pagination-Next "$response")
  if [[ ! $cursor ]]; then break; fi
done

# Bodies are in an envelope that is named after the record.
created=$(call POST "$path" --header 'Content-Type: application/json' --data '{"contact":{"email_address":"ada@example.com","first_name":"Ada"}}')
body "$created" | jq --raw-output '"created \(.id) \(.email_address)"'
