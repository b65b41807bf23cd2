#!/usr/bin/env bash
# Counts how many of the published operations (spec/operations.tsv) the contract contains, the client has methods for (by
# reflection), and the emulator supports (by calling each once over HTTP).
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet test tests/ClickFunnels.Client.Tests --filter FullyQualifiedName~WholeApiTests --logger 'console;verbosity=detailed' | grep -E 'contract [0-9]+ of|Failed|Passed!|Failed!|error'
