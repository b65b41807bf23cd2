using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Sync.Tests.Passes;

public class RangeSetTests
{
    [Test]
    public void RemovingRangesLeavesTheOtherIds() =>
        Prop.ForAll<(byte From, byte Length)[]>(removed =>
            {
                var set = new RangeSet([(0, 300)]);
                var ids = Enumerable.Range(1, 300).ToHashSet();
                foreach (var (from, length) in removed)
                {
                    set.Remove(from, from + (length / 8));
                    ids.ExceptWith(Enumerable.Range(from + 1, length / 8));
                }

                var left = set.Ranges.SelectMany(range => Enumerable.Range((int)range.After + 1, (int)(range.UpTo - range.After)));
                return left.SequenceEqual(ids.Order());
            })
            .QuickCheckThrowOnFailure();
}
