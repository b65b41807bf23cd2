using System.Globalization;
using System.Runtime.CompilerServices;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>Reads the pages of lists. At most a given number of requests are under way at the same time.</summary>
internal sealed class ListRequests(ClickFunnelsClient client, SyncMeter meter, TimeProvider clock, SemaphoreSlim gate)
{
    // "A page has 20 records" is documented. A full page may be followed by another one even if its header was lost.
    private const int PageSize = 20;
    private const int MaxPagesWithoutRecords = 100;

    /// <summary>
    /// Reads the pages from a cursor on. The request of the next page leaves as soon as the headers of the page are there.
    /// </summary>
    /// <param name="read">The list.</param>
    /// <param name="after">The cursor to start after; null for the beginning.</param>
    /// <param name="goesOn">Returns true if the page after a cursor is needed.</param>
    /// <param name="ahead">False to request a page only when the one before was handled.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public async IAsyncEnumerable<FetchedPage> ReadAsync(
        ListRead read,
        string? after,
        Func<string, bool> goesOn,
        bool ahead,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var empty = 0;
        string? earlier = null;
        var current = Start(read, after, stop.Token);
        try
        {
            while (true)
            {
                var expected = await current.Next.ConfigureAwait(false);
                var following = ahead && expected is not null && goesOn(expected) ? Start(read, expected, stop.Token) : null;
                var page = await current.Page.ConfigureAwait(false);
                if (page.Next != expected && following is not null)
                {
                    following.Forget();
                    following = null;
                }

                page = await CheckEndAsync(read, page, earlier, cancellationToken).ConfigureAwait(false);
                empty = page.Records.Count > 0 ? 0 : empty + 1;
                if (empty > MaxPagesWithoutRecords)
                {
                    throw new SyncException(
                        $"{read.Source.List.Id} does not end: {MaxPagesWithoutRecords} pages in a row have a cursor of a "
                            + "next page, but no records."
                    );
                }

                earlier = page.Records.Count > 1 ? Text(page.Records[^2].Key) : null;
                yield return page;
                if (page.Next is not { } next || !goesOn(next))
                {
                    following?.Forget();
                    yield break;
                }

                current = following ?? Start(read, next, stop.Token);
            }
        }
        finally
        {
            // A page that was requested and is not needed any more.
            await stop.CancelAsync().ConfigureAwait(false);
            current.Forget();
        }
    }

    /// <summary>Reads one record.</summary>
    /// <returns>The record and the time of the request; no record if it does not exist.</returns>
    public async Task<(JObject? Record, DateTimeOffset SentAt)> GetAsync(ListSource source, long id, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var sentAt = clock.GetUtcNow();
        try
        {
            meter.Request();
            var request = new RawRequest(HttpMethod.Get, source.Get!.Template[1..], id) { OperationId = source.Get.Id };
            var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (response.Json as JObject, sentAt);
        }
        catch (ApiNotFoundException)
        {
            return (null, sentAt);
        }
        finally
        {
            gate.Release();
        }
    }

    // A list ends where the header with the next cursor is missing. If the header was lost on the way, or the record that the cursor names
    // was deleted in the meantime, the list would seem to end too early, and the rows after it would seem to be deleted.
    private async Task<FetchedPage> CheckEndAsync(ListRead read, FetchedPage page, string? earlier, CancellationToken cancellationToken)
    {
        if (page.Next is not null || !read.Source.IsPaged)
        {
            return page;
        }

        if (page.Records.Count >= PageSize)
        {
            var last = Text(page.Records[^1].Key);
            var further = await Start(read, last, cancellationToken).Page.ConfigureAwait(false);
            if (further.Records.Count == 0)
            {
                return page;
            }

            // What comes after the last record cannot be on the page itself, unless cursors are something else than ids.
            var known = page.Records.Select(static record => record.Key).ToHashSet();
            return further.Records.Any(record => known.Contains(record.Key)) ? page.With(null, isUncertainEnd: true) : page.With(last);
        }

        if (page.Records.Count == 0 && page.After is not null)
        {
            if (earlier is null)
            {
                return page.With(null, isUncertainEnd: true);
            }

            var again = await Start(read, earlier, cancellationToken).Page.ConfigureAwait(false);
            return again.With(again.Next, isUncertainEnd: again.Records.Count == 0);
        }

        return page;
    }

    private PageRequest Start(ListRead read, string? after, CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return new PageRequest(next, FetchAsync(read, after, next, cancellationToken));
    }

    private async Task<FetchedPage> FetchAsync(
        ListRead read,
        string? after,
        TaskCompletionSource<string?> next,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var request = Request(read, after);
                request.OnResponse = response =>
                {
                    if (response.StatusCode is >= 200 and <= 299)
                    {
                        next.TrySetResult(CursorOf(response));
                    }
                };
                var sentAt = clock.GetUtcNow();
                meter.Request();
                var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
                var page = Read(read, after, response, sentAt);
                next.TrySetResult(page.Next);
                return page;
            }
            finally
            {
                gate.Release();
            }
        }
        finally
        {
            // After a failure, the page has the exception.
            next.TrySetResult(null);
        }
    }

    private static RawRequest Request(ListRead read, string? after)
    {
        var list = read.Source.List;
        var request = new RawRequest(HttpMethod.Get, list.Template[1..], read.Parent is { } parent ? [parent] : [])
        {
            OperationId = list.Id,
        };
        if (read.Source.HasOrder)
        {
            request.Query["sort_order"] = read.Descending ? "desc" : "asc";
            if (read.Sort is not null)
            {
                request.Query["sort_property"] = read.Sort;
            }
        }

        if (after is not null || (!list.Paged && read.Source.IsPaged))
        {
            // Such a list has pages only if it is asked for a cursor.
            request.Query["after"] = after ?? "0";
        }

        return request;
    }

    private static FetchedPage Read(ListRead read, string? after, RawResponse response, DateTimeOffset sentAt)
    {
        var wrapper = read.Source.List.Wrapper;
        var body = response.Json;
        var items = (wrapper is null ? body : (body as JObject)?[wrapper]) as JArray;
        if (items is null)
        {
            throw new SyncException($"The response of {read.Source.List.Id} is not a list.");
        }

        var records = new List<KeyValuePair<long, JObject>>(items.Count);
        foreach (var item in items)
        {
            if (item is JObject record && RecordConverter.IdOf(record) is { } id)
            {
                records.Add(KeyValuePair.Create(id, record));
            }
        }

        return new FetchedPage
        {
            After = after,
            Records = records,
            Next = CursorOf(response),
            SentAt = sentAt,
            Skipped = items.Count - records.Count,
        };
    }

    private static string? CursorOf(ApiResponse response) =>
        response.Headers.TryGetValue("Pagination-Next", out var cursor) && cursor is { Length: > 0 and <= 4096 } ? cursor : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed class PageRequest(TaskCompletionSource<string?> next, Task<FetchedPage> page)
    {
        public Task<string?> Next => next.Task;

        public Task<FetchedPage> Page => page;

        // Its exception is of no interest.
        public void Forget() => page.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }
}
