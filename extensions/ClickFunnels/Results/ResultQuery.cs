using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The rows of the records that match a saved filter, with the fields that were selected: <c>await foreach</c> gives the rows, and
/// <see cref="AsPages" /> the pages with their positions, from which an interrupted query can go on.
/// </summary>
/// <remarks>
/// A page holds thousands of rows, as many as the service returns within its budgets of bytes and time. The service is assumed to sort by
/// id. A query is not a snapshot: records that start or stop to match while it runs may be missed or returned.
/// </remarks>
/// <typeparam name="TRow">The type of a row.</typeparam>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ResultQuery<TRow> : IAsyncEnumerable<TRow>
{
    private readonly Func<CancellationToken, ValueTask<QueriedFilter>>? _open;
    private readonly RowShape<TRow>? _shape;
    private readonly ResultQueryOptions _options = new();
    private readonly CancellationToken _cancellationToken;

    internal ResultQuery(
        Func<CancellationToken, ValueTask<QueriedFilter>> open,
        RowShape<TRow> shape,
        ResultQueryOptions options,
        CancellationToken cancellationToken
    )
    {
        _open = open;
        _shape = shape;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>For mocking; override <see cref="AsPages" />.</summary>
    protected ResultQuery() { }

    /// <summary>Fetches the pages one after another, each when it is asked for.</summary>
    /// <param name="after">Position to start after, instead of the one in the options.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ApiException">
    /// A page could not be fetched; the derived type says why. After 503 the query asks for less and less before it fails.
    /// </exception>
    /// <exception cref="ApiValidationException">
    /// The service does not know a field, or evaluating the filter took too long. The latter is not repeated: narrow the filter.
    /// </exception>
    /// <exception cref="ApiResponseException">
    /// The query would not end, because the position does not advance; a record is too large for the budget; or the response has no rows
    /// with the selected fields.
    /// </exception>
    public virtual async IAsyncEnumerable<ResultPage<TRow>> AsPages(
        string? after = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var open = Mocking.Required(_open, this);
        using var both = Link(cancellationToken, out var token);
        token.ThrowIfCancellationRequested();
        var filter = await open(token).ConfigureAwait(false);
        await using var closing = filter.ConfigureAwait(false);
        var reader = new ResultReader<TRow>(filter, _shape!, _options, after ?? _options.After);
        while (await reader.ReadAsync(token).ConfigureAwait(false) is { } page)
        {
            yield return page;
        }
    }

    /// <summary>Fetches all pages and returns their rows.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ApiException">A page could not be fetched; the derived type says why.</exception>
    public virtual async Task<IReadOnlyList<TRow>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var rows = new List<TRow>();
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            rows.AddRange(page.Rows);
        }

        return rows;
    }

    /// <summary>Counts the records that match the filter, without fetching their rows.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public virtual async Task<BoundedCount> CountAsync(CancellationToken cancellationToken = default)
    {
        var open = Mocking.Required(_open, this);
        using var both = Link(cancellationToken, out var token);
        token.ThrowIfCancellationRequested();
        var filter = await open(token).ConfigureAwait(false);
        await using var closing = filter.ConfigureAwait(false);
        var request = new ResultRequest([RowShape<TRow>.Id], 1, ResultQueryOptions.LargestMaxBytes, null, IncludeCount: true);
        var results = await filter.FetchAsync(request, token).ConfigureAwait(false);
        return BoundedCount.Read(results.Count, results.CountCappedAt, results.CountUnavailableReason);
    }

    /// <summary>Enumerates the rows of all pages.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    public virtual async IAsyncEnumerator<TRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page.Rows)
            {
                yield return row;
            }
        }
    }

    private CancellationTokenSource? Link(CancellationToken cancellationToken, out CancellationToken token)
    {
        if (cancellationToken == _cancellationToken || !_cancellationToken.CanBeCanceled || !cancellationToken.CanBeCanceled)
        {
            token = cancellationToken.CanBeCanceled ? cancellationToken : _cancellationToken;
            return null;
        }

        var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellationToken);
        token = both.Token;
        return both;
    }
}
