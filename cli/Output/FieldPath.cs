using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Cli.Output;

/// <summary>
/// A field that the user chose with <c>--fields</c>: its name, or names of fields in each other, such as <c>address.city</c>.
/// </summary>
internal sealed record FieldPath
{
    private const int MostNames = 20;
    private const int MostSuggestions = 20;

    private FieldPath(string text, IReadOnlyList<string> names) => (Text, Names) = (text, names);

    public string Text { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a field.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static FieldPath Parse(string text)
    {
        var names = text.Split('.');
        if (names.Length > MostNames || names.Any(static name => name.Length == 0))
        {
            throw CliException.Usage($"--fields {text} cannot be read. Write fields such as id, address.city or tags.name.");
        }

        return new FieldPath(text, names);
    }

    /// <summary>Creates the error about a field that does not exist.</summary>
    public static CliException Unknown(string name, IReadOnlyCollection<string> known)
    {
        var prefix = name[..(name.LastIndexOf('.') + 1)];
        var fix =
            SimilarNames.Meant(name[prefix.Length..], known) is { } meant ? $" Did you mean {prefix}{meant}?"
            : known.Count is > 0 and <= MostSuggestions ? $" The fields are {string.Join(", ", known.Select(field => prefix + field))}."
            : known.Count > 0 ? " Run the command without --fields to see the fields."
            : "";
        return CliException.Usage($"--fields: there is no field {name}.{fix}");
    }

    public bool Equals(FieldPath? other) => Text == other?.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
