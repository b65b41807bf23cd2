namespace ClickFunnels.Sync.Tests.Passes;

public class ContractTablesTests
{
    [Test]
    public void EveryListIsATableOrSkippedForAReason()
    {
        var tables = ContractTables.Current;
        var lists = tables.Contract.Operations.Where(operation =>
            operation is { Kind: Contracts.Operations.OperationKind.List, Deprecated: false }
        );
        var covered = tables.All.Select(source => source.Schema).ToHashSet();
        var skipped = tables.Skipped.ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(
                lists.Where(list => !covered.Contains(list.Resource!) && !skipped.ContainsKey(list.Id)).Select(list => list.Id),
                Is.Empty
            );
            Assert.That(tables.All, Has.Count.GreaterThan(85));
            Assert.That(tables.Skipped, Has.Count.EqualTo(7));
            Assert.That(tables.Find("products_prices")!.Parent!.Table, Is.EqualTo("products"));
            Assert.That(tables.Find("orders_invoices")!.Parent, Is.Null, "One list of the workspace is cheaper than one for each order.");
        });
    }

    [Test]
    public void TypesOfColumnsComeFromTheContract()
    {
        var price = SyncTables.All.Single(table => table.Name == SyncTables.NameOf<ProductPrice>());
        Assert.Multiple(() =>
        {
            Assert.That(TypeOf("amount"), Is.EqualTo(SyncColumnType.DecimalNumber));
            Assert.That(TypeOf("variant_id"), Is.EqualTo(SyncColumnType.WholeNumber));
            Assert.That(TypeOf("updated_at"), Is.EqualTo(SyncColumnType.Timestamp));
            Assert.That(TypeOf("archived"), Is.EqualTo(SyncColumnType.Boolean));
            Assert.That(price.Parent, Is.EqualTo("products"));
            Assert.That(() => SyncTables.NameOf<Team>(), Throws.ArgumentException.With.Message.Contains("Team"));
        });

        SyncColumnType TypeOf(string name) => price.Columns.Single(column => column.Name == name).Type;
    }
}
