using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>
/// Writes the state of a store as a seed file: records as they are, with names, references instead of ids, and without credentials and
/// events. The caller holds the store's gate.
/// </summary>
internal sealed class SeedExport
{
    private const int InlineDepth = 5;
    private const string Team = "team";
    private readonly Platform _platform;
    private readonly RecordStore _store;
    private readonly BehaviorSet _behaviors;
    private readonly SeedResources _resources;
    private readonly SeedNames _names;
    private readonly Dictionary<long, string> _references = [];
    private readonly OrderedDictionary<long, string> _ids = [];
    private readonly Dictionary<string, long> _numbers = [];
    private readonly long _lowest;

    private SeedExport(Platform platform, RecordStore store, BehaviorSet behaviors)
    {
        _platform = platform;
        _store = store;
        _behaviors = behaviors;
        _resources = SeedResources.Of(platform);
        _names = new SeedNames([platform.Seeds.TenantKey, Team]);
        _lowest = store.All.Select(record => record.Id).DefaultIfEmpty().Min();
    }

    /// <summary>Writes the state.</summary>
    public static string Write(Platform platform, RecordStore store, BehaviorSet behaviors) =>
        new SeedExport(platform, store, behaviors).Write();

    private string Write()
    {
        var tenants = _store.Of(_platform.Seeds.TenantResource);
        var records = _store
            .All.Where(IsExported)
            .OrderBy(record => TenantOf(record, tenants).Id)
            .ThenBy(record => record.Resource, StringComparer.Ordinal)
            .ThenBy(record => record.Id)
            .ToList();
        foreach (var record in records)
        {
            var name = _names.Of(record);
            _references.Add(record.Id, name);
            _numbers.Add(name, record.Id);
        }

        var defaults = new JsonObject();
        var byTenant = tenants.ToDictionary(tenant => tenant.Id, _ => new JsonObject());
        foreach (var group in records.GroupBy(record => record.Resource).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var written = group.Select(record => (Record: record, Fields: Fields(record, TenantOf(record, tenants)))).ToList();
            var usual = Factor([.. written.Select(one => one.Fields)]);
            if (usual.Count > 0)
            {
                defaults[group.Key] = usual;
            }

            foreach (var (record, fields) in written)
            {
                var home = byTenant[TenantOf(record, tenants).Id];
                if (home[group.Key] is not JsonObject list)
                {
                    home[group.Key] = list = [];
                }

                list[_references[record.Id]] = fields;
            }
        }

        return Compose(tenants, byTenant, defaults);
    }

    private string Compose(IReadOnlyList<Record> tenants, Dictionary<long, JsonObject> byTenant, JsonObject defaults)
    {
        var style = _platform.Seeds;
        var root = new JsonObject
        {
            ["api"] = _platform.Api,
            ["replace"] = true,
            ["effects"] = false,
        };
        if (_ids.Count > 0)
        {
            root["ids"] = new JsonArray([.. _ids.Values.Select(name => (JsonNode)name)]);
        }

        if (Settings(tenants[0]) is { Count: > 0 } settings)
        {
            root[style.TenantKey] = settings;
        }

        if (defaults.Count > 0)
        {
            root["defaults"] = defaults;
        }

        root["records"] = byTenant[tenants[0].Id];
        if (tenants.Count > 1)
        {
            var further = new JsonObject();
            foreach (var tenant in tenants.Skip(1))
            {
                var one = Settings(tenant);
                one["records"] = byTenant[tenant.Id];
                further[_names.Unique(tenant.Text("subdomain") ?? style.TenantKey)] = one;
            }

            root[style.FurtherKey!] = further;
        }

        return SeedYaml.Write(root, InlineDepth);
    }

    private JsonObject Settings(Record tenant)
    {
        var settings = new JsonObject();
        foreach (var (name, value) in _platform.Seeds.Describe(_store, tenant))
        {
            if (value is not null)
            {
                settings[name] = Escape(value);
            }
        }

        return settings;
    }

