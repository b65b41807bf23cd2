using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Routes;

/// <summary>An operation of a ledger.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Path">Path with its parameters in braces.</param>
/// <param name="OperationId">The documented operationId; empty if there is none.</param>
/// <param name="Source">The source of the documentation; empty if the ledger has none.</param>
/// <param name="Position">Its line.</param>
internal sealed record LedgerRow(string Method, string Path, string OperationId, string Source, SourcePosition Position)
{
    /// <summary>Method and path for people.</summary>
    public string Name => $"{Method} {Path}";
}
