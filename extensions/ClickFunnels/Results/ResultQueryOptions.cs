using System;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// Options of a query of filter results. <see cref="RequestOptions.Timeout" /> applies to each page, and
/// <see cref="RequestOptions.OnResponse" /> receives each response.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ResultQueryOptions : RequestOptions
{
    /// <summary>The largest budget that the service grants for the rows of one page, in bytes: 4 MiB.</summary>
    public const int LargestMaxBytes = 4_194_304;

    // So many JSON values fit into a response with the default MaxValuesPerResponse. Each row is a value as well.
    private const int ValuesPerPage = 400_000;

    /// <summary>
    /// The position to start after: <see cref="ResultPage{TRow}.NextAfter" /> of the last page that was handled. Null starts at the
    /// beginning.
    /// </summary>
    public string? After { get; set; }

    /// <summary>
    /// The largest cost of the rows of a page, in bytes as the service estimates them. The default is
    /// <see cref="LargestMaxBytes" />, and the service grants no more.
    /// </summary>
    public int MaxBytes { get; set; } = LargestMaxBytes;

    /// <summary>
    /// The largest number of rows of a page. The default depends on the number of fields, so that a page stays below the default of
    /// <see cref="ApiClientOptions.MaxValuesPerResponse" />: about 133,000 rows of two fields.
    /// </summary>
    public int? Limit { get; set; }

    /// <summary>
    /// True to count all records that match the filter: the first page has a <see cref="ResultPage{TRow}.Count" />. It makes the service
    /// evaluate the filter a second time.
    /// </summary>
    public bool IncludeCount { get; set; }

    internal int LimitOf(int fields) => Limit ?? (ValuesPerPage / (fields + 1));

    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1.</exception>
    internal ResultQueryOptions Check()
    {
        if (MaxBytes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxBytes), MaxBytes, "ResultQueryOptions.MaxBytes must be 1 or more.");
        }

        return Limit is < 1
            ? throw new ArgumentOutOfRangeException(nameof(Limit), Limit, "ResultQueryOptions.Limit must be 1 or more.")
            : this;
    }

    /// <summary>Gives the options of one request what is common to all requests of the query.</summary>
    internal T ApplyTo<T>(T options)
        where T : RequestOptions
    {
        options.Timeout = Timeout;
        options.OnResponse = OnResponse;
        foreach (var header in Headers)
        {
            options.Headers[header.Key] = header.Value;
        }

        return options;
    }
}
