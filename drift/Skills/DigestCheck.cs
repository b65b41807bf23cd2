using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Skills;

/// <summary>Compares skills with the lock file, and with the digests that the vendor states.</summary>
internal static class DigestCheck
{
    /// <summary>Compares skills with those that were reviewed.</summary>
    public static IEnumerable<Finding> Compare(IReadOnlyList<Skill> skills, SkillLock locked)
    {
        foreach (var skill in skills)
        {
            var state = LockedSkill.State(skill.FrontMatter.Version, skill.Files.Select(file => (file.Path, file.Sha256)));
            if (!locked.Skills.TryGetValue(skill.Name, out var known))
            {
                yield return Of(
                    SkillRules.Added,
                    skill.Name,
                    $"The skill {Quoted(skill.Name)} is not in {locked.Name}. Fix: read it, and run skills with --update."
                ) with
                {
                    NewValue = state,
                    File = skill.Main.Name,
                    Position = new SourcePosition(1, 1),
                };
            }
            else if (Changes(skill, known) is { Count: > 0 } changes)
            {
                yield return Of(
                    SkillRules.Changed,
                    skill.Name,
                    $"The skill {Quoted(skill.Name)} differs from {locked.Name}: {Listed(changes)}. Fix: read what "
                        + "changed, and run skills with --update."
                ) with
                {
                    OldValue = known.State(),
                    NewValue = state,
                    File = skill.Main.Name,
                    Position = new SourcePosition(1, 1),
                };
            }
        }

        var names = skills.Select(skill => skill.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, known) in locked.Skills.Where(entry => !names.Contains(entry.Key)))
        {
            yield return Of(
                SkillRules.Removed,
                name,
                $"The skill {Quoted(name)} of {locked.Name} is not in the folder. Fix: check what it described, and run "
                    + "skills with --update."
            ) with
            {
                OldValue = known.State(),
                File = locked.Name,
                Position = known.Position,
            };
        }
    }

    /// <summary>Compares the files of skills with the digests that the vendor states for them.</summary>
    public static IEnumerable<Finding> Compare(IReadOnlyList<Skill> skills, VendorDigests digests)
    {
        if (digests.Entries is null)
        {
            yield return Of(
                SkillRules.DigestsUnknown,
                null,
                $"The form of {digests.File.Name} is unknown, so no file was compared with the vendor's digests. Known "
                    + "are lists of objects with "
                    + "\"name\" or \"path\" and \"sha256\", \"digest\" or \"hash\", and objects with a digest for each name or path."
            ) with
            {
                File = digests.File.Name,
                Position = new SourcePosition(1, 1),
            };
            yield break;
        }

        var index = new FileIndex(skills);
        var vouched = new HashSet<Skill>();
        foreach (var entry in digests.Entries)
        {
            var position = digests.File.PositionOf(entry.Pointer);
            if (index.Find(entry) is not var (skill, file))
            {
                yield return Of(
                    SkillRules.DigestWithoutFile,
                    entry.Shown,
                    $"{digests.File.Name} has a digest of {Quoted(entry.Shown)}, but no file of the folder has this name."
                ) with
                {
                    OldValue = string.Join(", ", entry.Sha256),
                    File = digests.File.Name,
                    Position = position,
                };
                continue;
            }

            vouched.Add(skill);
            if (!entry.Sha256.Contains(file.Sha256, StringComparer.Ordinal))
            {
                yield return Of(
                    SkillRules.DigestMismatch,
                    skill.Name,
                    $"{file.Name} differs from the digest that {digests.File.Name} states in line {position.Line}. Fix: "
                        + "fetch the skills again; if "
                        + "it stays, do not trust the file."
                ) with
                {
                    OldValue = string.Join(", ", entry.Sha256),
                    NewValue = file.Sha256,
                    File = file.Name,
                    Position = new SourcePosition(1, 1),
                };
            }
        }

        foreach (var skill in skills.Where(skill => !vouched.Contains(skill)))
        {
            yield return Of(
                SkillRules.FileWithoutDigest,
                skill.Name,
                $"{digests.File.Name} has no digest of the skill {Quoted(skill.Name)}."
            ) with
            {
                File = skill.Main.Name,
                Position = new SourcePosition(1, 1),
            };
        }
    }

    private static List<string> Changes(Skill skill, LockedSkill known)
    {
        var files = skill.Files.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        return
        [
            .. files
                .Where(file => known.Files.GetValueOrDefault(file.Key, file.Value) != file.Value)
                .Select(file => $"{Shown(file.Key)} changed"),
            .. files.Where(file => !known.Files.ContainsKey(file.Key)).Select(file => $"{Shown(file.Key)} is new"),
            .. known.Files.Where(file => !files.ContainsKey(file.Key)).Select(file => $"{Shown(file.Key)} is gone"),
        ];
    }

    private static string Listed(List<string> changes) =>
        string.Join(", ", changes.Take(5)) + (changes.Count > 5 ? $", and {changes.Count - 5} more" : "");

    private static Finding Of(Rule rule, string? skill, string message) =>
        new()
        {
            Rule = rule,
            Pointer = skill is null ? "/skills" : JsonPointer.Append("/skills", SkillText.Cut(skill)),
            Message = message,
        };

    private static string Quoted(string name) => $"\"{SkillText.Cut(name)}\"";

    private static string Shown(string path) => SkillText.Cut(path);

    /// <summary>The files of skills by every name that a digest file may give them. No file is opened for a name.</summary>
    private sealed class FileIndex
    {
        private readonly Dictionary<string, (Skill, SkillFile)> _names = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (Skill, SkillFile)> _paths = new(StringComparer.Ordinal);

        public FileIndex(IReadOnlyList<Skill> skills)
        {
            foreach (var skill in skills)
            {
                _names.TryAdd(skill.Name, (skill, skill.Main));
                AddPath(skill.Path, skill, skill.Main);
                AddPath(skill.Name, skill, skill.Main);
                foreach (var file in skill.Files)
                {
                    AddPath(skill.Path.Length == 0 ? file.Path : $"{skill.Path}/{file.Path}", skill, file);
                    AddPath($"{skill.Name}/{file.Path}", skill, file);
                }
            }

            foreach (var skill in skills)
            {
                if (skill.FrontMatter.Name is { } name)
                {
                    _names.TryAdd(name, (skill, skill.Main));
                }
            }
        }

        public (Skill Skill, SkillFile File)? Find(VendorDigest entry)
        {
            foreach (var text in (string?[])[entry.Path, entry.Name])
            {
                if (text is not null && (_names.TryGetValue(text, out var found) || _paths.TryGetValue(Normal(text), out found)))
                {
                    return found;
                }
            }

            return null;
        }

        private void AddPath(string path, Skill skill, SkillFile file) => _paths.TryAdd(Normal(path), (skill, file));

        private static string Normal(string path)
        {
            var text = path.Replace('\\', '/');
            text = text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;
            text = text.StartsWith("skills/", StringComparison.Ordinal) ? text[7..] : text;
            return text.TrimEnd('/');
        }
    }
}
