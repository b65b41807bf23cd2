using System;
using System.Collections.Generic;

namespace ClickFunnels.Core;

/// <summary>
/// One pass over a list. Each page begins with the last record of the page before, so that any record that moved across the position
/// shows.
/// </summary>
internal sealed class ListPass<T>(long start, RecordCounts returned)
    where T : Model
{
    private readonly long _start = start;
    private readonly RecordCounts _found = new();
    private List<string> _previous = [];
    private long? _total;
    private bool _expectsOverlap;
    private bool _moved;
    private long _rows;

    /// <summary>The number of records to skip for the next page.</summary>
    public long Position { get; private set; } = start;

    /// <summary>True when the last page was added.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>True if the last page had a record that no earlier page of the pass had.</summary>
    public bool FoundRecords { get; private set; }

    /// <summary>
    /// True if nothing moved: the number of records stayed the same, each page began with the end of the page before, and all records were
    /// found.
    /// </summary>
    public bool IsConsistent => !_moved && (_total is not { } total || _rows == Math.Max(0, total - _start));

    /// <summary>Adds the next page and returns its records that were not returned before.</summary>
    public IReadOnlyList<T> Add(Page<T> page)
    {
        _moved |= _total is not null && page.Total != _total;
        _total = page.Total;
        var keys = new List<string>(page.Items.Count);
        foreach (var item in page.Items)
        {
            keys.Add(RecordKey.Of(item));
        }

        var repeated = _expectsOverlap ? Repeated(keys) : 0;
        _moved |= _expectsOverlap && repeated != 1;
        var news = new List<T>();
        var before = _rows;
        for (var index = repeated; index < keys.Count; index++)
        {
            var times = _found.Add(keys[index]);
            var isRecordAgain = times > 1 && RecordKey.IsUnique(keys[index]);
            _rows += isRecordAgain ? 0 : 1;
            if (!isRecordAgain && returned.Raise(keys[index], times))
            {
                news.Add(page.Items[index]);
            }
        }

        FoundRecords = _rows > before || page.SkippedItems.Count > 0;
        _rows += page.SkippedItems.Count;
        var count = keys.Count + page.SkippedItems.Count;
        var end = Position + count;
        IsEnded = count == 0 || (page.Total is { } total && end >= total);
        _expectsOverlap = count > 1 && page.SkippedItems.Count == 0;
        Position = _expectsOverlap ? end - 1 : end;
        _previous = keys;
        return news;
    }

    // The end of the page before with which this page begins. It should be one record; any other number shows that records moved.
    private int Repeated(List<string> keys)
    {
        var most = Math.Min(_previous.Count, keys.Count);
        if (most > 0 && _previous[_previous.Count - 1] == keys[0])
        {
            return 1;
        }

        for (var length = most; length > 1; length--)
        {
            if (EndsWith(_previous, keys, length))
            {
                return length;
            }
        }

        return 0;
    }

    private static bool EndsWith(List<string> before, List<string> keys, int length)
    {
        for (var index = 0; index < length; index++)
        {
            if (before[before.Count - length + index] != keys[index])
            {
                return false;
            }
        }

        return true;
    }
}
