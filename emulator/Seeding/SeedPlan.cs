using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>A record of a seed file, and the way in which it is made.</summary>
internal sealed class PlannedRecord
{
    public required SeedEntry Entry { get; init; }

    /// <summary>The operation that creates it; null if it is stored as it is.</summary>
    public ContractOperation? Creation { get; init; }

    /// <summary>The record that another one brought, which this one gives a name and fields; null if it is a new record.</summary>
    public SeedReference? Existing { get; init; }

    /// <summary>References to the parents of the path, or their ids, by the name of the field.</summary>
    public Dictionary<string, JsonNode> Parents { get; } = [];

    /// <summary>Fields that the operation takes.</summary>
    public JsonObject Body { get; } = [];

    /// <summary>Fields that are set in the record.</summary>
    public JsonObject Own { get; } = [];

    /// <summary>Fields that may be set after the creation, if records refer to each other in a circle.</summary>
    public HashSet<string> Optional { get; } = [];

    /// <summary>Fields that the file most likely means by unknown names.</summary>
    public HashSet<string> Misspelled { get; } = [];

    /// <summary>Fields that only the emulator keeps.</summary>
    public HashSet<string> Kept { get; } = [];

    /// <summary>The fields of the file by the names of <see cref="Body"/> and <see cref="Own"/>.</summary>
    public Dictionary<string, string> Pointers { get; } = [];

    /// <summary>All references, and the fields that they are in.</summary>
    public List<(string Field, SeedReference Reference)> References { get; } = [];
}

/// <summary>Decides for each record how it is made, and checks its fields.</summary>
internal sealed class SeedPlan(Platform platform, SeedFile file, Func<string, bool> isIdentity)
{
    private const string Is = "is";

    /// <summary>The field with what only the emulator keeps in a record.</summary>
    public const string Kept = "emulator";

    private static readonly ContractSchema Id = new("") { Kind = SchemaKind.Integer };
    private readonly SeedResources _resources = SeedResources.Of(platform);
    private readonly SeedValues _values = new(platform, file.Problems);

    /// <summary>Checks the settings of a tenant.</summary>
    public JsonObject Settings(SeedTenant tenant) =>
        (JsonObject)_values.Check(new SchemaUse(platform.Seeds.Settings, false), tenant.Settings, tenant.Pointer)!;

    /// <summary>Plans a record.</summary>
    public PlannedRecord Plan(SeedEntry entry)
    {
        _values.TakesTexts = entry.IsRepeated;
        var existing = Existing(entry);
        var parents = new Dictionary<string, string>();
        var creation = file.HasEffects && existing is null && !entry.Fields.ContainsKey(Is) ? Creation(entry, parents) : null;
        var planned = new PlannedRecord
        {
            Entry = entry,
            Creation = creation,
            Existing = existing,
        };
        if (existing is not null)
        {
            planned.References.Add((Is, existing));
        }

        foreach (var (name, value) in entry.Fields)
        {
            if (name == Is)
            {
                continue;
            }

            _values.References.Clear();
            var field =
                parents.TryGetValue(name, out var parent) ? Parent(planned, parent, value, entry.PointerTo(name))
                : name == Kept ? Keep(planned, value, entry.PointerTo(name))
                : Place(planned, name, value);
            planned.References.AddRange(_values.References.Select(reference => (field, reference)));
        }

        foreach (var required in creation?.Request?.Required ?? [])
        {
            if (!planned.Body.ContainsKey(required) && !planned.Misspelled.Contains(required))
            {
                file.Problems.AddKey(entry.Pointer, $"{entry.Resource} needs the field \"{required}\": the API requires it.");
            }
        }

        return planned;
    }

    private SeedReference? Existing(SeedEntry entry)
    {
        if (!entry.Fields.TryGetPropertyValue(Is, out var value))
        {
            return null;
        }

        var pointer = entry.PointerTo(Is);
        if (
            file.HasEffects
            && SeedReference.Is(value)
            && SeedReference.Parse(value!.ToString(), pointer, ReferenceForm.Number) is { Path.Count: > 0 } reference
        )
        {
            return reference;
        }

        file.Problems.AddKey(
            pointer,
            file.HasEffects
                ? $"\"{Is}\" names the field of a record whose creation made this one, such as $shirt.default_variant_id."
                : $"\"{Is}\" has no use in a file with effects: false, where no record makes another one."
        );
        return null;
    }

