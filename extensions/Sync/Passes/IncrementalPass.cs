namespace ClickFunnels.Sync;

/// <summary>
/// Reads the records that were changed since the last pass: a list that is sorted by the time of the last change, from its end.
/// </summary>
internal sealed class IncrementalPass(PassContext context, TableWriter writer, TableState state)
{
    /// <summary>Reads the changes.</summary>
    /// <returns>Null if all changes were read; otherwise the reason why the whole list must be read instead.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var source = writer.Source;
        var stopAt = state.Newest!.Value - context.Options.Overlap;
        var newest = state.Newest.Value;
        var seen = new HashSet<long>();
        var pages = 0L;
        var known = await context.Sink.CountAsync(writer.Table, context.Workspace, cancellationToken).ConfigureAwait(false);
        var reachesStop = false;
        DateTimeOffset? previous = null;
        var queue = new PieceQueue(WriteAsync, cancellationToken);
        await using var closing = queue.ConfigureAwait(false);
        var read = new ListRead(source, Sort: "updated_at", Descending: true);
        await foreach (
            var page in context.Requests.ReadAsync(read, null, _ => !reachesStop, false, cancellationToken).ConfigureAwait(false)
        )
        {
            DateTimeOffset? onPage = null;
            foreach (var (id, record) in page.Records)
            {
                var changed = RecordConverter.TimeOf(record, "updated_at");
                if (changed is null || (onPage is not null && changed > onPage))
                {
                    return "its records are not sorted by the time of the last change";
                }

                onPage = changed;
                newest = changed > newest ? changed.Value : newest;
                seen.Add(id);
            }

            // A record that is changed while the list is read moves to the beginning, and so does the cursor that names it.
            previous = onPage ?? previous;
            reachesStop = previous < stopAt;
            await queue.AddAsync(new Piece { Records = page.Records, SentAt = page.SentAt }, cancellationToken).ConfigureAwait(false);
            if (page.IsUncertainEnd || ++pages > 10 + (known / 5))
            {
                return "the list changed too much while it was read";
            }
        }

        await queue.CompleteAsync().ConfigureAwait(false);
        if (!reachesStop && seen.Count < known)
        {
            return "the list ended before its records were as old as those that are known";
        }

        state.Newest = newest;
        return null;
    }

    private async Task WriteAsync(IReadOnlyList<Piece> pieces, CancellationToken cancellationToken)
    {
        var (upserts, deletes) = await writer
            .WriteAsync(pieces, ReadChildren.Changed, null, isRefresh: false, cancellationToken)
            .ConfigureAwait(false);
        context.Meter.Wrote(writer.Source.Table, pieces, upserts, deletes);
    }
}
