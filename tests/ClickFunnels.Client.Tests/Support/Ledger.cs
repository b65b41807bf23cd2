namespace ClickFunnels.Tests.Support;

/// <summary>The operations that are published (spec/operations.tsv): what "the whole API" means.</summary>
internal static class Ledger
{
    public static IReadOnlyList<LedgerOperation> Operations { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "spec", "operations.tsv"))
            .Skip(1)
            .Select(static line => line.Split('\t'))
            .Select(static cells => new LedgerOperation(cells[0], cells[1], cells[2])),
    ];
}

/// <summary>A published operation.</summary>
internal sealed record LedgerOperation(string Method, string Path, string Id)
{
    public override string ToString() => $"{Method} {Path} ({Id})";
}