    // The operation whose parents are given; the current ones first, and those below more parents before others.
    private ContractOperation? Creation(SeedEntry entry, Dictionary<string, string> parents)
    {
        ContractOperation? best = null;
        Dictionary<string, string>? given = null;
        var creations = _resources.Creations(entry.Resource).ToList();
        foreach (var creation in creations)
        {
            var bound = new Dictionary<string, string>();
            foreach (var parent in creation.Parents.Where(parent => !_resources.IsTenant(parent)))
            {
                if (GivenParent(entry, parent) is { } name)
                {
                    bound[name] = parent.Name;
                }
            }

            var needed = creation.Parents.Count(parent => !_resources.IsTenant(parent));
            if (bound.Count == needed && (best is null || bound.Count > given!.Count))
            {
                (best, given) = (creation, bound);
            }
        }

        if (best is null && creations.Count > 0)
        {
            var missing = creations[0]
                .Parents.Where(parent => !_resources.IsTenant(parent) && GivenParent(entry, parent) is null)
                .Select(one => $"\"{ShortName(one)}: $name\" (a {one.Resource})");
            file.Problems.AddKey(entry.Pointer, $"{entry.Resource} belongs to another record. Add {string.Join(" and ", missing)}.");
        }

        foreach (var (name, parent) in given ?? [])
        {
            parents[name] = parent;
        }

        return best;
    }

    private static string ShortName(ParentParameter parent) =>
        parent.Name.EndsWith("_id", StringComparison.Ordinal) ? parent.Name[..^3] : parent.Name;

    private static string? GivenParent(SeedEntry entry, ParentParameter parent) =>
        entry.Fields.ContainsKey(parent.Name) ? parent.Name
        : entry.Fields.TryGetPropertyValue(ShortName(parent), out var value) && SeedReference.Is(value) ? ShortName(parent)
        : null;

    private string Parent(PlannedRecord planned, string parent, JsonNode? value, string pointer)
    {
        if (_values.Check(new SchemaUse(Id, false), value, pointer) is { } id)
        {
            planned.Parents[parent] = id;
            planned.Pointers[parent] = pointer;
        }

        return parent;
    }

    private string Keep(PlannedRecord planned, JsonNode? value, string pointer)
    {
        if (file.HasEffects || value is not JsonObject kept)
        {
            file.Problems.AddKey(pointer, $"\"{Kept}\" is a mapping of values that only the emulator keeps, in files with effects: false.");
            return Kept;
        }

        foreach (var (name, item) in (JsonObject)_values.Free(kept, pointer)!)
        {
            // A node has one parent.
            planned.Own[name] = Detach(item);
            planned.Kept.Add(name);
            planned.Pointers[name] = JsonPointer.Append(pointer, name);
        }

        return Kept;
    }

    private static JsonNode? Detach(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, value) in map)
                {
                    fields[key] = Detach(value);
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select(Detach)]);
            case JsonValue value when value.TryGetValue<SeedReference>(out var reference):
                return JsonValue.Create(reference, TextJson.Default.SeedReference);
            default:
                return node?.DeepClone();
        }
    }

    private string Place(PlannedRecord planned, string name, JsonNode? value)
    {
        var entry = planned.Entry;
        var pointer = entry.PointerTo(name);
        var request = planned.Creation?.Request;
        var response = _resources.Schema(entry.Resource);
        if (request is not null && SeedValues.FieldFor(request, name, value) is { } sent)
        {
            Set(planned.Body, sent, request.Properties[sent]);
            if (!request.Required.Contains(sent) && response?.Properties.ContainsKey(sent) == true)
            {
                planned.Optional.Add(sent);
            }

            return sent;
        }

        if (isIdentity(name))
        {
            file.Problems.AddKey(pointer, $"The emulator sets \"{name}\". Leave it out, and refer to the record by its name.");
            return name;
        }

        if (response is null)
        {
            planned.Own[name] = _values.Free(value, pointer);
            return name;
        }

        if (SeedValues.FieldFor(response, name, value) is { } own)
        {
            Set(planned.Own, own, response.Properties[own]);
            planned.Optional.Add(own);
            return own;
        }

        var parents = _resources.Parents(entry.Resource).ToList();
        if (parents.Find(parent => parent.Name == name || (ShortName(parent) == name && SeedReference.Is(value))) is { } link)
        {
            Set(planned.Own, link.Name, new SchemaUse(Id, true));
            planned.Optional.Add(link.Name);
            return link.Name;
        }

        // What a creation takes may be stored as it is, such as the ids of tags.
        if (!file.HasEffects && _resources.FieldOf(entry.Resource, name) is { } taken)
        {
            Set(planned.Own, name, taken);
            return name;
        }

        if (response.Values is not null)
        {
            planned.Own[name] = _values.Check(response.Values, value, pointer);
            return name;
        }

        var known = (request?.Properties.Keys ?? Enumerable.Empty<string>())
            .Concat(response.Properties.Keys.Where(one => !isIdentity(one)))
            .Concat(parents.Select(ShortName))
            .Append(SeedReader.Repeat)
            .Distinct()
            .ToList();
        if (SimilarNames.Meant(name, known) is { } likely)
        {
            planned.Misspelled.Add(likely);
        }

        file.Problems.AddKey(
            pointer,
            $"{entry.Resource} has no field {SeedProblems.Quote(name)}.{SeedProblems.Suggest(name, known, "Fields")}"
        );
        return name;

        void Set(JsonObject target, string field, SchemaUse use)
        {
            if (!target.TryAdd(field, _values.Check(use, value, pointer)))
            {
                file.Problems.AddKey(pointer, $"The field \"{field}\" is given twice.");
            }

            planned.Pointers[field] = pointer;
        }
    }
}
