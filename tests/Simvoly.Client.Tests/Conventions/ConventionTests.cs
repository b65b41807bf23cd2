namespace Simvoly.Tests.Conventions;

/// <summary>The client of Simvoly as the conventions test it.</summary>
internal static class SimvolyConventions
{
    public static TestedClient Tested { get; } =
        new(
            "spec/simvoly.yaml",
            typeof(SimvolyClient),
            static _ => "https://example.simvoly.com/api/site",
            static handler => handler.Client(static options => options.CheckRequiredFields = false)
        )
        {
            HandWrittenMethods = ["ProductsClient.UpsertByUrlAsync"],
        };
}

public sealed class OperationTests : OperationConventions
{
    protected override TestedClient Tested => SimvolyConventions.Tested;

    protected override string ResponseTo(ContractOperation operation) =>
        operation.Id == "startMemberSession" ? """{"accessUrl":"https://example.com/"}""" : base.ResponseTo(operation);
}

public sealed class CoverageTests : CoverageConventions
{
    protected override TestedClient Tested => SimvolyConventions.Tested;
}

public sealed class ExampleTests : ExampleConventions
{
    protected override TestedClient Tested => SimvolyConventions.Tested;
}

public sealed class ExchangeTests : ExchangeConventions
{
    protected override TestedClient Tested => SimvolyConventions.Tested;
}

public sealed class ApiCoverageDocumentTests : CoverageDocumentConventions
{
    protected override TestedClient Tested => SimvolyConventions.Tested;

    protected override string Document => "docs/api-coverage-simvoly.md";

    protected override string Introduction =>
        "# API coverage: Simvoly\n\n"
        + "Written from `spec/simvoly.yaml` by a test; do not edit.\n\n"
        + $"{Tested.Contract.Operations.Count} operations: all that the documentation lists.\n";
}
