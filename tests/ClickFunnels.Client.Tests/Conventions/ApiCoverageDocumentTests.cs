using System.Globalization;
using ClickFunnels.Emulator;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>docs/api-coverage.md is written from the contract, never by hand.</summary>
public sealed class ApiCoverageDocumentTests : CoverageDocumentConventions
{
    protected override TestedClient Tested => ClickFunnelsConventions.Tested;

    protected override string Document => "docs/api-coverage.md";

    protected override string Introduction
    {
        get
        {
            var operations = Contract.Operations;
            var deprecated = operations.Count(static operation => operation.IsDeprecated);
            var documented = operations.Count(static operation => Behavior(operation) == "documented");
            return "# API coverage\n\n"
                + "Written from `spec/clickfunnels.yaml` and the emulator's own catalog by a test; do not edit.\n\n"
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{operations.Count} operations: the {Ledger.Operations.Count} that are published, {deprecated} "
                )
                + "older ones that stay as deprecated, and the PATCH of products that the guides use. "
                + string.Create(CultureInfo.InvariantCulture, $"The emulator has behavior of its own for {documented}, documented or ")
                + "observed; the others it serves generically (create, read, update, delete, list).\n";
        }
    }

    protected override string EmulatorOf(ContractOperation operation) => Behavior(operation);

    private static string Behavior(ContractOperation operation) =>
        ClickFunnelsEmulator.BehaviorOf(operation.Id) == OperationBehavior.Documented ? "documented" : "generic";
}
