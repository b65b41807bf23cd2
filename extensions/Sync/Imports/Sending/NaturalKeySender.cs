using System.Collections.Concurrent;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>
/// Creates the records that are missing, and updates those that differ. A record whose creation got no response is looked up before it is
/// created again.
/// </summary>
internal sealed class NaturalKeySender : RecordSender
{
    private const int MaxPages = 100_000;
    private const string NextCursor = "Pagination-Next";

    private readonly ImportTarget _target;
    private readonly ContractOperation _list;
    private readonly bool _updatesExisting;
    private readonly ExistingRecords? _existing;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = [];

    /// <param name="target">The target.</param>
    /// <param name="client">A client of the workspace.</param>
    /// <param name="updatesExisting">True to update existing records that differ.</param>
    /// <param name="meter">Counts the requests.</param>
    /// <param name="remembers">True to read the lists first; false if the caller knows that the record is missing.</param>
    public NaturalKeySender(ImportTarget target, ClickFunnelsClient client, bool updatesExisting, CallMeter meter, bool remembers = true)
        : base(client, meter)
    {
        _target = target;
        _list = target.List ?? throw new ArgumentException($"{target} has no list.", nameof(target));
        _updatesExisting = updatesExisting && target.Update is not null;
        _existing = remembers ? new ExistingRecords(ReadAsync) : null;
    }

