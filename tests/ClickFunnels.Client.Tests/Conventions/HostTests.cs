using ClickFunnels.Tests.Support;
using YamlDotNet.Serialization;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The contract says the host of an operation twice: for the generator, and for every other reader of OpenAPI.</summary>
public sealed class HostTests
{
    [Test]
    public void A_path_names_the_accounts_server_exactly_when_its_operations_are_served_there()
    {
        var document = new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<object, object?>>(File.ReadAllText(Path.Combine(Repository.Root, "spec", "clickfunnels.yaml")));
        var named = Contract
            .Map(document["paths"])
            .Where(static path => Contract.Map(path.Value).ContainsKey("servers"))
            .Select(static path => (string)path.Key);

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
