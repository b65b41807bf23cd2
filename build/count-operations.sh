#!/usr/bin/env bash
# Counts the published operations (spec/operations-2026-08.tsv) in the contract, in the client by reflection, and in the
# emulator by calling each once over HTTP.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet test tests/ClickFunnels.Client.Tests --filter FullyQualifiedName~WholeApiTests --logger 'console;verbosity=detailed' | grep -E 'contract [0-9]+ of|Failed|Passed!|Failed!|error'
