using ElasticFunnels.Tests.Support;

namespace ElasticFunnels.Tests.Conventions;

/// <summary>The client of ElasticFunnels as the conventions test it.</summary>
internal static class ElasticFunnelsConventions
{
    public static TestedClient Tested { get; } =
        new(
            "spec/elasticfunnels.yaml",
            typeof(ElasticFunnelsClient),
            static _ => ElasticFunnelsFake.Address,
            static handler => handler.Client(static options => options.CheckRequiredFields = false)
        )
        {
            ScopeIds = new Dictionary<string, string> { ["brand"] = "123" },
        };
}

public sealed class OperationTests : OperationConventions
{
    protected override TestedClient Tested => ElasticFunnelsConventions.Tested;
}

public sealed class CoverageTests : CoverageConventions
{
    protected override TestedClient Tested => ElasticFunnelsConventions.Tested;
}

public sealed class ExampleTests : ExampleConventions
{
    protected override TestedClient Tested => ElasticFunnelsConventions.Tested;
}

public sealed class ExchangeTests : ExchangeConventions
{
    protected override TestedClient Tested => ElasticFunnelsConventions.Tested;
}

public sealed class ApiCoverageDocumentTests : CoverageDocumentConventions
{
    protected override TestedClient Tested => ElasticFunnelsConventions.Tested;

    protected override string Document => "docs/api-coverage-elasticfunnels.md";

    protected override string Introduction =>
        "# API coverage: ElasticFunnels\n\n"
        + "Written from `spec/elasticfunnels.yaml` by a test; do not edit.\n\n"
        + $"{Tested.Contract.Operations.Count} operations of the 302 that the documentation describes.\n";
}
