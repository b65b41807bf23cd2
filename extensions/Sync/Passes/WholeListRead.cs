namespace ClickFunnels.Sync;

/// <summary>
/// Reads a list from its beginning to its end, in any order of its records, and remembers the ids: for the lists of parent records, which
/// are short, and for lists that are not sorted by id.
/// </summary>
internal static class WholeListRead
{
    /// <summary>Reads a list into a queue.</summary>
    /// <param name="context">What the passes of the run share.</param>
    /// <param name="source">The list.</param>
    /// <param name="parent">Id of the parent record; null for a list of the workspace.</param>
    /// <param name="queue">Receives the pieces. The last one completes the list.</param>
    /// <param name="done">The entry of the state that is done with the list; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncException">The list does not end.</exception>
    public static async Task RunAsync(
        PassContext context,
        ListSource source,
        long? parent,
        PieceQueue queue,
        string? done,
        CancellationToken cancellationToken
    )
    {
        var start = context.Now;
        var ids = new HashSet<long>();
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var isWhole = true;
        FetchedPage? last = null;
        await foreach (
            var page in context
                .Requests.ReadAsync(new ListRead(source, parent), null, _ => true, true, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (page.Next is { } next && !cursors.Add(next))
            {
                throw new SyncException($"{source.List.Id} does not end: a cursor repeats, so the same pages would be read for ever.");
            }

            if (last is not null)
            {
                await queue.AddAsync(Part(last, parent), cancellationToken).ConfigureAwait(false);
            }

            isWhole &= page.Skipped == 0 && !page.IsUncertainEnd;
            ids.UnionWith(page.Records.Select(static record => record.Key));
            last = page;
        }

        await queue
            .AddAsync(
                new Piece
                {
                    Parent = parent,
                    Records = last?.Records ?? [],
                    // A record that appeared while the list was read is in it or not; its row stays.
                    SentAt = start,
                    Complete = (long.MinValue, long.MaxValue),
                    MayDelete = isWhole,
                    Kept = ids,
                    Done = done,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static Piece Part(FetchedPage page, long? parent) =>
        new()
        {
            Parent = parent,
            Records = page.Records,
            SentAt = page.SentAt,
        };
}
