using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>Creates lists without a service, for tests of code that lists records.</summary>
public static class AsyncPageable
{
    /// <summary>Creates a list from pages.</summary>
    /// <param name="pages">The pages, in order.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    public static AsyncPageable<T> FromPages<T>(params IEnumerable<Page<T>> pages)
    {
        var all = pages.ToList();
        return new AsyncPageable<T>(
            (after, _) =>
            {
                var index = after is null ? 0 : all.FindIndex(page => page.NextCursor == after) + 1;
                return Task.FromResult(index < all.Count ? all[index] : new Page<T>([], null));
            },
            null,
            default
        );
    }
}
