using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>
/// The vendor's digest file. Known forms: a list of objects with a name or path and a digest, alone or in a key such as <c>skills</c>; and
/// an object whose keys are names or paths, and whose values are digests or objects with a digest.
/// </summary>
/// <param name="File">The file, for positions.</param>
/// <param name="Entries">Its entries; null if its form is unknown.</param>
internal sealed record VendorDigests(SpecFile File, IReadOnlyList<VendorDigest>? Entries)
{
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The names under which the file is found in the folder of the skills.</summary>
    public static IReadOnlyList<string> UsualNames { get; } = ["skills.lock.json", "skills-lock.json", "index.json"];

    private static readonly string[] NameKeys = ["name", "skill", "id", "slug"];
    private static readonly string[] PathKeys = ["path", "file", "filename", "location"];
    private static readonly string[] DigestKeys = ["sha256", "digest", "hash", "checksum", "integrity", "sha", "sha-256"];
    private static readonly string[] ListKeys = ["skills", "files", "digests", "hashes", "checksums", "sha256", "entries", "items"];

    /// <summary>Reads a digest file. A file that is not JSON, or of an unknown form, has no entries.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static async Task<VendorDigests> LoadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await SpecSource.ReadAsync(path, cancellationToken, MaxBytes));

    /// <summary>Reads a digest file.</summary>
    public static VendorDigests Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        var start = text.Span.TrimStart(" \t\r\n"u8);
        try
        {
            // The reader expects an object. The positions stay right, except in the first line.
            byte[] whole = start.StartsWith("["u8) ? [.. "{\"skills\":"u8, .. text.Span, .. "}"u8] : text.ToArray();
            if (whole.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            {
                var file = JsonTreeReader.Read(name, whole);
                return new VendorDigests(file, Find(file.Root, ""));
            }
        }
        catch (InputException)
        {
            // Reported as an unknown form, so that everything else is still compared.
        }

        return new VendorDigests(new SpecFile(name, [], new(ReferenceEqualityComparer.Instance)), null);
    }

    private static List<VendorDigest>? Find(JsonObject root, string pointer)
    {
        foreach (var key in ListKeys)
        {
            var at = JsonPointer.Append(pointer, key);
            var entries = root[key] switch
            {
                JsonArray list => OfList(list, at),
                JsonObject map => OfMap(map, at) ?? Find(map, at),
                _ => null,
            };
            if (entries is not null)
            {
                return entries;
            }
        }

        return OfMap(root, pointer);
    }

    private static List<VendorDigest>? OfList(JsonArray list, string pointer)
    {
        var entries = new List<VendorDigest>();
        foreach (var (index, item) in list.Index())
        {
            if (item is not JsonObject map)
            {
                return null;
            }

            var (name, path, digests) = (Text(map, NameKeys), Text(map, PathKeys), Digests(map));
            if (digests.Count > 0 && (name ?? path) is not null)
            {
                entries.Add(new VendorDigest(name, path, digests, JsonPointer.Append(pointer, index)));
            }
        }

        // Other kinds of entries, such as those without a file, may be among them.
        return entries.Count > 0 ? entries : null;
    }

    private static List<VendorDigest>? OfMap(JsonObject map, string pointer)
    {
        var entries = new List<VendorDigest>();
        foreach (var (key, value) in map)
        {
            var digests = value switch
            {
                JsonObject entry => Digests(entry),
                JsonValue text when SkillDigest.Parse(text.ToString()) is { } digest => [digest],
                _ => [],
            };
            if (digests.Count > 0)
            {
                entries.Add(
                    new VendorDigest(
                        key,
                        value is JsonObject owner ? Text(owner, PathKeys) : null,
                        digests,
                        JsonPointer.Append(pointer, key)
                    )
                );
            }
        }

        return entries.Count > 0 ? entries : null;
    }

    private static List<string> Digests(JsonObject entry) =>
        [.. DigestKeys.Select(key => SkillDigest.Parse((entry[key] as JsonValue)?.ToString())).OfType<string>()];

    private static string? Text(JsonObject entry, string[] keys) =>
        keys.Select(key => (entry[key] as JsonValue)?.ToString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}

/// <summary>An entry of a digest file.</summary>
/// <param name="Name">The name of a skill, or the path of a file; null if only a path is given.</param>
/// <param name="Path">The path of a file; null if only a name is given.</param>
/// <param name="Sha256">The digests; several where the vendor states that of the published and of the bundled file.</param>
/// <param name="Pointer">Its place in the digest file.</param>
internal sealed record VendorDigest(string? Name, string? Path, IReadOnlyList<string> Sha256, string Pointer)
{
    /// <summary>The name for people.</summary>
    public string Shown => SkillText.Cut(Path ?? Name!);
}
