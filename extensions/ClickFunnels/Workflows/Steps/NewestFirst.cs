using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Reads lists from the newest record down to a baseline. Assumed: ids grow, like those of a database sequence. The guides say that lists
/// are ordered by id, but do not promise that ids grow.
/// </summary>
internal static class NewestFirst
{
    public static async Task<long> HighestIdAsync<T>(AsyncPageable<T> list, System.Func<T, long> idOf, CancellationToken cancellationToken)
    {
        var page = await list.FirstPageAsync(cancellationToken).ConfigureAwait(false);
        return page.Items.Count == 0 ? 0 : page.Items.Max(idOf);
    }

    public static async Task<IReadOnlyList<T>> AboveAsync<T>(
        AsyncPageable<T> list,
        System.Func<T, long> idOf,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var newer = new List<T>();
        await foreach (var page in list.AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            newer.AddRange(page.Items.Where(item => idOf(item) > baseline));
            if (page.Items.Any(item => idOf(item) <= baseline))
            {
                break;
            }
        }

        return newer;
    }
}
