using System.Threading.Channels;
using ClickFunnels.Core;

namespace ClickFunnels.Sync;

/// <summary>
/// Reads the lists of parent records that are still to be read. The state of the sink names them, so that a run that was interrupted goes
/// on with exactly those.
/// </summary>
internal sealed class ChildPass(PassContext context, TableWriter writer)
{
    private const int MaxLists = 500;

    private readonly Channel<bool> _more = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Says that there may be further lists.</summary>
    public void Signal() => _more.Writer.TryWrite(true);

    /// <summary>Reads the lists until the parents are complete and no list is left.</summary>
    /// <param name="parents">Ends when all parents were read.</param>
    /// <param name="cancellationToken">Stops the pass.</param>
    public async Task RunAsync(Task parents, CancellationToken cancellationToken)
    {
        var prefix = SyncState.PendingPrefix(writer.Source.Table);
        while (true)
        {
            // Asked before the state is read, so that a list that comes in between is not missed.
            var areParentsComplete = parents.IsCompletedSuccessfully;
            var pending = await context.Sink.ReadStateAsync(context.Workspace, prefix, MaxLists, cancellationToken).ConfigureAwait(false);
            if (pending.Count > 0)
            {
                await ReadAsync(pending, cancellationToken).ConfigureAwait(false);
            }
            else if (areParentsComplete)
            {
                return;
            }
            else
            {
                await Task.WhenAny(parents, _more.Reader.ReadAsync(cancellationToken).AsTask()).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (parents.IsFaulted || parents.IsCanceled)
                {
                    // The failure is reported by the pass of the parents.
                    return;
                }
            }
        }
    }

    private async Task ReadAsync(IReadOnlyList<KeyValuePair<string, string>> pending, CancellationToken cancellationToken)
    {
        var queue = new PieceQueue(WriteAsync, cancellationToken);
        await using var closing = queue.ConfigureAwait(false);
        await Parallel
            .ForEachAsync(
                pending,
                new ParallelOptions { MaxDegreeOfParallelism = context.Options.MaxParallelReads, CancellationToken = cancellationToken },
                async (entry, token) =>
                {
                    var parent = SyncState.ParentOf(entry.Key);
                    try
                    {
                        await WholeListRead.RunAsync(context, writer.Source, parent, queue, entry.Key, token).ConfigureAwait(false);
                    }
                    catch (ApiNotFoundException)
                    {
                        // The parent was deleted in the meantime.
                        await queue.AddAsync(Gone(parent, entry.Key), token).ConfigureAwait(false);
                    }
                }
            )
            .ConfigureAwait(false);
        await queue.CompleteAsync().ConfigureAwait(false);
    }

    private Piece Gone(long parent, string name) =>
        new()
        {
            Parent = parent,
            Records = [],
            SentAt = context.Now,
            Complete = (long.MinValue, long.MaxValue),
            Done = name,
        };

    private async Task WriteAsync(IReadOnlyList<Piece> pieces, CancellationToken cancellationToken)
    {
        var (upserts, deletes) = await writer
            .WriteAsync(pieces, ReadChildren.All, null, isRefresh: false, cancellationToken)
            .ConfigureAwait(false);
        context.Meter.Wrote(writer.Source.Table, pieces, upserts, deletes);
    }
}
