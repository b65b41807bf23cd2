using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Surface;

/// <summary>Compares two public surfaces. An added or removed type is one finding, independent of its members.</summary>
internal sealed class SurfaceComparison
{
    private readonly SurfaceFile _old;
    private readonly SurfaceFile _new;
    private readonly List<Finding> _findings = [];

    private SurfaceComparison(SurfaceFile before, SurfaceFile after)
    {
        _old = before;
        _new = after;
    }

    /// <exception cref="InputException">The surfaces have no type in common.</exception>
    public static Report Compare(SurfaceFile before, SurfaceFile after)
    {
        var comparison = new SurfaceComparison(before, after);
        if (!before.Types.Keys.Any(after.Types.ContainsKey))
        {
            throw new InputException(
                after.Name,
                null,
                $"No type of it is in {before.Name}, so there is nothing to compare. Are both of the same library?"
            );
        }

        comparison.CompareTypes();
        var findings = Report.Sort(comparison._findings);
        return new Report($"{before.Name} → {after.Name}", findings, before.Count, "types and members")
        {
            Step = findings.Count == 0 ? VersionStep.None : findings.Max(finding => finding.Rule.Step),
        };
    }

    private void CompareTypes()
    {
        foreach (var (name, before) in _old.Types)
        {
            if (_new.Types.TryGetValue(name, out var after))
            {
                CompareType(before, after);
            }
            else
            {
                Add(SurfaceRules.Removed, name, null, $"{name} was removed.", before.Head, null, _old, before.Position);
            }
        }

        foreach (var (name, after) in _new.Types.Where(type => !_old.Types.ContainsKey(type.Key)))
        {
            Add(SurfaceRules.Added, name, null, $"{name} is new.", null, after.Head, _new, after.Position);
        }
    }

    private void CompareType(SurfaceType before, SurfaceType after)
    {
        var name = before.Name;
        if (before.Head != after.Head)
        {
            var rule = before.Shape.WidensTo(after.Shape) ? SurfaceRules.Widened : SurfaceRules.Changed;
            Add(rule, name, null, $"{name} is now declared as \"{after.Head}\".", before.Head, after.Head, _new, after.Position);
        }

        if (before.Attributes != after.Attributes)
        {
            Add(
                SurfaceRules.AttributeChanged,
                name,
                null,
                $"The attributes of {name} changed.",
                before.Attributes,
                after.Attributes,
                _new,
                after.Position
            );
        }

        var gone = new List<SurfaceMember>();
        foreach (var member in before.Members.Values)
        {
            if (after.Members.TryGetValue(member.Key, out var same))
            {
                CompareMember(name, member, same);
            }
            else
            {
                gone.Add(member);
            }
        }

        // The remaining members may only differ in nullability.
        var come = after.Members.Values.Where(member => !before.Members.ContainsKey(member.Key)).ToList();
        foreach (var member in gone)
        {
            if (come.Find(other => other.LooseKey == member.LooseKey) is { } same)
            {
                come.Remove(same);
                CompareMember(name, member, same);
            }
            else
            {
                Add(SurfaceRules.Removed, name, member.Key, $"{name}.{member.Key} was removed.", member.Text, null, _old, member.Position);
            }
        }

        foreach (var member in come)
        {
            AddNew(name, member);
        }
    }

    private void AddNew(string type, SurfaceMember member)
    {
        var (rule, says) = member.MustBeImplemented
            ? (SurfaceRules.MustBeImplemented, "is new, and implementers have to add it")
            : (SurfaceRules.Added, "is new");
        Add(rule, type, member.Key, $"{type}.{member.Key} {says}.", null, member.Text, _new, member.Position);
    }

    private void CompareMember(string type, SurfaceMember before, SurfaceMember after)
    {
        var name = $"{type}.{before.Key}";
        if (before.Text != after.Text)
        {
            Add(
                SurfaceRules.Changed,
                type,
                before.Key,
                $"{name} is now declared as \"{after.Text}\".",
                before.Text,
                after.Text,
                _new,
                after.Position
            );
        }

        if (before.Attributes != after.Attributes)
        {
            Add(
                SurfaceRules.AttributeChanged,
                type,
                before.Key,
                $"The attributes of {name} changed.",
                before.Attributes,
                after.Attributes,
                _new,
                after.Position
            );
        }
    }

    private void Add(
        Rule rule,
        string type,
        string? member,
        string message,
        string? oldValue,
        string? newValue,
        SurfaceFile file,
        SourcePosition position
    )
    {
        var pointer = JsonPointer.Append("", type);
        _findings.Add(
            new Finding
            {
                Rule = rule,
                Pointer = member is null ? pointer : JsonPointer.Append(pointer, member),
                Message = message,
                OldValue = oldValue,
                NewValue = newValue,
                File = file.Name,
                // Assemblies have no line numbers.
                Position = IsListing(file.Name) ? position : null,
            }
        );
    }

    private static bool IsListing(string name) => Path.GetExtension(name).ToLowerInvariant() is not (".dll" or ".exe");
}
