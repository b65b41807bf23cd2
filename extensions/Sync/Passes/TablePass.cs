using ClickFunnels.Core;

namespace ClickFunnels.Sync;

/// <summary>The pass over the lists of one table: decides how they are read, and records the result.</summary>
internal sealed class TablePass
{
    private readonly PassContext _context;
    private readonly TableWriter _writer;
    private readonly TablePass? _parent;
    private readonly List<TablePass> _children = [];
    private readonly ChildPass? _lists;
    private readonly TaskCompletionSource<SyncMode> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TablePass(PassContext context, TableWriter writer, TablePass? parent)
    {
        _context = context;
        _writer = writer;
        _parent = parent;
        parent?._children.Add(this);
        _lists = parent is null ? null : new ChildPass(context, writer);
        writer.Written = SignalChildren;
    }

    /// <summary>The failure that ended the pass; null if there was none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The result, after the end.</summary>
    public TableResult? Result { get; private set; }

    private string Table => _writer.Source.Table;

    /// <summary>Reads the lists.</summary>
    /// <param name="mode">The kind of the pass.</param>
    /// <param name="stop">Stops all passes of the run; a failure cancels it.</param>
    public async Task RunAsync(SyncMode mode, CancellationTokenSource stop)
    {
        try
        {
            await ReadAndRecordAsync(mode, stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Failure = exception is OperationCanceledException ? null : exception;
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _complete.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task ReadAndRecordAsync(SyncMode mode, CancellationToken cancellationToken)
    {
        var start = _context.Now;
        var state = SyncState.Read<TableState>(await _context.ReadAsync(SyncState.Table(Table), cancellationToken).ConfigureAwait(false));
        SyncMode read;
        try
        {
            read = await ReadAsync(mode, state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            await RecordUnavailableAsync(state, exception, cancellationToken).ConfigureAwait(false);
            return;
        }

        await RecordAsync(state, read, start, cancellationToken).ConfigureAwait(false);
    }

    // One list that the token may not read must not cost all others.
    private static bool IsUnavailable(Exception exception) => exception is ApiForbiddenException or ApiNotFoundException;

    private async Task<SyncMode> ReadAsync(SyncMode mode, TableState state, CancellationToken cancellationToken)
    {
        if (_parent is not null)
        {
            await _lists!.RunAsync(_parent._complete.Task, cancellationToken).ConfigureAwait(false);
            return await _parent._complete.Task.ConfigureAwait(false);
        }

        if (!_context.Sink.CanUpdate && state.FullEnd is not null)
        {
            throw new SyncException(
                $"The export of {Table} into {_context.Sink.Name} is complete, and rows there cannot be replaced. "
                    + "Export into another folder, or sync into a database."
            );
        }

        // A pass that was interrupted is completed first. What it read then may have changed in the meantime.
        var interrupted = await _context.ReadAsync(SyncState.Pass(Table), cancellationToken).ConfigureAwait(false);
        if (interrupted is not null)
        {
            await ReadAllAsync(SyncState.Read<PassState>(interrupted), state, cancellationToken).ConfigureAwait(false);
            if (!_context.Sink.CanUpdate)
            {
                return SyncMode.Full;
            }

            await CommitAsync(state, cancellationToken).ConfigureAwait(false);
        }

        if (mode == SyncMode.Due && Planner.IsIncremental(_writer.Source, state, _context.Options))
        {
            if (await new IncrementalPass(_context, _writer, state).RunAsync(cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                return interrupted is null ? SyncMode.Due : SyncMode.Full;
            }

            state.NotIncremental = reason;
        }

        await ReadAllAsync(new PassState(), state, cancellationToken).ConfigureAwait(false);
        return SyncMode.Full;
    }

    private async Task ReadAllAsync(PassState pass, TableState state, CancellationToken cancellationToken)
    {
        pass.Start ??= _context.Now;
        var fields = _context.Options.ContactFields;
        var isRead =
            Planner.UsesResults(_writer.Source, _context.Options)
            && await ResultsPass.RunAsync(_context, _writer, pass, [.. fields], cancellationToken).ConfigureAwait(false);
        isRead =
            isRead
            || (
                _writer.Source is { IsPaged: true, HasOrder: true }
                && await OrderedPass.RunAsync(_context, _writer, pass, cancellationToken).ConfigureAwait(false)
            );
        if (!isRead)
        {
            await ReadInOrderAsync(cancellationToken).ConfigureAwait(false);
        }

        state.FullStart = pass.Start;
        state.FullEnd = _context.Now;
        state.Newest = pass.Newest ?? state.Newest;
    }

    private async Task ReadInOrderAsync(CancellationToken cancellationToken)
    {
        var queue = new PieceQueue(
            async (pieces, token) =>
            {
                var (upserts, deletes) = await _writer
                    .WriteAsync(pieces, ReadChildren.All, null, isRefresh: false, token)
                    .ConfigureAwait(false);
                _context.Meter.Wrote(Table, pieces, upserts, deletes);
            },
            cancellationToken
        );
        await using var closing = queue.ConfigureAwait(false);
        await WholeListRead.RunAsync(_context, _writer.Source, null, queue, null, cancellationToken).ConfigureAwait(false);
        await queue.CompleteAsync().ConfigureAwait(false);
    }

    private void SignalChildren() => _children.ForEach(static child => child._lists!.Signal());

    private async Task RecordAsync(TableState state, SyncMode mode, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var (rows, upserts, deletes) = _context.Meter.CountsOf(Table);
        var now = _context.Now;
        SyncTelemetry.Count(Table, "read", rows);
        SyncTelemetry.Count(Table, "written", upserts);
        SyncTelemetry.Count(Table, "deleted", deletes);
        SyncTelemetry.Ended("sync", Table, now - start, TimeSpan.Zero);
        state.Unavailable = null;
        state.LastStart = start;
        state.LastEnd = now;
        if (mode == SyncMode.Full && _parent is not null)
        {
            state.FullStart = start;
            state.FullEnd = now;
        }

        state.Rows = await _context.Sink.CountAsync(_writer.Table, _context.Workspace, cancellationToken).ConfigureAwait(false);
        state.History.Add(
            new PassSample
            {
                At = now,
                Full = mode == SyncMode.Full,
                Rows = state.Rows,
                Upserts = upserts,
                Deletes = deletes,
                Seconds = (now - start).TotalSeconds,
            }
        );
        state.History = WorkspaceSync.Trim(state.History);
        await CommitAsync(state, cancellationToken).ConfigureAwait(false);
        Result = new TableResult(Table, mode)
        {
            Rows = rows,
            Upserts = upserts,
            Deletes = deletes,
        };
        _complete.TrySetResult(mode);
    }

    private async Task RecordUnavailableAsync(TableState state, Exception exception, CancellationToken cancellationToken)
    {
        // The message names operation and status, and no data.
        state.Unavailable = exception.Message;
        await CommitAsync(state, cancellationToken).ConfigureAwait(false);
        Result = new TableResult(Table, SyncMode.Due) { Unavailable = exception.Message };
        _complete.TrySetResult(SyncMode.Due);
    }

    private Task CommitAsync(TableState state, CancellationToken cancellationToken) =>
        _context.Sink.CommitAsync(
            new SinkCommit
            {
                Workspace = _context.Workspace,
                State = new Dictionary<string, string?>
                {
                    [SyncState.Table(Table)] = SyncState.Write(state),
                    [SyncState.Pass(Table)] = null,
                },
            },
            cancellationToken
        );
}
