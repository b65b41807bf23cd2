using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>The skills that were reviewed: their versions and the digests of their files.</summary>
/// <param name="Name">The lock file for people.</param>
/// <param name="Skills">The skills by name.</param>
internal sealed record SkillLock(string Name, IReadOnlyDictionary<string, LockedSkill> Skills)
{
    /// <summary>The usual place of the lock file.</summary>
    public const string UsualPath = "spec/skills.lock.json";

    private const int SchemaVersion = 1;
    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads a lock file.</summary>
    /// <exception cref="InputException">The file cannot be read or has another form.</exception>
    public static async Task<SkillLock> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var file = JsonTreeReader.Read(path, await SpecFileAsync(path, cancellationToken));
        if (
            file.Root["schemaVersion"] is not JsonValue version
            || version.ToString() != "1"
            || file.Root["skills"] is not JsonObject skills
        )
        {
            throw new InputException(
                path,
                new SourcePosition(1, 1),
                "This is not a lock file of this program, or one of another version. Write it with --update."
            );
        }

        return new SkillLock(
            path,
            skills.ToDictionary(entry => entry.Key, entry => Locked(file, entry.Key, entry.Value), StringComparer.Ordinal)
        );
    }

    /// <summary>Gets the text of a lock file.</summary>
    public static string Write(IEnumerable<Skill> skills)
    {
        var entries = skills
            .OrderBy(skill => skill.Name, StringComparer.Ordinal)
            .Select(skill =>
                KeyValuePair.Create<string, JsonNode?>(
                    skill.Name,
                    new JsonObject
                    {
                        ["version"] = skill.FrontMatter.Version,
                        ["files"] = new JsonObject(
                            skill.Files.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Path, "sha256:" + file.Sha256))
                        ),
                    }
                )
            );
        return new JsonObject { ["schemaVersion"] = SchemaVersion, ["skills"] = new JsonObject(entries) }.ToJsonString(Indented) + "\n";
    }

    private static LockedSkill Locked(SpecFile file, string name, JsonNode? entry)
    {
        var pointer = JsonPointer.Append("/skills", name);
        if (entry is not JsonObject skill || skill["files"] is not JsonObject files)
        {
            throw file.Error(pointer, "Expected an object with \"files\".");
        }

        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, digest) in files)
        {
            digests[path] =
                SkillDigest.Parse((digest as JsonValue)?.ToString())
                ?? throw file.Error(
                    JsonPointer.Append(pointer + "/files", path),
                    "Expected a digest such as \"sha256:…\" with 64 hexadecimal digits."
                );
        }

        return new LockedSkill((skill["version"] as JsonValue)?.ToString(), digests, file.PositionOf(pointer));
    }

    private static async Task<ReadOnlyMemory<byte>> SpecFileAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await SpecSource.ReadAsync(path, cancellationToken, MaxBytes);
        return bytes.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
            ? bytes
            : throw new InputException(path, new SourcePosition(1, 1), "Expected an object in JSON. Write the lock file with --update.");
    }
}

/// <summary>A skill of a lock file.</summary>
/// <param name="Version">The version of its front matter; null if it has none.</param>
/// <param name="Files">The digests of its files, by path.</param>
/// <param name="Position">Its position in the lock file.</param>
internal sealed record LockedSkill(string? Version, IReadOnlyDictionary<string, string> Files, SourcePosition Position)
{
    /// <summary>Gets the state of a skill as a short text: its version, and a digest of all its files.</summary>
    public static string State(string? version, IEnumerable<(string Path, string Sha256)> files)
    {
        var text = string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Path}\0{file.Sha256}\n"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return version is null ? digest : $"{SkillText.Cut(version)} ({digest})";
    }

    /// <summary>Gets the state of the skill in the lock file.</summary>
    public string State() => State(Version, Files.Select(file => (file.Key, file.Value)));
}
