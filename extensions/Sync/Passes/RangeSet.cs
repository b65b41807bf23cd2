namespace ClickFunnels.Sync;

/// <summary>A set of ids as disjoint ranges, in ascending order: what a pass has not read yet.</summary>
internal sealed class RangeSet
{
    private readonly List<(long After, long UpTo)> _ranges;

    /// <summary>Creates a set.</summary>
    /// <param name="ranges">The ranges: ids are greater than the first number and at most the second. They are disjoint and
    /// ordered.</param>
    public RangeSet(IEnumerable<(long After, long UpTo)> ranges) => _ranges = [.. ranges];

    /// <summary>The ranges, in ascending order.</summary>
    public IReadOnlyList<(long After, long UpTo)> Ranges => _ranges;

    /// <summary>Removes a range.</summary>
    /// <param name="after">Ids are greater than this.</param>
    /// <param name="upTo">Ids are at most this.</param>
    public void Remove(long after, long upTo)
    {
        if (after >= upTo)
        {
            return;
        }

        for (var index = _ranges.Count - 1; index >= 0; index--)
        {
            var range = _ranges[index];
            if (range.UpTo <= after || range.After >= upTo)
            {
                continue;
            }

            _ranges.RemoveAt(index);
            if (range.UpTo > upTo)
            {
                _ranges.Insert(index, (upTo, range.UpTo));
            }

            if (range.After < after)
            {
                _ranges.Insert(index, (range.After, after));
            }
        }
    }
}
