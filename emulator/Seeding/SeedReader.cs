using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>Reads the structure of a seed file: its keys, and the records by resource and name.</summary>
internal sealed class SeedReader
{
    public const int MaxBytes = 16 * 1024 * 1024;
    public const int MaxValues = 1_000_000;
    public const int MaxRecords = 100_000;
    public const string Repeat = "repeat";
    public const string Number = "{n}";
    private const string EscapedNumber = "{{n}}";
    private const int MaxDepth = 32;
    private static readonly UTF8Encoding Utf8 = new(false, true);

    private readonly Platform _platform;
    private readonly SpecFile _file;
    private readonly SeedProblems _problems;
    private readonly SeedResources _resources;
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, (JsonObject Fields, string Pointer)> _defaults = [];
    private readonly HashSet<string> _lost = [];
    private int _count;

    private SeedReader(Platform platform, SpecFile file)
    {
        _platform = platform;
        _file = file;
        _problems = new SeedProblems(file);
        _resources = SeedResources.Of(platform);
    }

    /// <summary>Reads the API that a file names; null if it names none or is not a seed file.</summary>
    public static string? ApiOf(string text, string name)
    {
        try
        {
            return SpecFile.Parse(name, Utf8.GetBytes(text), MaxValues).Root.Text("api");
        }
        catch (Exception exception) when (exception is InputException or EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="platform">The platform of the emulator.</param>
    /// <param name="text">The text: YAML or JSON.</param>
    /// <param name="name">Name of the file in errors.</param>
    /// <exception cref="InvalidDataException">The file is not right; the message names each problem with its position.</exception>
    public static SeedFile Read(Platform platform, string text, string name)
    {
        if (text.Length > MaxBytes)
        {
            throw new InvalidDataException($"{name}: The file is larger than {MaxBytes / 1024 / 1024} MB.");
        }

        try
        {
            var file = SpecFile.Parse(name, Utf8.GetBytes(text), MaxValues, new KeyPositions());
            return new SeedReader(platform, file).Read();
        }
        catch (Exception exception) when (exception is InputException or EncoderFallbackException)
        {
            throw new InvalidDataException(
                exception is InputException ? exception.Message : $"{name}: The text has half a surrogate pair.",
                exception
            );
        }
    }

    private SeedFile Read()
    {
        var root = _file.Root;
        var style = _platform.Seeds;
        string[] keys = ["api", "description", "replace", "effects", "ids", "defaults", style.TenantKey, "records"];
        keys = style.FurtherKey is { } furtherKey ? [.. keys, furtherKey] : keys;
        foreach (var (key, _) in root)
        {
            if (!keys.Contains(key))
            {
                _problems.AddKey(
                    JsonPointer.Append("", key),
                    $"Unknown key {SeedProblems.Quote(key)}.{SeedProblems.Suggest(key, keys, "Keys")}"
                );
            }
        }

        if (root["api"] is { } api && (api.GetValueKind() != JsonValueKind.String || api.ToString() != _platform.Api))
        {
            _problems.Add(
                "/api",
                api.GetValueKind() == JsonValueKind.String
                    ? $"The file is for the API {SeedProblems.Quote(api.ToString())}, and this emulator serves \"{_platform.Api}\"."
                    : $"\"api\" must be the name of the API: {_platform.Api}."
            );
            _problems.ThrowIfAny();
        }

        RequireDepth(root, "", 0);
        var replaces = Flag(root, "replace", false);
        var effects = Flag(root, "effects", true);
        var ids = ReadIds(root);
        ReadDefaults(root);
        var tenants = new List<SeedTenant> { new(null, Mapping(root, style.TenantKey, ""), $"/{style.TenantKey}", ReadRecords(root, "")) };
        if (style.FurtherKey is { } further)
        {
            foreach (var (name, node) in Mapping(root, further, ""))
            {
                var pointer = JsonPointer.Append($"/{further}", name);
                if (node is not (JsonObject or null))
                {
                    _problems.Add(pointer, $"Expected a mapping with the settings and the records of the {style.TenantKey}.");
                    continue;
                }

                var settings = node as JsonObject ?? [];
                var entries = ReadRecords(settings, pointer);
                var plain = new JsonObject();
                foreach (var (key, value) in settings.Where(one => one.Key != "records"))
                {
                    plain[key] = value?.DeepClone();
                }

                tenants.Add(new SeedTenant(name, plain, pointer, entries));
            }
        }

        return new SeedFile(_problems, replaces, effects, ids, tenants, _lost);
    }

    // Deeper values could not be saved in a snapshot.
    private void RequireDepth(JsonNode node, string pointer, int depth)
    {
        if (depth > MaxDepth)
        {
            _problems.Add(pointer, $"Nested deeper than {MaxDepth} levels.");
            _problems.ThrowIfAny();
        }

        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (value is not (JsonValue or null))
                    {
                        RequireDepth(value, JsonPointer.Append(pointer, key), depth + 1);
                    }
                }

                break;
            case JsonArray list:
                foreach (var (index, value) in list.Index())
                {
                    if (value is not (JsonValue or null))
                    {
                        RequireDepth(value, JsonPointer.Append(pointer, index), depth + 1);
                    }
                }

                break;
        }
    }