    public override async Task<SentRow> SendAsync(MappedRow row, RowAttempts attempts, CancellationToken cancellationToken)
    {
        var record = attempts.MayExist
            ? await FindAgainAsync(row.Parents, row.Key, row.Fields, cancellationToken).ConfigureAwait(false)
            : await FindAsync(row.Parents, row.Key, cancellationToken).ConfigureAwait(false);
        if (record is not null)
        {
            return attempts.MayExist
                ? new SentRow(ImportOutcome.Created, IdOf(record))
                : await UpdateAsync(row, record, cancellationToken).ConfigureAwait(false);
        }

        attempts.MayExist = false;
        var (created, isNew) = await CreateAsync(row.Fields, row.Parents, row.Key, attempts, cancellationToken).ConfigureAwait(false);
        return isNew
            ? new SentRow(ImportOutcome.Created, IdOf(created))
            : await UpdateAsync(row, created, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the id of a record, which is created if it is missing; also after several calls at once.</summary>
    public async Task<string> EnsureAsync(JObject fields, IReadOnlyList<string> parents, CancellationToken cancellationToken)
    {
        var key = RowMapper.KeyOf(_target, _target.Key.Select(name => RowMapper.KeyText(fields[name])));
        if (await FindAsync(parents, key, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return IdOf(known) ?? "";
        }

        var turn = _turns.GetOrAdd(string.Join('/', parents) + "/" + key, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await FindAsync(parents, key, cancellationToken).ConfigureAwait(false) is { } other)
            {
                return IdOf(other) ?? "";
            }

            var attempts = new RowAttempts();
            try
            {
                var (record, _) = await CreateAsync(fields, parents, key, attempts, cancellationToken).ConfigureAwait(false);
                return IdOf(record) ?? "";
            }
            catch (ApiException) when (attempts.MayExist)
            {
                if (await FindAgainAsync(parents, key, fields, cancellationToken).ConfigureAwait(false) is { } record)
                {
                    return IdOf(record) ?? "";
                }

                throw;
            }
        }
        finally
        {
            turn.Release();
            if (_existing is null)
            {
                _turns.TryRemove(string.Join('/', parents) + "/" + key, out _);
            }
        }
    }

    /// <summary>Returns the id of a record of the workspace by its name; null if there is none.</summary>
    public async Task<string?> FindIdAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync([], RowMapper.KeyOf(_target, [name]), cancellationToken).ConfigureAwait(false) is { } record ? IdOf(record) : null;

    private async Task<(JObject Record, bool IsNew)> CreateAsync(
        JObject fields,
        IReadOnlyList<string> parents,
        string key,
        RowAttempts attempts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var response = await CallAsync(_target.Create, parents, fields, null, cancellationToken).ConfigureAwait(false);
            attempts.MayExist = true;
            var record =
                Record(response, _target.Create)
                ?? throw new SyncException($"The service created a record of {_target} without returning it.");
            attempts.MayExist = false;
            await RememberAsync(parents, key, record, cancellationToken).ConfigureAwait(false);
            return (record, true);
        }
        catch (Exception exception) when (exception is ApiValidationException or ApiConflictException)
        {
            // Another program may have created it, or the list did not show it.
            if (await FindAgainAsync(parents, key, fields, cancellationToken).ConfigureAwait(false) is { } record)
            {
                return (record, false);
            }

            throw;
        }
        catch (ApiException exception) when (exception.MayHaveBeenCarriedOut)
        {
            attempts.MayExist = true;
            throw;
        }
    }

    private async Task<SentRow> UpdateAsync(MappedRow row, JObject record, CancellationToken cancellationToken)
    {
        var id = IdOf(record);
        var changes = new JObject();
        foreach (var (name, value) in _updatesExisting && id is not null ? row.Fields : [])
        {
            if (
                !_target.Key.Contains(name)
                && _target.Update!.Request?.Properties.ContainsKey(name) == true
                && !RecordComparison.Matches(value, record[name])
            )
            {
                changes[name] = value;
            }
        }

        if (changes.Count == 0)
        {
            return new SentRow(ImportOutcome.Unchanged, id);
        }

        var ids = _target
            .Update!.Segments.Where(static segment => segment[0] == '{' && segment != "{workspace_id}")
            .Select(segment =>
                segment[1..^1] == _target.Update.Member ? id! : row.Parents[_target.PathParameters.ToList().IndexOf(segment[1..^1])]
            );
        var response = await CallAsync(_target.Update, ids, changes, null, cancellationToken).ConfigureAwait(false);
        if (Record(response, _target.Update) is { } updated)
        {
            await RememberAsync(row.Parents, row.Key, updated, cancellationToken).ConfigureAwait(false);
        }

        return new SentRow(ImportOutcome.Updated, id);
    }

    private async Task<JObject?> FindAsync(IReadOnlyList<string> parents, string key, CancellationToken cancellationToken) =>
        _existing is null ? null : (await _existing.OfAsync(parents, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(key);

    // Asks the service, not what it said before.
    private async Task<JObject?> FindAgainAsync(
        IReadOnlyList<string> parents,
        string key,
        JObject fields,
        CancellationToken cancellationToken
    )
    {
        _existing?.Forget(parents);
        if (
            _target.Key is [var name]
            && _list.Filter?.Properties.ContainsKey(name) == true
            && RowMapper.KeyText(fields[name]) is var value
            // A comma would separate two values in the filter.
            && !value.Contains(',', StringComparison.Ordinal)
        )
        {
            var found = await ReadAsync(parents, [new($"filter[{name}]", value)], cancellationToken).ConfigureAwait(false);
            return found.GetValueOrDefault(key);
        }

        return (await ReadAsync(parents, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(key);
    }

    private async Task RememberAsync(IReadOnlyList<string> parents, string key, JObject record, CancellationToken cancellationToken)
    {
        if (_existing is not null)
        {
            (await _existing.OfAsync(parents, cancellationToken).ConfigureAwait(false))[key] = Needed(record);
        }
    }

    private Task<ConcurrentDictionary<string, JObject>> ReadAsync(IReadOnlyList<string> parents, CancellationToken cancellationToken) =>
        ReadAsync(parents, [], cancellationToken);

    private async Task<ConcurrentDictionary<string, JObject>> ReadAsync(
        IReadOnlyList<string> parents,
        IReadOnlyList<KeyValuePair<string, string?>> query,
        CancellationToken cancellationToken
    )
    {
        var records = new ConcurrentDictionary<string, JObject>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var response = await CallAsync(_list, parents, null, after is null ? query : [.. query, new("after", after)], cancellationToken)
                .ConfigureAwait(false);
            var items = (
                response.Json as JArray ?? (response.Json as JObject)?.Properties().FirstOrDefault()?.Value as JArray ?? []
            ).OfType<JObject>();
            foreach (var record in items)
            {
                var parts = _target.Key.Select(name => RowMapper.KeyText(record[name])).ToList();
                if (parts.TrueForAll(static part => part.Length > 0))
                {
                    records.TryAdd(RowMapper.KeyOf(_target, parts), Needed(record));
                }
            }

            var next = response.Headers.TryGetValue(NextCursor, out var cursor) ? cursor : null;
            if (string.IsNullOrEmpty(next) || next == after)
            {
                break;
            }

            after = next;
        }

        return records;
    }

    // Only what is compared is kept in memory.
    private JObject Needed(JObject record)
    {
        var needed = new JObject { ["id"] = record["id"] };
        foreach (var (name, value) in record)
        {
            if (value is not null && _updatesExisting && _target.Update!.Request?.Properties.ContainsKey(name) == true)
            {
                needed[name] = value;
            }
        }

        return needed;
    }

    private static string? IdOf(JObject record) => RowMapper.KeyText(record["id"]) is { Length: > 0 } id ? id : null;
}
