using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Reads the pages of one query, one after another, and handles the budgets of the service.</summary>
internal sealed class ResultReader<TRow>(QueriedFilter filter, RowShape<TRow> shape, ResultQueryOptions options, string? after)
{
    private const string Rows = "rows";
    private const int Unavailable = 503;

    private readonly ResultBudget _budget = new(
        options.LimitOf(shape.Fields.Count),
        Math.Min(options.MaxBytes, ResultQueryOptions.LargestMaxBytes)
    );
    private readonly ResultPosition _position = new(after);
    private bool _includeCount = options.IncludeCount;
    private bool _isAtEnd;
    private bool _wasRestored;

    // Thrown when the next page is asked for, because the rows before are valid.
    private ApiResponseException? _problem;

    /// <summary>Returns the next page; null after the last one.</summary>
    /// <exception cref="ApiException">The page could not be fetched, or the query would not end.</exception>
    public async Task<ResultPage<TRow>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_problem is not null)
        {
            throw _problem;
        }

        if (_isAtEnd)
        {
            return null;
        }

        FilterResults results;
        List<TRow> rows;
        long? lastId;
        bool isTooLarge;
        do
        {
            results = await FetchAsync(cancellationToken).ConfigureAwait(false);
            rows = RowsOf(results, out lastId);
            isTooLarge = results.StopReason == FilterResultsStopReason.RecordExceedsBudget;
        } while (isTooLarge && rows.Count == 0 && TryRestoreBudget());

        // The position of the service may be behind a record that is too large, which would then be lost.
        var next =
            isTooLarge ? lastId?.ToString(CultureInfo.InvariantCulture) ?? _position.After
            : results.NextAfter is { Length: > 0 } position ? position
            : null;
        var isTruncated = isTooLarge || (results.Truncated ?? (next is not null || results.StopReason is not null));
        if (!isTruncated)
        {
            _isAtEnd = true;
        }
        else if (isTooLarge && !TryRestoreBudget())
        {
            _problem = RecordTooLarge();
        }
        else if (next is null)
        {
            _problem = NoPosition();
        }
        else
        {
            _position.MoveTo(next, rows.Count);
            _wasRestored = false;
        }

        var page = new ResultPage<TRow>(rows, isTruncated ? next : null)
        {
            Truncated = isTruncated,
            StopReason = isTruncated ? results.StopReason : null,
            Count = _includeCount
                ? BoundedCount.Read(results.Count, results.CountCappedAt, results.CountUnavailableReason)
                : (BoundedCount?)null,
        };
        _includeCount = false;
        return page;
    }

    // A record may fit into the whole budget when it does not fit into a part of it. Once for each position, so that it comes to an end.
    private bool TryRestoreBudget() => !_wasRestored && (_wasRestored = _budget.TryRestore());

    // 503 is the end of a budget of 20 seconds, so that repeating the same request would most likely end in the same way.
    private async Task<FilterResults> FetchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var request = new ResultRequest(shape.Fields, _budget.Limit, _budget.MaxBytes, _position.After, _includeCount);
                var results = await filter.FetchAsync(request, cancellationToken).ConfigureAwait(false);
                _budget.Succeeded();
                return results;
            }
            catch (ApiServerException failure) when (failure.StatusCode == Unavailable && _budget.TryHalve())
            {
                await filter.BackOffAsync(_budget.Failures, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private List<TRow> RowsOf(FilterResults results, out long? lastId)
    {
        lastId = null;
        if (results.Fields is not { } fields || results.Rows is not { } values || results.AdditionalProperties.ContainsKey(Rows))
        {
            throw new ApiResponseException("The results have no fields, or rows that are not lists of values (getRefineFilter).");
        }

        var missing = shape.Fields.Where(field => !fields.Contains(field)).ToList();
        if (missing.Count > 0)
        {
            throw new ApiResponseException(
                $"The rows lack fields that were asked for: {string.Join(", ", missing)} (getRefineFilter). Select others."
            );
        }

        var id = fields.TakeWhile(static field => field != RowShape<TRow>.Id).Count();
        var afterId = _position.AfterId;
        var rows = new List<TRow>(values.Count);
        foreach (var row in values)
        {
            if (row.Count != fields.Count)
            {
                throw new ApiResponseException(
                    $"A row has {row.Count} values, but the response names {fields.Count} fields (getRefineFilter)."
                );
            }

            lastId = row[id] as long? ?? lastId;
            if (lastId <= afterId)
            {
                throw new ApiResponseException(
                    "The rows begin before the position that was asked for, so rows would be returned twice (getRefineFilter). The service "
                        + "seems to ignore the position."
                );
            }

            rows.Add(shape.Create(row, fields));
        }

        return rows;
    }

    private static ApiResponseException NoPosition() =>
        new(
            "The rows are truncated, but the response has no position to continue from (getRefineFilter). Narrow the filter, for example "
                + "to whole days of created_at."
        );

    private ApiResponseException RecordTooLarge() =>
        new(
            $"The next record is larger than the budget of {_budget.MaxBytes} bytes with the fields {string.Join(", ", shape.Fields)} "
                + "(getRefineFilter). Select fewer fields"
                + (options.MaxBytes < ResultQueryOptions.LargestMaxBytes ? ", or raise MaxBytes." : ".")
        );
}
