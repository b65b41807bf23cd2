using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Fetches pages of lists that are counted: by a number of records to skip, or by the number of the page. The cursor of a page is that
/// number as text, so that such a list resumes like one with real cursors.
/// </summary>
internal sealed class CountedPages<T>(ApiSender sender, ApiRequest request, string query)
    where T : Model, new()
{
    private readonly ApiService _service = sender.Connection.Service;

    public async Task<Page<T>> FetchAsync(string? after, CancellationToken cancellationToken)
    {
        var skips = request.Operation.Has(OperationTraits.SkipPaging);
        var position = CountedCursor.PositionOf(after, skips ? 0 : 1);
        var page = (skips ? _service.SkipParameter : _service.PageParameter) + "=" + CountedCursor.Text(position);
        var result = await sender.CallAsync(request, query, page, Read, cancellationToken).ConfigureAwait(false);
        var list = (CountedList<T>)result.Value!;
        var next = list.Page.IsEmpty ? null : Next(skips, position, list);
        var read = new Page<T>(list.Page.Items, null) { SkippedItems = list.Page.SkippedItems, Total = list.Total };
        return sender.Noted(request.Operation, read.WithCursor(next is { } number ? CountedCursor.Text(number) : null, list.Content));
    }

    private object Read(byte[] body, int length, Operation operation, JsonLimits limits) =>
        CountedList<T>.Read(body, length, operation.ResultEnvelope, _service, limits);

    // Without a total the list ends with its first empty page.
    private static long? Next(bool skips, long position, CountedList<T> list)
    {
        if (skips)
        {
            var next = position + list.Page.Items.Count + list.Page.SkippedItems.Count;
            return list.Total is { } total && next >= total ? null : next;
        }

        var last = list.LastPage ?? (list is { Total: { } count, PageSize: > 0 and var size } ? (count + size - 1) / size : null);
        return last is { } number && position >= number ? null : position + 1;
    }
}

/// <summary>The cursors of counted lists: the position of a page as text.</summary>
internal static class CountedCursor
{
    /// <summary>Reads a cursor; null is the first position.</summary>
    /// <exception cref="ArgumentException">The cursor is not one of such a list.</exception>
    public static long PositionOf(string? after, long first) =>
        after is null ? first
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position >= first ? position
        : throw new ArgumentException("The cursor must be the NextCursor of an earlier page of this list.", nameof(after));

    public static string Text(long position) => position.ToString(CultureInfo.InvariantCulture);
}
