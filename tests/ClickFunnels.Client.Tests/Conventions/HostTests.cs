using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The contract says the host of an operation twice: for the generator, and for every other reader of OpenAPI.</summary>
public sealed class HostTests
{
    [Test]
    public void A_path_names_the_accounts_server_exactly_when_its_operations_are_served_there()
    {
        var named = Contract.Root["paths"]!
            .AsObject()
            .Where(static path => path.Value!["servers"] is not null)
            .Select(static path => path.Key);

        Assert.That(
            named,
            Is.EquivalentTo(
                Contract
                    .Operations.Where(static operation => operation.IsOnAccountsHost)
                    .Select(static operation => operation.Path)
                    .Distinct()
            )
        );
    }
}
