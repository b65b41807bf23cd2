using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ClickFunnels.Core;

namespace ClickFunnels.Sync;

/// <summary>
/// Reads a list of the workspace that is sorted by id, as a whole: from both ends and, if the service accepts any id as a cursor, in many
/// ranges at the same time. What is read is compared with the rows of the same range of ids, so nothing needs to be kept in memory, and a
/// run that was interrupted goes on with the ranges that are open.
/// </summary>
internal sealed class OrderedPass
{
    // A range with fewer records is not split: it is a few pages, and the last page of each part may be read in vain.
    private const double SmallestSplit = 100;

    // A short list is read from one end only.
    private const int PagesBeforeEnd = 2;

    private readonly PassContext _context;
    private readonly TableWriter _writer;
    private readonly ListSource _source;
    private readonly PassState _state;
    private readonly RangeSet _open;
    private readonly Lock _lock = new();
    private readonly List<Gap> _gaps = [];
    private readonly Channel<(Gap Gap, bool Down, FetchedPage? Page, Exception? Failure)> _events = Channel.CreateBounded<(
        Gap,
        bool,
        FetchedPage?,
        Exception?
    )>(32);
    private readonly List<Task> _readers = [];
    private long _idsOnPages;
    private long _recordsOnPages;
    private bool _probing;
    private bool _readsDown;

    private OrderedPass(PassContext context, TableWriter writer, PassState state)
    {
        _context = context;
        _writer = writer;
        _source = writer.Source;
        _state = state;
        _open = new RangeSet(state.Open is { } open ? open.Select(static pair => (pair[0], pair[1])) : [(0, long.MaxValue)]);
    }

