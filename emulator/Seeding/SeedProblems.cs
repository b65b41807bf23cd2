using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>Collects what is wrong with a seed file, each with its line and column.</summary>
internal sealed class SeedProblems(SpecFile file)
{
    private const int MaxShown = 20;
    private const int MaxNames = 12;
    private readonly HashSet<(SourcePosition Position, string Text)> _found = [];

    public bool Any => _found.Count > 0;

    /// <summary>Adds a problem of a value.</summary>
    public void Add(string pointer, string problem) => _found.Add((file.PositionOf(pointer), problem));

    /// <summary>Adds a problem of a key.</summary>
    public void AddKey(string pointer, string problem) => _found.Add((file.KeyPositionOf(pointer), problem));

    /// <summary>The line of a value, for messages about another place.</summary>
    public int LineOf(string pointer) => file.KeyPositionOf(pointer).Line;

    /// <exception cref="InvalidDataException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (!Any)
        {
            return;
        }

        var lines = _found
            .OrderBy(one => one.Position.Line)
            .ThenBy(one => one.Position.Column)
            .ThenBy(one => one.Text, StringComparer.Ordinal)
            .Take(MaxShown)
            .Select(one => $"{file.Name}({one.Position.Line},{one.Position.Column}): {one.Text}");
        var rest = _found.Count > MaxShown ? $"\nThere are {_found.Count - MaxShown} more problems." : "";
        throw new InvalidDataException(string.Join('\n', lines) + rest);
    }

    /// <summary>A text of the file as messages show it: on one line, and not too long.</summary>
    public static string Quote(string text)
    {
        const int Longest = 60;
        var clean = string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
        return clean.Length > Longest ? $"\"{clean[..Longest]}…\"" : $"\"{clean}\"";
    }

    /// <summary>The end of a message about an unknown name: the one that it most likely means, or else all names.</summary>
    public static string Suggest(string given, IReadOnlyCollection<string> names, string label)
    {
        if (SimilarNames.Meant(given, names) is { } likely)
        {
            return $" Did you mean \"{likely}\"?";
        }

        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return sorted.Count == 0 ? ""
            : sorted.Count > MaxNames ? $" {label}: {string.Join(", ", sorted.Take(MaxNames))} and {sorted.Count - MaxNames} more."
            : $" {label}: {string.Join(", ", sorted)}.";
    }
}
