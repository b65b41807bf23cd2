using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>One page of a <see cref="ResultQuery{TRow}" />.</summary>
/// <typeparam name="TRow">The type of a row.</typeparam>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ResultPage<TRow>
{
    /// <summary>Creates a page; for tests of code that reads pages.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="nextAfter">The position after the page; null on the last page.</param>
    public ResultPage(IReadOnlyList<TRow> rows, string? nextAfter)
    {
        Rows = rows ?? throw new ArgumentNullException(nameof(rows));
        NextAfter = nextAfter;
        Truncated = nextAfter is not null;
    }

    /// <summary>The rows, in the service's order; assumed to be by ascending id.</summary>
    public IReadOnlyList<TRow> Rows { get; }

    /// <summary>
    /// The position after the page; null on the last page. Store it to resume later: <see cref="ResultQueryOptions.After" />.
    /// </summary>
    public string? NextAfter { get; }

    /// <summary>True when more records match the filter.</summary>
    public bool Truncated { get; init; }

    /// <summary>
    /// The reason why the page ends before the last record; null on the last page. The query handles all of them. Values that the contract
    /// does not know are kept.
    /// </summary>
    public FilterResultsStopReason? StopReason { get; init; }

    /// <summary>
    /// The number of all records that match the filter, not only of the rows; null unless it was asked for with
    /// <see cref="ResultQueryOptions.IncludeCount" />, and on all pages but the first.
    /// </summary>
    public BoundedCount? Count { get; init; }

    /// <summary>Returns the number of rows; never the rows, which may be personal.</summary>
    public override string ToString() => $"{Rows.Count} rows";
}
