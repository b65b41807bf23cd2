using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// A list that is fetched page by page while it is enumerated: <c>await foreach</c> gives the records, and
/// <see cref="AsPages" /> the pages with their cursors, from which an interrupted enumeration can go on.
/// </summary>
/// <remarks>The enumeration ends with the first page that has no cursor of a next one, or no records.</remarks>
/// <typeparam name="T">The type of a record.</typeparam>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
public class AsyncPageable<T> : IAsyncEnumerable<T>
{
    private readonly Func<string?, CancellationToken, Task<Page<T>>>? _fetch;
    private readonly string? _after;
    private readonly CancellationToken _cancellationToken;

    internal AsyncPageable(Func<string?, CancellationToken, Task<Page<T>>> fetch, string? after, CancellationToken cancellationToken)
    {
        _fetch = fetch;
        _after = after;
        _cancellationToken = cancellationToken;
    }

    /// <summary>For mocking; override <see cref="AsPages" />.</summary>
    protected AsyncPageable() { }

    /// <summary>Fetches the pages one after another, each when it is asked for.</summary>
    /// <param name="after">Cursor to begin after, instead of the one in the options of the list.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <exception cref="ApiException">A page could not be fetched; the derived type says why.</exception>
    /// <exception cref="ApiResponseException">
    /// The enumeration would not end, because a cursor or a page repeats, or many pages in a row have no records; or a cursor or a page is
    /// too large.
    /// </exception>
    /// <exception cref="ArgumentException">The cursor is not one of this list, as far as that can be seen.</exception>
    public virtual async IAsyncEnumerable<Page<T>> AsPages(
        string? after = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        if (_fetch is null)
        {
            throw new NotSupportedException("A mocked AsyncPageable overrides AsPages, or is made with AsyncPageable.FromPages.");
        }

        using var both = Link(cancellationToken, out var token);
        var cursor = after ?? _after;
        var guard = new CursorGuard(cursor);
        while (true)
        {
            token.ThrowIfCancellationRequested();
            var page = await _fetch(cursor, token).ConfigureAwait(false);
            if (!page.IsEmpty)
            {
                guard.Check(page.NextCursor, page.Content, page.Items.Count);
                yield return page;
            }

            if (page.NextCursor is null || page.IsEmpty)
            {
                yield break;
            }

            cursor = page.NextCursor;
        }
    }

    /// <summary>Fetches the first page alone.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; without records when the list is empty.</returns>
    /// <exception cref="ApiException">The page could not be fetched; the derived type says why.</exception>
    public virtual Task<Page<T>> FirstPageAsync(CancellationToken cancellationToken = default) =>
        _fetch is null ? FirstOfPagesAsync(cancellationToken) : FetchFirstAsync(_fetch, cancellationToken);

    /// <summary>Fetches all pages and returns their records.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">A page could not be fetched; the derived type says why.</exception>
    public virtual async Task<IReadOnlyList<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var items = new List<T>();
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page.Items);
        }

        return items;
    }

    /// <summary>Enumerates the records of all pages.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
            {
                yield return item;
            }
        }
    }

    // The same as the first turn of AsPages, without what only an enumeration needs.
    private async Task<Page<T>> FetchFirstAsync(Func<string?, CancellationToken, Task<Page<T>>> fetch, CancellationToken cancellationToken)
    {
        using var both = Link(cancellationToken, out var token);
        token.ThrowIfCancellationRequested();
        var page = await fetch(_after, token).ConfigureAwait(false);
        if (page.IsEmpty)
        {
            return new Page<T>([], null);
        }

        new CursorGuard(_after).Check(page.NextCursor);
        return page;
    }

    private async Task<Page<T>> FirstOfPagesAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            return page;
        }

        return new Page<T>([], null);
    }

    private protected CancellationTokenSource? Link(CancellationToken cancellationToken, out CancellationToken token)
    {
        if (cancellationToken == _cancellationToken || !_cancellationToken.CanBeCanceled || !cancellationToken.CanBeCanceled)
        {
            token = cancellationToken.CanBeCanceled ? cancellationToken : _cancellationToken;
            return null;
        }

        var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellationToken);
        token = both.Token;
        return both;
    }
}
