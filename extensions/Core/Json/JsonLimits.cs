using System.Threading;

namespace ClickFunnels.Core;

/// <summary>The bounds of reading one response. The default has none.</summary>
/// <param name="MaxRecords">The largest number of records on a page; 0 for any.</param>
/// <param name="MaxValues">The largest number of JSON values in the response; 0 for any.</param>
/// <param name="CancellationToken">Cancels reading.</param>
internal readonly record struct JsonLimits(int MaxRecords, int MaxValues, CancellationToken CancellationToken)
{
    public static JsonLimits Of(ApiClientOptions options, CancellationToken cancellationToken) =>
        new(options.MaxRecordsPerPage, options.MaxValuesPerResponse, cancellationToken);
}