    /// <summary>Reads the list.</summary>
    /// <returns>False if the list is not sorted by id; then it must be read in another way.</returns>
    public static async Task<bool> RunAsync(PassContext context, TableWriter writer, PassState state, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pass = new OrderedPass(context, writer, state);
            switch (await pass.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                case Outcome.Complete:
                    return true;
                case Outcome.NotSorted:
                    return false;
                default:
                    // The cursors between the ids are not what they seemed to be.
                    state.AcceptsAnyCursor = false;
                    state.Open = null;
                    if (attempt == 3)
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private async Task<Outcome> ReadAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new PieceQueue(WriteAsync, stop.Token);
        await using var closing = queue.ConfigureAwait(false);
        foreach (var (after, upTo) in _open.Ranges)
        {
            _gaps.Add(new Gap(after, upTo) { MayBeUnknown = after > 0 });
        }

        try
        {
            while (true)
            {
                StartReaders(stop.Token);
                if (_gaps.Count == 0)
                {
                    await queue.CompleteAsync().ConfigureAwait(false);
                    return Outcome.Complete;
                }

                var (gap, down, page, failure) = await _events.Reader.ReadAsync(stop.Token).ConfigureAwait(false);
                if (
                    failure is ApiStatusException { StatusCode: >= 400 and < 500 } and not ApiUnauthorizedException
                    && gap is { MayBeUnknown: true, Pages: 0 }
                )
                {
                    return Outcome.NoSuchCursor;
                }

                if (failure is not null)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                var (piece, outcome) =
                    page is null ? (null, Ended(gap, down))
                    : down ? TakeDown(gap, page)
                    : TakeUp(gap, page);
                if (outcome is not Outcome.Goes)
                {
                    return outcome;
                }

                if (piece is not null)
                {
                    await queue.AddAsync(piece, stop.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Piece> pieces, CancellationToken cancellationToken)
    {
        foreach (var piece in pieces)
        {
            _open.Remove(piece.Complete!.Value.After, piece.Complete.Value.UpTo);
            _state.Rows += piece.Records.Count;
            foreach (var (_, record) in piece.Records)
            {
                if (RecordConverter.TimeOf(record, "updated_at") is { } changed && (_state.Newest is null || changed > _state.Newest))
                {
                    _state.Newest = changed;
                }
            }
        }

        _state.Open = [.. _open.Ranges.Select(static range => new[] { range.After, range.UpTo })];
        var (upserts, deletes) = await _writer
            .WriteAsync(
                pieces,
                ReadChildren.All,
                (upserts, deletes) =>
                {
                    _state.Upserts += upserts;
                    _state.Deletes += deletes;
                    return [KeyValuePair.Create<string, string?>(SyncState.Pass(_source.Table), SyncState.Write(_state))];
                },
                isRefresh: false,
                cancellationToken
            )
            .ConfigureAwait(false);
        _context.Meter.Wrote(_source.Table, pieces, upserts, deletes);
    }

    private void StartReaders(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Split();
            var active = _gaps.Sum(static gap => (gap.ReadsUp ? 1 : 0) + (gap.ReadsDown ? 1 : 0));
            foreach (var gap in _gaps)
            {
                if (!gap.ReadsUp && active < _context.Options.MaxParallelReads)
                {
                    gap.ReadsUp = true;
                    active++;
                    _readers.Add(ReadUpAsync(gap, cancellationToken));
                }
            }

            // The end of the list is known after the first page from there, which is what ranges are made of.
            if (
                !_readsDown
                && _source.HasOrder
                && _gaps is [.., { UpTo: long.MaxValue, Pages: >= PagesBeforeEnd } top]
                && active < _context.Options.MaxParallelReads
            )
            {
                _readsDown = true;
                top.ReadsDown = true;
                _readers.Add(ReadDownAsync(top, cancellationToken));
            }

            _readers.RemoveAll(static reader => reader.IsCompletedSuccessfully);
        }
    }

    private void Split()
    {
        if (_state.AcceptsAnyCursor == false || _probing)
        {
            return;
        }

        while (_gaps.Count < _context.Options.MaxParallelReads)
        {
            var gap = _gaps.Where(static gap => gap is { UpTo: < long.MaxValue, Pages: > 0 }).MaxBy(static gap => gap.UpTo - gap.After);
            if (gap is null || (gap.UpTo - gap.After) * RecordsPerId < SmallestSplit)
            {
                return;
            }

            var middle = gap.After + ((gap.UpTo - gap.After) / 2);
            var upper = new Gap(middle, gap.UpTo)
            {
                ReadsDown = gap.ReadsDown,
                Down = gap.Down,
                MayBeUnknown = true,
                IsProbe = true,
            };
            if (gap.Down is not null)
            {
                gap.Down.Gap = upper;
            }

            gap.ReadsDown = false;
            gap.Down = null;
            gap.UpTo = middle;
            gap.Above = upper;
            _gaps.Insert(_gaps.IndexOf(gap) + 1, upper);
            if (_state.AcceptsAnyCursor is null)
            {
                _probing = true;
                return;
            }
        }
    }

    // The ids of a workspace are not consecutive if the service counts those of all workspaces together.
    private double RecordsPerId => _idsOnPages == 0 ? 0 : (double)_recordsOnPages / _idsOnPages;

    private void NoteDensity(FetchedPage page)
    {
        if (page.Records.Count > 1)
        {
            _recordsOnPages += page.Records.Count - 1;
            _idsOnPages += Math.Abs(page.Records[^1].Key - page.Records[0].Key);
        }
    }

    private async Task ReadUpAsync(Gap gap, CancellationToken cancellationToken)
    {
        try
        {
            var cursor = gap.After == 0 ? null : Text(gap.After);
            var read = new ListRead(_source);
            await foreach (
                var page in _context
                    .Requests.ReadAsync(read, cursor, next => GoesUp(gap, next), true, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                await _events.Writer.WriteAsync((gap, false, page, null), cancellationToken).ConfigureAwait(false);
            }

            await _events.Writer.WriteAsync((gap, false, null, null), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await _events.Writer.WriteAsync((gap, false, null, exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadDownAsync(Gap first, CancellationToken cancellationToken)
    {
        var place = new DownPlace { Gap = first };
        first.Down = place;
        try
        {
            var read = new ListRead(_source, Descending: true);
            await foreach (
                var page in _context
                    .Requests.ReadAsync(read, null, next => GoesDown(place, next), true, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                await _events.Writer.WriteAsync((place.Gap, true, page, null), cancellationToken).ConfigureAwait(false);
            }

            await _events.Writer.WriteAsync((place.Gap, true, null, null), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await _events.Writer.WriteAsync((place.Gap, true, null, exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private bool GoesUp(Gap gap, string next)
    {
        lock (_lock)
        {
            return !long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < gap.UpTo;
        }
    }

    private bool GoesDown(DownPlace place, string next)
    {
        lock (_lock)
        {
            return !long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id > place.Gap.After + 1;
        }
    }

    private (Piece? Piece, Outcome Outcome) TakeUp(Gap gap, FetchedPage page)
    {
        lock (_lock)
        {
            var from = page.After is null ? 0 : long.Parse(page.After, CultureInfo.InvariantCulture);
            var last = from;
            foreach (var (id, _) in page.Records)
            {
                if (id <= last)
                {
                    return (null, gap is { MayBeUnknown: true, Pages: 0 } ? Outcome.NoSuchCursor : Outcome.NotSorted);
                }

                last = id;
            }

            if (page.Next is { } next && next != Text(last))
            {
                return (null, Outcome.NotSorted);
            }

            // The record above the range existed when the range was made.
            if (page.Records.Count == 0 && gap.UpTo < long.MaxValue && page.After is not null)
            {
                return (null, Outcome.NoSuchCursor);
            }

            if (gap is { IsProbe: true, Pages: 0 })
            {
                gap.FirstId = page.Records[0].Key;
                _state.AcceptsAnyCursor = true;
                _probing = false;
            }

            gap.Pages++;
            NoteDensity(page);
            var end = page.Next is null ? long.MaxValue : last;
            if (end > gap.UpTo && gap.Above is { FirstId: { } first } && HasIdBetween(page, gap.UpTo, first))
            {
                return (null, Outcome.NoSuchCursor);
            }

            var upTo = Math.Min(end, gap.UpTo);
            var piece = PieceOf(page, gap.After, upTo);
            gap.After = Math.Max(gap.After, upTo);
            Close(gap);
            return (piece, Outcome.Goes);
        }
    }

    private (Piece? Piece, Outcome Outcome) TakeDown(Gap gap, FetchedPage page)
    {
        lock (_lock)
        {
            // The range may have been split after the page was read.
            gap = _gaps.Find(other => other.ReadsDown) ?? gap;
            var last = page.After is null ? long.MaxValue : long.Parse(page.After, CultureInfo.InvariantCulture);
            foreach (var (id, _) in page.Records)
            {
                if (id >= last)
                {
                    return (null, page.After is null ? Outcome.NoSuchCursor : Outcome.NotSorted);
                }

                last = id;
            }

            if ((page.Next is { } next && next != Text(last)) || (page.Next is null && page.IsUncertainEnd))
            {
                return (null, Outcome.NotSorted);
            }

            // The record below the range was read.
            var after = page.Next is null ? 0 : last - 1;
            after = Math.Max(after, gap.After);
            var piece = PieceOf(page, after, gap.UpTo);
            gap.UpTo = Math.Min(gap.UpTo, after);
            Close(gap);
            return (piece, Outcome.Goes);
        }
    }

    private Outcome Ended(Gap gap, bool down)
    {
        lock (_lock)
        {
            if (down)
            {
                foreach (var other in _gaps.Where(static other => other.ReadsDown))
                {
                    other.ReadsDown = false;
                    other.Down = null;
                }
            }
            else
            {
                gap.ReadsUp = false;
                Close(gap);
            }

            return Outcome.Goes;
        }
    }

    private void Close(Gap gap)
    {
        if (gap.After >= gap.UpTo)
        {
            _gaps.Remove(gap);
        }
    }

    private static Piece? PieceOf(FetchedPage page, long after, long upTo) =>
        after >= upTo
            ? null
            : new Piece
            {
                Records = [.. page.Records.Where(record => record.Key > after && record.Key <= upTo)],
                SentAt = page.SentAt,
                // Something that could not be read may be one of the rows that seem to be missing.
                Complete = (after, upTo),
                MayDelete = page.Skipped == 0 && !page.IsUncertainEnd,
            };

    private static bool HasIdBetween(FetchedPage page, long after, long before) =>
        page.Records.Any(record => record.Key > after && record.Key < before);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private enum Outcome
    {
        Goes,
        Complete,
        NotSorted,
        NoSuchCursor,
    }

    /// <summary>A range of ids that is still to be read: greater than one number, at most another one.</summary>
    private sealed class Gap(long after, long upTo)
    {
        public long After { get; set; } = after;

        public long UpTo { get; set; } = upTo;

        public bool ReadsUp { get; set; }

        public bool ReadsDown { get; set; }

        public DownPlace? Down { get; set; }

        /// <summary>True if the range begins after an id that may not exist.</summary>
        public bool MayBeUnknown { get; init; }

        /// <summary>True if the range begins after an id that was calculated.</summary>
        public bool IsProbe { get; init; }

        /// <summary>Number of pages that were read upwards.</summary>
        public int Pages { get; set; }

        /// <summary>The first id that was returned for the range.</summary>
        public long? FirstId { get; set; }

        /// <summary>The range that was cut off from this one last.</summary>
        public Gap? Above { get; set; }
    }

    /// <summary>The range that the reader from the end is in.</summary>
    private sealed class DownPlace
    {
        public required Gap Gap { get; set; }
    }
}
