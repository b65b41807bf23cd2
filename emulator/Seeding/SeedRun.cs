using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>Puts a seed file into a store, within the caller's transaction. No events are recorded.</summary>
/// <param name="platform">The platform.</param>
/// <param name="store">The store, whose gate the caller holds.</param>
/// <param name="handler">Creates records as calls do.</param>
/// <param name="clock">The clock of the emulator.</param>
/// <param name="known">The names of earlier files.</param>
internal sealed class SeedRun(
    Platform platform,
    RecordStore store,
    CallHandler handler,
    TimeProvider clock,
    IReadOnlyDictionary<string, SeededRecord> known
)
{
    private const string Team = "team";
    private readonly Dictionary<string, long> _ids = [];
    private readonly Dictionary<string, Record> _made = [];
    private readonly Dictionary<string, SeededRecord> _seeded = [];
    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private SeedProblems _problems = null!;
    private bool _hasEffects;

    // A file that replaces the records cannot refer to them.
    private IReadOnlyDictionary<string, SeededRecord> _known = known;

    /// <summary>True for the name of the record that all records belong to.</summary>
    public static bool IsReserved(Platform platform, string name) =>
        name == platform.Seeds.TenantKey || (name == Team && platform.Seeds.FurtherKey is not null);

    /// <summary>Adds the records of a file; returns those with a name.</summary>
    /// <exception cref="InvalidDataException">The file is not right; the caller undoes what was changed.</exception>
    public IReadOnlyDictionary<string, SeededRecord> Run(SeedFile file)
    {
        _problems = file.Problems;
        _hasEffects = file.HasEffects;
        _known = file.Replaces ? new Dictionary<string, SeededRecord>() : _known;
        var tenant = Tenants()[0];
        var plan = new SeedPlan(platform, file, name => platform.Identity(tenant, name) is not null);
        var settings = file.Tenants.Select(plan.Settings).ToList();
        var planned = file.Tenants.Select(one => one.Entries.Select(plan.Plan).ToList()).ToList();
        CheckNames(file, planned);
        var order = SeedOrder.Of([.. planned.SelectMany(list => list)], file.HasEffects, _problems);
        _problems.ThrowIfAny();

        var tenants = AddTenants(file, settings);
        if (file.Replaces)
        {
            Clear([.. planned.SelectMany(list => list).Select(one => one.Entry.Resource).Distinct()]);
        }

        foreach (var name in file.Ids)
        {
            _ids[name] = store.TakeId();
        }

        var owners = new Dictionary<PlannedRecord, Record>();
        foreach (var (index, list) in planned.Index())
        {
            foreach (var one in list)
            {
                owners.Add(one, tenants[index]);
            }
        }

        var made = file.HasEffects ? MakeInOrder(order, owners) : StoreAll(order.Records, owners);
        CheckShown(made);
        _problems.ThrowIfAny();
        return _seeded;
    }

    private IReadOnlyList<Record> Tenants() => store.Of(platform.Seeds.TenantResource);

    private List<Record> AddTenants(SeedFile file, List<JsonObject> settings)
    {
        var tenants = new List<Record>();
        foreach (var (index, tenant) in file.Tenants.Index())
        {
            try
            {
                if (tenant.Name is { } name)
                {
                    tenants.Add(platform.Seeds.Add(store, clock, name, settings[index]));
                }
                else
                {
                    tenants.Add(Tenants()[0]);
                    if (settings[index].Count > 0)
                    {
                        platform.Seeds.Apply(store, tenants[0], settings[index]);
                    }
                }
            }
            catch (ArgumentException exception)
            {
                _problems.AddKey(Setting(tenant, exception), exception.Message.Split(" (Parameter")[0].TrimEnd('.') + ".");
                _problems.ThrowIfAny();
            }
        }

        return tenants;
    }

    // The place of the setting that an exception names.
    private static string Setting(SeedTenant tenant, ArgumentException exception)
    {
        var name = string.Concat(
            (exception.ParamName ?? "").Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{letter}" : $"{letter}")
        );
        return tenant.Settings.ContainsKey(name.ToLowerInvariant())
            ? JsonPointer.Append(tenant.Pointer, name.ToLowerInvariant())
            : tenant.Pointer;
    }

    // From the end, where a removal is quick. Members of the team stay unless the file has its own.
    private void Clear(HashSet<string> resources)
    {
        foreach (var record in store.All.Reverse().ToList())
        {
            if (!record.IsTenant && (record.WorkspaceId is not null || resources.Contains(record.Resource)))
            {
                store.Remove(record);
            }
        }
    }

    private void CheckNames(SeedFile file, List<List<PlannedRecord>> planned)
    {
        var names = planned
            .SelectMany(list => list)
            .Select(one => one.Entry.Name)
            .OfType<string>()
            .Concat(file.Ids)
            .Concat(file.Lost)
            .ToHashSet();
        foreach (var one in planned.SelectMany(list => list))
        {
            if (one.Entry.Name is { } name && _known.ContainsKey(name))
            {
                _problems.AddKey(one.Entry.Pointer, $"An earlier seed file has a record with the name \"{name}\". Use another name.");
            }

            foreach (var (_, reference) in one.References)
            {
                if (!names.Contains(reference.Name) && !_known.ContainsKey(reference.Name) && !IsReserved(platform, reference.Name))
                {
                    _problems.Add(
                        reference.Pointer,
                        $"There is no record \"{reference.Name}\"."
                            + SeedProblems.Suggest(reference.Name, [.. names, .. _known.Keys], "Names")
                    );
                }
            }
        }
    }

    private List<(PlannedRecord Planned, Record Record)> MakeInOrder(SeedOrder order, Dictionary<PlannedRecord, Record> owners)
    {
        var made = new List<(PlannedRecord, Record)>();
        foreach (var planned in order.Records)
        {
            var record = planned.Existing is { } existing ? Adopt(planned, existing) : Make(planned, owners[planned], order);
            Name(planned, record);
            made.Add((planned, record));
            _problems.ThrowIfAny();
        }

        var records = order.Deferred.Count == 0 ? [] : made.ToDictionary(one => one.Item1, one => one.Item2);
        foreach (var (planned, field) in order.Deferred)
        {
            var record = records[planned];
            var value = planned.Body.ContainsKey(field) ? planned.Body[field] : planned.Own[field];
            store.Edit(record)[field] = Plain(new JsonObject { ["value"] = Resolve(value, record, false) })["value"]?.DeepClone();
        }

        return made;
    }

    private Record Make(PlannedRecord planned, Record owner, SeedOrder order)
    {
        var own = Fields(planned.Own, owner, planned, order);
        if (planned.Creation is null)
        {
            return Store(planned, own, owner, null);
        }

        var parents = new Dictionary<string, Record>();
        foreach (var parent in planned.Creation.Parents)
        {
            if (!planned.Parents.TryGetValue(parent.Name, out var given))
            {
                parents[parent.Name] = platform.Seeds.TenantResource == parent.Resource ? owner : store.Find(owner.TeamId)!;
            }
            else if (Resolve(given, owner, false).AsNumber() is { } id && store.Find(parent.Resource, id) is { } found)
            {
                parents[parent.Name] = found;
            }
            else
            {
                _problems.Add(planned.Pointers[parent.Name], $"This is not a {parent.Resource}.");
            }
        }

        _problems.ThrowIfAny();
        Record record;
        var body = Fields(planned.Body, owner, planned, order);
        try
        {
            record =
                handler.Create(planned.Creation, parents, Caller.Of([owner]), owner.Id, (JsonObject)body.DeepClone(), _now)
                ?? throw ApiProblem.Unprocessable("it exists already");
        }
        catch (ApiProblem problem)
        {
            _problems.AddKey(planned.Entry.Pointer, $"The API refuses this {planned.Entry.Resource}: {problem.Summary}.");
            _problems.ThrowIfAny();
            throw;
        }

        Complete(planned, record, body, own);
        return record;
    }

    // Every field of the file has the value of the file, also one that the operation does not take.
    private void Complete(PlannedRecord planned, Record record, JsonObject body, JsonObject own)
    {
        var behavior = handler.Behaviors.For(record.Resource);
        var shown = platform.Contract.Schema(record.Resource).Properties;
        foreach (var (name, value) in body)
        {
            if (value is not null && record.Fields[name] is null && shown.ContainsKey(name) && !behavior.TryCompute(record, name, out _))
            {
                own.TryAdd(name, value.DeepClone());
            }
        }

        foreach (var (name, value) in own)
        {
            if (behavior.TryCompute(record, name, out _))
            {
                _problems.AddKey(planned.Pointers[name], $"\"{name}\" is worked out from other records. Leave it out.");
                continue;
            }

            store.Edit(record)[name] = value?.DeepClone();
        }

        if (own.ContainsKey("created_at") && !own.ContainsKey("updated_at") && shown.ContainsKey("updated_at"))
        {
            store.Edit(record)["updated_at"] = own["created_at"]?.DeepClone();
        }
    }

    private Record Adopt(PlannedRecord planned, SeedReference existing)
    {
        if (Follow(existing, null).AsNumber() is { } id && store.Find(id) is { } record && record.Resource == planned.Entry.Resource)
        {
            Complete(planned, record, [], Plain(Resolve(planned.Own, record, planned)));
            return record;
        }

        _problems.Add(existing.Pointer, $"This is not a {planned.Entry.Resource}.");
        _problems.ThrowIfAny();
        throw new InvalidDataException();
    }

    private List<(PlannedRecord Planned, Record Record)> StoreAll(
        IReadOnlyList<PlannedRecord> records,
        Dictionary<PlannedRecord, Record> owners
    )
    {
        var ids = records.ToDictionary(planned => planned, _ => store.TakeId());
        foreach (var (planned, id) in ids)
        {
            if (planned.Entry.Name is { } name)
            {
                _ids[name] = id;
            }
        }

        var made = new List<(PlannedRecord, Record)>();
        foreach (var planned in records)
        {
            var fields = Plain(Resolve(planned.Own, owners[planned], planned));
            var record = Store(planned, fields, owners[planned], ids[planned]);
            Name(planned, record);
            made.Add((planned, record));
        }

        return made;
    }

    private Record Store(PlannedRecord planned, JsonObject fields, Record owner, long? id)
    {
        var resource = planned.Entry.Resource;
        var behavior = handler.Behaviors.For(resource);
        var stamp = new JsonObject();
        platform.Stamp(stamp, resource, _now, isNew: true);
        if (fields.ContainsKey("created_at") && !fields.ContainsKey("updated_at") && stamp.ContainsKey("updated_at"))
        {
            fields["updated_at"] = fields["created_at"]?.DeepClone();
        }

        behavior.Complete(fields);
        platform.Stamp(fields, resource, _now, isNew: true);
        var workspace = platform.Seeds.OfTeam.Contains(resource) ? null : owner.WorkspaceId;
        var record = store.Insert(resource, id ?? store.TakeId(), owner.TeamId, workspace, fields);
        behavior.Identify(record);
        if (_hasEffects)
        {
            foreach (var name in planned.Own.Select(one => one.Key))
            {
                if (behavior.TryCompute(record, name, out _))
                {
                    _problems.AddKey(planned.Pointers[name], $"\"{name}\" is worked out from other records. Leave it out.");
                }
            }
        }

        return record;
    }

    private void Name(PlannedRecord planned, Record record)
    {
        if (planned.Entry.Name is { } name)
        {
            _made[name] = record;
            _seeded[name] = new SeededRecord(record.Resource, record.Id, platform.HasPublicIds ? record.PublicId : null);
        }
    }

    // A record that lacks what its responses need would make every read of it fail.
    private void CheckShown(List<(PlannedRecord Planned, Record Record)> made)
    {
        foreach (var (planned, record) in made)
        {
            if (
                planned.Creation is null
                && SeedResources.Of(platform).Schema(record.Resource) is { } schema
                && !handler.CanShow(record, schema)
            )
            {
                _problems.AddKey(
                    planned.Entry.Pointer,
                    $"Responses cannot show this {record.Resource}: it lacks a field or a reference that they need, such as its parent."
                );
            }
        }
    }

    private JsonObject Fields(JsonObject fields, Record owner, PlannedRecord planned, SeedOrder order)
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (!order.IsDeferred(planned, name))
            {
                result[name] = Resolve(value, owner, planned.Kept.Contains(name));
            }
        }

        return Plain(result);
    }

    // Parsed again, so that numbers have the same form as those of a body.
    private static JsonObject Plain(JsonObject fields) => (JsonObject)JsonNode.Parse(fields.ToJsonString())!;

    private JsonObject Resolve(JsonObject fields, Record owner, PlannedRecord planned)
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            result[name] = Resolve(value, owner, planned.Kept.Contains(name));
        }

        return result;
    }

    private JsonNode? Resolve(JsonNode? node, Record owner, bool hasKeys)
    {
        switch (node)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, value) in map)
                {
                    fields[hasKeys ? Key(key, owner) : key] = Resolve(value, owner, hasKeys);
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Resolve(item, owner, hasKeys))]);
            case JsonValue value when value.TryGetValue<SeedReference>(out var reference):
                return Follow(reference, owner);
            default:
                return node?.DeepClone();
        }
    }

    // What the emulator keeps may have ids in its keys: $name=text.
    private string Key(string key, Record owner) =>
        key.IndexOf('=', StringComparison.Ordinal) is > 1 and var end
        && SeedReference.Is(key)
        && SeedName.IsValid(key[1..end])
        && IdOf(key[1..end], owner) is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"{id}{key[end..]}")
            : key;

    private long? IdOf(string name, Record? owner) =>
        _made.TryGetValue(name, out var record) ? record.Id
        : _ids.TryGetValue(name, out var id) ? id
        : _known.TryGetValue(name, out var seeded) ? seeded.Id
        : owner is null ? null
        : name == platform.Seeds.TenantKey ? owner.WorkspaceId
        : name == Team ? owner.TeamId
        : null;

    private JsonNode? Follow(SeedReference reference, Record? owner)
    {
        if (IdOf(reference.Name, owner) is not { } id)
        {
            _problems.Add(reference.Pointer, $"There is no record \"{reference.Name}\" yet.");
            return null;
        }

        object? value = id;
        if (reference.Path is ["id"] or [])
        {
            return reference.Form switch
            {
                ReferenceForm.Text => platform.HasPublicIds && reference.Path.Count == 0
                    ? PublicIdCode.Encode(id)
                    : id.ToString(CultureInfo.InvariantCulture),
                ReferenceForm.Object => new JsonObject { ["id"] = id },
                _ => id,
            };
        }

        if (reference.Path is ["public_id"] && platform.HasPublicIds)
        {
            return PublicIdCode.Encode(id);
        }

        value = store.Find(id);
        foreach (var step in reference.Path)
        {
            value = Step(value, step);
            if (value is null)
            {
                _problems.Add(
                    reference.Pointer,
                    $"\"{reference.Name}\" has no value {SeedProblems.Quote(string.Join('.', reference.Path))}."
                );
                return null;
            }
        }

        return value switch
        {
            Record record => record.Id,
            IEnumerable<Record> records => new JsonArray([.. records.Select(one => (JsonNode)one.Id)]),
            JsonObject map when reference.Form != ReferenceForm.Object && map["id"] is { } inner => inner.DeepClone(),
            JsonValue number when reference.Form == ReferenceForm.Text => number.ToString(),
            JsonNode node => node.DeepClone(),
            long whole when reference.Form == ReferenceForm.Text => whole.ToString(CultureInfo.InvariantCulture),
            long whole => whole,
            bool flag => flag,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private object? Step(object? value, string step) =>
        value switch
        {
            Record record => step switch
            {
                "id" => record.Id,
                "public_id" when platform.HasPublicIds => record.PublicId,
                _ => handler.ValueOf(record, step),
            },
            IEnumerable<Record> records => int.TryParse(step, out var index)
                ? records.ElementAtOrDefault(index)
                : records.FirstOrDefault(one => one.Text("name") == step),
            JsonArray list => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? list.ElementAtOrDefault(index)
                : list.OfType<JsonObject>().FirstOrDefault(one => one.Text("name") == step),
            JsonObject map => map[step],
            _ => null,
        };
}