    private bool IsExported(Record record) => !record.IsTenant && _resources.Find(record.Resource) == record.Resource;

    private static Record TenantOf(Record record, IReadOnlyList<Record> tenants) =>
        tenants.FirstOrDefault(tenant => tenant.Id == record.WorkspaceId)
        ?? tenants.FirstOrDefault(tenant => tenant.TeamId == record.TeamId)
        ?? tenants[0];

    private JsonObject Fields(Record record, Record tenant)
    {
        var usual = Usual(record);
        var fields = new JsonObject();
        var kept = new JsonObject();
        foreach (var (name, value) in InOrder(record))
        {
            if (
                value is null
                || JsonNode.DeepEquals(value, usual[name])
                || _platform.Seeds.Secrets.Contains($"{record.Resource}.{name}")
                || (name == "updated_at" && JsonNode.DeepEquals(value, record.Fields["created_at"]))
            )
            {
                continue;
            }

            var plain = WithoutSecrets(record.Resource, value);
            var use = _platform.Identity(record, name) is null ? _resources.FieldOf(record.Resource, name) : null;
            if (_platform.Seeds.Internal.Contains(record.Resource))
            {
                fields[name] = Convert(plain, name, tenant, isShown: false);
            }
            else if (use is not null && Convert(plain, name, tenant, isShown: true) is { } shown && Means(use, shown, plain, tenant))
            {
                fields[name] = shown;
            }
            else
            {
                kept[name] = Convert(plain, name, tenant, isShown: false);
            }
        }

        // Times that a stored record would be given.
        var stamp = new JsonObject();
        _platform.Stamp(stamp, record.Resource, DateTimeOffset.UnixEpoch, isNew: true);
        foreach (var (name, _) in stamp)
        {
            if (record.Fields[name] is null)
            {
                kept[name] = null;
            }
        }

        if (kept.Count > 0)
        {
            fields[SeedPlan.Kept] = kept;
        }

        return fields;
    }

    // In the order of the contract, so that the same state is the same text.
    private IEnumerable<KeyValuePair<string, JsonNode?>> InOrder(Record record)
    {
        var schema = _resources.Schema(record.Resource);
        return record
            .Fields.OrderBy(one => schema?.Properties.IndexOf(one.Key) is >= 0 and var index ? index : int.MaxValue)
            .ThenBy(one => one.Key, StringComparer.Ordinal);
    }

    // What a record gets that is stored without fields.
    private JsonObject Usual(Record record)
    {
        var behavior = _behaviors.For(record.Resource);
        var bare = new Record([])
        {
            Resource = record.Resource,
            Id = record.Id,
            TeamId = record.TeamId,
            WorkspaceId = record.WorkspaceId,
        };
        behavior.Complete(bare.Fields);
        behavior.Identify(bare);
        return bare.Fields;
    }

