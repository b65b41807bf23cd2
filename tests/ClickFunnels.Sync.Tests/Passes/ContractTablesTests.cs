namespace ClickFunnels.Sync.Tests.Passes;

public class ContractTablesTests
{
    [Test]
    public void EveryListIsATableOrSkippedForAReason()
    {
        var tables = ContractTables.Current;
        TestContext.Out.WriteLine(
            string.Join(
                "\n",
                tables.All.Select(source =>
                    $"{source.Table} < {source.Parent?.Table} ({source.List.Id}) field {source.ParentField} get {source.Get?.Id} change {source.SortsByChange}"
                )
            )
        );
        TestContext.Out.WriteLine(string.Join("\n", tables.Skipped.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.That(tables.All, Has.Count.GreaterThan(80));
    }
}