    private bool Flag(JsonObject map, string key, bool otherwise)
    {
        if (map[key] is not { } value)
        {
            return otherwise;
        }

        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetValue<bool>();
        }

        _problems.Add($"/{key}", $"\"{key}\" must be true or false.");
        return otherwise;
    }

    private JsonObject Mapping(JsonObject parent, string key, string pointer)
    {
        if (parent[key] is JsonObject map)
        {
            return map;
        }

        if (parent[key] is not null)
        {
            _problems.Add(JsonPointer.Append(pointer, key), $"\"{key}\" must be a mapping (key: value).");
        }

        return [];
    }

    private List<string> ReadIds(JsonObject root)
    {
        var ids = new List<string>();
        if (root["ids"] is not (JsonArray or null))
        {
            _problems.Add("/ids", "\"ids\" must be a list of names.");
            return ids;
        }

        foreach (var (index, item) in (root["ids"] as JsonArray ?? []).Index())
        {
            var pointer = JsonPointer.Append("/ids", index);
            if (item?.GetValueKind() != JsonValueKind.String)
            {
                _problems.Add(pointer, "\"ids\" must be a list of names.");
            }
            else if (Claim(item.ToString(), pointer))
            {
                ids.Add(item.ToString());
            }
        }

        return ids;
    }

    private void ReadDefaults(JsonObject root)
    {
        foreach (var (key, node) in Mapping(root, "defaults", ""))
        {
            var pointer = JsonPointer.Append("/defaults", key);
            if (Resource(key, pointer) is not { } resource)
            {
                continue;
            }

            if (node is JsonObject fields)
            {
                _defaults[resource] = (fields, pointer);
            }
            else
            {
                _problems.Add(pointer, $"Expected a mapping with the usual fields of {resource}.");
            }
        }
    }

    private string? Resource(string key, string pointer)
    {
        if (_resources.Find(key) is { } resource)
        {
            return resource;
        }

        _problems.AddKey(pointer, _resources.Refuse(key));
        return null;
    }

    private List<SeedEntry> ReadRecords(JsonObject parent, string pointer)
    {
        var entries = new List<SeedEntry>();
        foreach (var (key, node) in Mapping(parent, "records", pointer))
        {
            var place = JsonPointer.Append(pointer + "/records", key);
            if (Resource(key, place) is not { } resource)
            {
                // References to its records cause no second error.
                _lost.UnionWith((node as JsonObject ?? []).Select(one => one.Key));
                continue;
            }

            switch (node)
            {
                case null:
                    break;
                case JsonObject named:
                    foreach (var (name, fields) in named)
                    {
                        Add(entries, resource, name, fields, JsonPointer.Append(place, name));
                    }

                    break;
                case JsonArray unnamed:
                    foreach (var (index, fields) in unnamed.Index())
                    {
                        Add(entries, resource, null, fields, JsonPointer.Append(place, index));
                    }

                    break;
                default:
                    _problems.Add(place, $"Expected the records of {resource}: a mapping (name: fields), or a list without names.");
                    break;
            }
        }

        return entries;
    }

    private void Add(List<SeedEntry> entries, string resource, string? name, JsonNode? node, string pointer)
    {
        if (node is not (JsonObject or null))
        {
            _problems.Add(pointer, $"Expected the fields of a {resource} (field: value).");
            return;
        }

        var fields = node as JsonObject ?? [];
        var repeat = ReadRepeat(fields, pointer);
        if (name is not null && !Claim(name, pointer))
        {
            return;
        }

        _count += Math.Max(1, repeat ?? 1);
        if (_count > MaxRecords)
        {
            _problems.AddKey(pointer, $"More than {MaxRecords} records.");
            _problems.ThrowIfAny();
        }

        if (repeat is null)
        {
            entries.Add(Entry(resource, name, fields, pointer, null));
            return;
        }

        for (var number = 1; number <= repeat; number++)
        {
            var numbered = name is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            if (numbered is null || Claim(numbered, pointer))
            {
                entries.Add(Entry(resource, numbered, fields, pointer, number.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private SeedEntry Entry(string resource, string? name, JsonObject fields, string pointer, string? number)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in fields.Where(one => one.Key != Repeat))
        {
            copy[key] = Copy(value, number);
        }

        var (usual, defaultsPointer) = _defaults.GetValueOrDefault(resource);
        var entry = new SeedEntry(name, resource, copy, pointer, defaultsPointer, number is not null);
        foreach (var (key, value) in usual ?? [])
        {
            if (!copy.ContainsKey(key))
            {
                copy[key] = Copy(value, number);
                entry.FromDefaults.Add(key);
            }
        }

        return entry;
    }

    private static JsonNode? Copy(JsonNode? node, string? number)
    {
        switch (node)
        {
            case JsonObject map:
                var object_ = new JsonObject();
                foreach (var (key, value) in map)
                {
                    object_[key] = Copy(value, number);
                }

                return object_;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Copy(item, number))]);
            case JsonValue value when number is not null && value.TryGetValue<string>(out var text):
                return string.Join(
                    Number,
                    text.Split(EscapedNumber).Select(part => part.Replace(Number, number, StringComparison.Ordinal))
                );
            default:
                return node?.DeepClone();
        }
    }

    private int? ReadRepeat(JsonObject fields, string pointer)
    {
        if (!fields.TryGetPropertyValue(Repeat, out var value))
        {
            return null;
        }

        if (value is JsonValue given && given.TryGetValue<long>(out var count) && count is >= 0 and <= MaxRecords)
        {
            return (int)count;
        }

        _problems.AddKey(JsonPointer.Append(pointer, Repeat), $"\"{Repeat}\" must be a number from 0 to {MaxRecords}.");
        return null;
    }

    private bool Claim(string name, string pointer)
    {
        if (!SeedName.IsValid(name))
        {
            _problems.AddKey(pointer, $"{SeedProblems.Quote(name)} is not a name. {SeedName.Rule}");
            return false;
        }

        if (SeedRun.IsReserved(_platform, name))
        {
            _problems.AddKey(pointer, $"\"{name}\" is the name of the {name} that all records belong to. Use another name.");
            return false;
        }

        if (_names.TryGetValue(name, out var first))
        {
            _problems.AddKey(pointer, $"Two records have the name \"{name}\"; the first is in line {_problems.LineOf(first)}.");
            return false;
        }

        _names.Add(name, pointer);
        return true;
    }
}
