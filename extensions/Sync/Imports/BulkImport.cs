using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Sync.Imports;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>
/// Imports rows into a workspace: each row creates or updates one record, which is found by its key. Rows are sent at the same time, as fast
/// as the service allows. A row that the service refuses does not stop the others, and an import that was interrupted can be resumed.
/// </summary>
/// <remarks>
/// A run of an import is not thread-safe; imports of different files may run at the same time. Importing the same rows again changes
/// nothing, except that an upsert always updates.
/// </remarks>
public sealed class BulkImport
{
    private const int MaxTags = 1000;

    private readonly ClickFunnelsClient _client;
    private readonly ImportTarget _target;
    private readonly ImportSource _source;
    private readonly ImportOptions _options;

    /// <summary>Creates an import.</summary>
    /// <param name="client">A client that is bound to the workspace.</param>
    /// <param name="target">The kind of records, such as <see cref="ImportTarget.Contacts" />.</param>
    /// <param name="source">The rows.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is not bound to a workspace, or a setting is not valid.</exception>
    public BulkImport(ClickFunnelsClient client, ImportTarget target, ImportSource source, ImportOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _target = target ?? throw new ArgumentNullException(nameof(target));
        _source = source ?? throw new ArgumentNullException(nameof(source));
        _options = options ?? new ImportOptions();
        _options.Check(target);
        if (client.WorkspaceId.IsEmpty)
        {
            throw new ArgumentException("The client is not bound to a workspace. Use ForWorkspace.", nameof(client));
        }
    }

    /// <summary>Reads and checks all rows, and says what an import would send. It sends nothing.</summary>
    /// <param name="samples">Number of records to show with masked values, 0 to 100.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="ImportInputException">The input cannot be read, or its columns do not fit the target.</exception>
    public async Task<ImportPreview> PreviewAsync(int samples = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, 100);
        var reader = new RowReader(_target, _source, _options, []) { CountsDuplicates = true };
        var rejections = new List<ImportRejection>();
        var shown = new List<string>();
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        long rows = 0;
        long rejected = 0;
        await foreach (var row in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows++;
            if (row.Rejection is { } rejection)
            {
                rejected++;
                if (rejections.Count < ImportCounts.MaxRejections)
                {
                    rejections.Add(rejection);
                }

                continue;
            }

            if (shown.Count < samples)
            {
                shown.Add(Mask(row));
            }

            foreach (var tag in row.Tags)
            {
                if (tags.Count < MaxTags)
                {
                    tags.Add(tag);
                }
            }
        }

        return new ImportPreview
        {
            Target = _target.Name,
            Rows = rows,
            Valid = rows - rejected,
            Rejected = rejected,
            Duplicates = reader.Duplicates,
            Rejections = rejections,
            Columns = reader.Plan,
            Samples = shown,
            Tags = tags,
        };
    }

    /// <summary>
    /// Imports the rows. If the result file has a journal of the same import, its rows are not sent again.
    /// </summary>
    /// <param name="cancellationToken">Stops the import. Rows without an outcome are sent by the next run.</param>
    /// <exception cref="ImportInputException">
    /// The input cannot be read, its columns do not fit the target, or it was changed since the run that is resumed.
    /// </exception>
    /// <exception cref="SyncException">
    /// The result file cannot be written, or the service failed for longer than <see cref="ImportOptions.RepeatFor" />.
    /// </exception>
    /// <exception cref="Core.ApiException">A call failed in a way that concerns all rows, such as a token that is not valid.</exception>
    public async Task<ImportResult> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = SyncTelemetry.Start("import", _target.Name, _client.WorkspaceId.ToString());
        var journal = _options.ResultPath is { } path ? ImportJournal.Open(path, _options.Keys, Settings(), _options.TimeProvider) : null;
        try
        {
            using var run = new ImportRun(_client, _target, _source, _options, journal, cancellationToken);
            try
            {
                return await run.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                SyncTelemetry.Ended("import", _target.Name, run.Elapsed, run.Waiting);
            }
        }
        catch (Exception exception)
        {
            SyncTelemetry.Fail(activity, exception);
            throw;
        }
        finally
        {
            if (journal is not null)
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Settings that change what a row means. The workspace is one of them.
    private string Settings()
    {
        var mapping = _options.Mapping;
        var settings = new JObject
        {
            ["workspace"] = _client.WorkspaceId.ToString(),
            ["target"] = _target.Name,
            ["source"] = Path.GetFileName(_source.Name),
            ["columns"] = new JObject(
                mapping
                    .Columns.OrderBy(static column => column.Key, StringComparer.Ordinal)
                    .Select(static column => new JProperty(column.Key, column.Value))
            ),
            ["constants"] = new JObject(
                mapping
                    .Constants.OrderBy(static constant => constant.Key, StringComparer.Ordinal)
                    .Select(static constant => new JProperty(constant.Key, constant.Value))
            ),
            ["unknown"] = mapping.UnknownColumns.ToString(),
            ["separator"] = mapping.ListSeparator.ToString(),
            ["duplicates"] = _options.DuplicateRows.ToString(),
            ["tags"] = _options.Tags.ToString(),
            ["update"] = _options.UpdateExisting,
            ["keys"] = _options.Keys.ToString(),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.ToString(Formatting.None))));
    }

    private static string Mask(MappedRow row)
    {
        var record = (JObject)row.Fields.DeepClone();
        foreach (var value in record.Descendants().OfType<JValue>().Where(static value => value.Value is not null).ToList())
        {
            value.Value = string.Concat(
                RowMapper
                    .KeyText(value)
                    .Select(static letter =>
                        char.IsDigit(letter) ? '0'
                        : char.IsLetter(letter) || char.IsSurrogate(letter) ? 'x'
                        : letter
                    )
            );
        }

        return record.ToString(Formatting.None);
    }
}
