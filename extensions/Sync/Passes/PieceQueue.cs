using System.Threading.Channels;

namespace ClickFunnels.Sync;

/// <summary>Collects pieces and writes them together. A reader that is faster than the sink waits.</summary>
internal sealed class PieceQueue : IAsyncDisposable
{
    private const int MaxPieces = 64;
    private const int MaxRows = 1000;

    private readonly Channel<Piece> _pieces = Channel.CreateBounded<Piece>(new BoundedChannelOptions(MaxPieces) { SingleReader = true });
    private readonly Func<IReadOnlyList<Piece>, CancellationToken, Task> _write;
    private readonly CancellationTokenSource _stop;
    private readonly Task _writing;

    /// <summary>Creates a queue.</summary>
    /// <param name="write">Writes pieces, in the order in which they came.</param>
    /// <param name="cancellationToken">Stops the queue.</param>
    public PieceQueue(Func<IReadOnlyList<Piece>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        _write = write;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _writing = WriteAllAsync(_stop.Token);
    }

    /// <summary>Adds a piece. It throws what the writing threw.</summary>
    public async Task AddAsync(Piece piece, CancellationToken cancellationToken)
    {
        try
        {
            await _pieces.Writer.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await _writing.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until all pieces are written.</summary>
    public Task CompleteAsync()
    {
        _pieces.Writer.TryComplete();
        return _writing;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _pieces.Writer.TryComplete();
        await _writing.ContinueWith(static ended => ended.Exception, TaskScheduler.Default).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<Piece>();
            while (await _pieces.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var rows = 0;
                while (rows < MaxRows && _pieces.Reader.TryRead(out var piece))
                {
                    batch.Add(piece);
                    rows += piece.Records.Count;
                }

                await _write(batch, cancellationToken).ConfigureAwait(false);
                batch = [];
            }
        }
        catch (Exception exception)
        {
            _pieces.Writer.TryComplete(exception);
            throw;
        }
    }
}
