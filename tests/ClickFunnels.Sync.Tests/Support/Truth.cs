using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Tests.Support;

/// <summary>Reads a workspace with the simplest loop, and compares a sink with it.</summary>
internal static class Truth
{
    /// <summary>Returns all records of a table by id, each with the id of its parent.</summary>
    public static async Task<Dictionary<long, (long? Parent, JObject Record)>> ReadAsync(ClickFunnelsClient client, string table)
    {
        var source = ContractTables.Current.Find(table)!;
        var all = new Dictionary<long, (long?, JObject)>();
        IEnumerable<long?> parents = source.Parent is { } parent
            ? [.. (await ReadAsync(client, parent.Table)).Keys.Select(id => (long?)id)]
            : [null];
        foreach (var parentId in parents)
        {
            string? after = null;
            do
            {
                var request = new RawRequest(HttpMethod.Get, source.List.Template[1..], parentId is { } id ? [id] : []);
                request.Query["after"] = after ?? (source.IsPaged && !source.List.Paged ? "0" : null);
                var response = await client.SendAsync(request);
                var list = source.List.Wrapper is { } wrapper ? response.Json![wrapper]! : response.Json!;
                foreach (var record in list.Cast<JObject>())
                {
                    all[record.Value<long>("id")] = (parentId, record);
                }

                after = response.Headers.GetValueOrDefault("Pagination-Next");
            } while (after is not null);
        }

        return all;
    }

    /// <summary>Returns what is wrong in a sink, with the first few ids; empty if the sink equals the service.</summary>
    public static async Task<string> CompareAsync(ClickFunnelsClient client, MemorySink sink, long workspace, string table)
    {
        var truth = await ReadAsync(client, table);
        var rows = sink.Rows(table, workspace);
        var stored = sink.Tables[table];
        var lost = truth.Keys.Except(rows.Keys).ToList();
        var extra = rows.Keys.Except(truth.Keys).ToList();
        var stale = truth
            .Where(pair => rows.TryGetValue(pair.Key, out var row) && !AreEqual(stored, row, pair.Value.Parent, pair.Value.Record))
            .Select(pair => pair.Key)
            .ToList();
        return string.Join(
            "; ",
            new[] { Part("lost", lost), Part("deleted in the service", extra), Part("stale", stale) }.Where(part => part.Length > 0)
        );

        string Part(string name, List<long> ids) => ids.Count == 0 ? "" : $"{table}: {ids.Count} {name} ({string.Join(", ", ids.Take(3))})";
    }

    // Independent of the digest: every value must be in its column, or in the extra values.
    private static bool AreEqual(SyncTable table, SyncRow row, long? parent, JObject record)
    {
        var extra = row.Extra is null ? [] : JObject.Parse(row.Extra);
        var left = 0;
        foreach (var (name, token) in record)
        {
            if (name == "id" || token!.Type == JTokenType.Null)
            {
                continue;
            }

            left++;
            var index = table.Columns.ToList().FindIndex(column => column.Name == name);
            var value = index >= 0 && index < row.Values.Count ? row.Values[index] : null;
            if (!(value is null ? JToken.DeepEquals(extra[name], token) : Text(value) == Text(table.Columns[index].Type, token)))
            {
                return false;
            }
        }

        return row.Parent == parent && left == row.Values.Count(value => value is not null) + extra.Count;
    }

    private static string Text(object value) =>
        value switch
        {
            DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Text(SyncColumnType type, JToken token) =>
        type switch
        {
            SyncColumnType.Json => token.ToString(Newtonsoft.Json.Formatting.None),
            SyncColumnType.Timestamp => DateTimeOffset
                .Parse((string)token!, CultureInfo.InvariantCulture)
                .UtcTicks.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture)!,
        };
}