    private JsonNode WithoutSecrets(string resource, JsonNode value)
    {
        switch (value)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, item) in map)
                {
                    if (!_platform.Seeds.Secrets.Contains($"{resource}.{key}"))
                    {
                        fields[key] = item is null ? null : WithoutSecrets(resource, item);
                    }
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : WithoutSecrets(resource, item))]);
            default:
                return value.DeepClone();
        }
    }

    private JsonNode? Convert(JsonNode? value, string name, Record tenant, bool isShown, bool isBelowId = false)
    {
        var isId = isBelowId || IsIdName(name);
        switch (value)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, item) in map)
                {
                    fields[isShown ? key : Key(key, tenant)] = Convert(item, key, tenant, isShown, isId);
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Convert(item, name, tenant, isShown, isBelowId))]);
            case JsonValue scalar when scalar.TryGetValue<string>(out var text):
                return
                    isId
                    && _platform.HasPublicIds
                    && PublicIdCode.TryDecode(text, out var decoded)
                    && ReferenceTo(decoded, tenant) is { } named
                    ? isShown
                        ? named
                        : named + ".public_id"
                    : SeedReference.Escape(text);
            case JsonValue scalar when isId && scalar.TryGetValue<long>(out var id) && ReferenceTo(id, tenant) is { } reference:
                return reference;
            default:
                return value?.DeepClone();
        }
    }

    private bool IsIdName(string name) =>
        name is "id" or "ids"
        || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_ids", StringComparison.Ordinal)
        || name.EndsWith("Id", StringComparison.Ordinal)
        || name.EndsWith("Ids", StringComparison.Ordinal)
        || _platform.Seeds.Links.Contains(name);

    // Keys such as 1012=RED, with the id of a property.
    private string Key(string key, Record tenant) =>
        key.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(key.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && ReferenceTo(id, tenant) is { } reference
            ? reference + key[end..]
            : key;

    private string? ReferenceTo(long id, Record tenant)
    {
        if (id == tenant.Id)
        {
            return "$" + _platform.Seeds.TenantKey;
        }

        if (id == tenant.TeamId && _platform.Seeds.FurtherKey is not null)
        {
            return "$" + Team;
        }

        if (_references.TryGetValue(id, out var name))
        {
            return "$" + name;
        }

        // An id within a record, or one of a record that is gone or not exported.
        if (id < _lowest || id >= _store.NextId || _store.Find(id)?.IsTenant == true)
        {
            return null;
        }

        if (!_ids.TryGetValue(id, out var inner))
        {
            _ids.Add(id, inner = _names.Unique("id"));
            _numbers.Add(inner, id);
        }

        return "$" + inner;
    }

    // True if the value of the file leads to the value of the record.
    private bool Means(SchemaUse use, JsonNode written, JsonNode value, Record tenant)
    {
        var problems = new SeedProblems(new SpecFile("", [], []));
        var read = new SeedValues(_platform, problems).Check(use, written, "");
        return !problems.Any && JsonNode.DeepEquals(Resolve(read, tenant), value);
    }

    private JsonNode? Resolve(JsonNode? node, Record tenant)
    {
        switch (node)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, value) in map)
                {
                    fields[key] = Resolve(value, tenant);
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Resolve(item, tenant))]);
            case JsonValue scalar when scalar.TryGetValue<SeedReference>(out var reference):
                var id = IdOf(reference.Name, tenant);
                return reference.Form switch
                {
                    ReferenceForm.Text => _platform.HasPublicIds ? PublicIdCode.Encode(id) : id.ToString(CultureInfo.InvariantCulture),
                    ReferenceForm.Object => new JsonObject { ["id"] = id },
                    _ => id,
                };
            default:
                return node?.DeepClone();
        }
    }

    private long IdOf(string name, Record tenant) =>
        name == _platform.Seeds.TenantKey ? tenant.Id
        : name == Team && _platform.Seeds.FurtherKey is not null ? tenant.TeamId
        : _numbers[name];

    private static JsonNode? Escape(JsonNode? value) =>
        value switch
        {
            JsonArray list => new JsonArray([.. list.Select(Escape)]),
            JsonValue scalar when scalar.TryGetValue<string>(out var text) => SeedReference.Escape(text),
            _ => value?.DeepClone(),
        };

    // Values that all records of a resource have are written once.
    private static JsonObject Factor(List<JsonObject> records)
    {
        const int Fewest = 3;
        var usual = new JsonObject();
        if (records.Count < Fewest)
        {
            return usual;
        }

        foreach (var (name, _) in records[0].ToList())
        {
            if (name == SeedPlan.Kept || records.Exists(record => record[name] is null))
            {
                continue;
            }

            var most = records.GroupBy(record => record[name]!.ToJsonString()).OrderByDescending(group => group.Count()).First().ToList();
            var isText = most[0][name]!.GetValueKind() == JsonValueKind.String;
            var isOwn = most[0][name]!.ToJsonString().Contains('$', StringComparison.Ordinal);
            if (isOwn || most.Count * 2 <= records.Count || (isText && most.Count < records.Count))
            {
                continue;
            }

            usual[name] = most[0][name]!.DeepClone();
            foreach (var record in most)
            {
                record.Remove(name);
            }
        }

        return usual;
    }
}
