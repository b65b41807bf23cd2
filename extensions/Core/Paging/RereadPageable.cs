using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// A list whose records may move while it is read, because the service skips a number of them and promises no order. It is read in
/// passes until one pass shows that nothing moved. Each record is returned once, when a pass first finds it.
/// </summary>
internal sealed class RereadPageable<T>(
    Func<string?, CancellationToken, Task<Page<T>>> fetch,
    Operation operation,
    string? after,
    CancellationToken cancellationToken
) : AsyncPageable<T>(fetch, after, cancellationToken)
    where T : Model
{
    internal const int MaximumPasses = 10;
    private const int MaximumPagesWithoutRecords = 100;

    private readonly Func<string?, CancellationToken, Task<Page<T>>> _fetch = fetch;
    private readonly string? _after = after;

    public override async IAsyncEnumerable<Page<T>> AsPages(
        string? after = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var both = Link(cancellationToken, out var token);
        var start = CountedCursor.PositionOf(after ?? _after, 0);
        var returned = new RecordCounts();
        for (var number = 0; number < MaximumPasses; number++)
        {
            var pass = new ListPass<T>(start, returned);
            var pagesWithoutRecords = 0;
            while (!pass.IsEnded)
            {
                token.ThrowIfCancellationRequested();
                var page = await _fetch(CountedCursor.Text(pass.Position), token).ConfigureAwait(false);
                var found = pass.Add(page);
                pagesWithoutRecords = pass.FoundRecords ? 0 : pagesWithoutRecords + 1;
                if (pagesWithoutRecords == MaximumPagesWithoutRecords)
                {
                    throw new ApiResponseException(
                        $"{operation}: the list does not end: {MaximumPagesWithoutRecords} pages in a row only repeat records."
                    );
                }

                IReadOnlyList<string> skipped = number == 0 ? page.SkippedItems : [];
                if (found.Count > 0 || skipped.Count > 0)
                {
                    var next =
                        !pass.IsEnded ? pass.Position
                        : pass.IsConsistent ? (long?)null
                        : start;
                    yield return new Page<T>(found, next is { } position ? CountedCursor.Text(position) : null) { SkippedItems = skipped };
                }
            }

            if (pass.IsConsistent)
            {
                yield break;
            }
        }

        throw new ApiResponseException(
            $"{operation}: records were added, removed or moved in each of {MaximumPasses} attempts to read the list, so that some may be "
                + "missing. Read it again when less changes, or narrow it with the parameters of the operation, for example by time."
        );
    }
}
