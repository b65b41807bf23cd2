using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>
/// The operations as the contract library reads them, against a committed list. Review each change of the list: it keeps the other tests
/// honest, which take their expectations from the same library.
/// </summary>
public sealed class OperationListTests
{
    private const string Update = "UPDATE_DOCS";

    private static readonly string ListFile = Repository.PathOf("tests/ClickFunnels.Client.Tests/Conventions/operations.tsv");

    [Test]
    public async Task The_operations_are_those_of_the_committed_list()
    {
        var list = string.Concat(Contract.Operations.Select(static operation => Row(operation) + "\n").Prepend(Header + "\n"));
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(ListFile, list);
        }

        Assert.That(list, Is.EqualTo(await File.ReadAllTextAsync(ListFile)), "Review the change, then run build/regenerate.");
    }

    private const string Header = "operation\tmethod\tpath\ttag\tC# method\thost\tenvelope\tresult envelope\tbody\tlist\tstatuses\tquery";

    private static string Row(ContractOperation operation) =>
        string.Join(
            '\t',
            operation.Id,
            operation.Method,
            operation.Path,
            operation.Tag,
            operation.CSharpMethod,
            operation.IsOnAccountsHost ? "accounts" : "workspace",
            operation.Envelope ?? "-",
            operation.ResultEnvelope ?? "-",
            operation.NeedsBody ? "required"
                : operation.HasBody ? "optional"
                : "-",
            operation.IsPaged ? "pages"
                : operation.IsList ? "whole"
                : "-",
            string.Join(' ', operation.Statuses),
            operation.QueryParameters.Count == 0 ? "-" : string.Join(' ', operation.QueryParameters)
        );
}
