using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The client of ClickFunnels as the conventions test it.</summary>
internal static class ClickFunnelsConventions
{
    public static TestedClient Tested { get; } =
        new(
            "spec/clickfunnels.yaml",
            typeof(ClickFunnelsClient),
            static operation => $"https://{(operation.IsOnAccountsHost ? "accounts" : "acme")}.myclickfunnels.com/api/v2",
            static handler => ((FakeService)handler).Client()
        )
        {
            ScopeIds = new Dictionary<string, string> { ["workspace_id"] = "42" },
        };
}

public sealed class ExampleTests : ExampleConventions
{
    protected override TestedClient Tested => ClickFunnelsConventions.Tested;
}

public sealed class ExchangeTests : ExchangeConventions
{
    protected override TestedClient Tested => ClickFunnelsConventions.Tested;
}
