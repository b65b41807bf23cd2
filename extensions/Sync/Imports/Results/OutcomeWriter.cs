using System.Threading.Channels;

namespace ClickFunnels.Sync.Imports;

/// <summary>Writes the outcomes of rows that end at the same time, in batches. Thread-safe.</summary>
internal sealed class OutcomeWriter : IAsyncDisposable
{
    private const int MaxBatch = 1000;

    private readonly Channel<RowOutcome> _rows = Channel.CreateBounded<RowOutcome>(
        new BoundedChannelOptions(MaxBatch) { SingleReader = true }
    );
    private readonly ImportJournal? _journal;
    private readonly Task _writing;

    public OutcomeWriter(ImportJournal? journal)
    {
        _journal = journal;
        _writing = journal is null ? Task.CompletedTask : Task.Run(WriteAsync);
    }

    /// <exception cref="SyncException">The files cannot be written.</exception>
    public async ValueTask AddAsync(RowOutcome row)
    {
        if (_journal is null)
        {
            return;
        }

        try
        {
            await _rows.Writer.WriteAsync(row).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await _writing.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends when all outcomes are written.</summary>
    /// <exception cref="SyncException">The files cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        _rows.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var batch = new List<RowOutcome>(MaxBatch);
        try
        {
            while (await _rows.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (batch.Count < MaxBatch && _rows.Reader.TryRead(out var row))
                {
                    batch.Add(row);
                }

                _journal!.Append(batch);
                batch.Clear();
            }
        }
        catch (Exception exception)
        {
            _rows.Writer.TryComplete(exception);
            throw;
        }
    }
}
