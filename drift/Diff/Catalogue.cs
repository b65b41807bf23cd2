using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>The public catalogue that our rules are measured by, and what of it is left out.</summary>
internal static class Catalogue
{
    /// <summary>How much a change hurts by the catalogue, which thinks of servers rather than of C# callers; by the rule's id.</summary>
    public static IReadOnlyDictionary<string, Severity> Levels { get; } =
        Read("catalogue.tsv")
            .ToDictionary(
                row => row.Key,
                row =>
                    row.Value switch
                    {
                        "ERR" => Severity.Breaking,
                        "WARN" => Severity.Warning,
                        "INFO" => Severity.Info,
                        _ => throw new InvalidOperationException(
                            $"{row.Key} has the level {row.Value} in the catalog. Expected ERR, WARN or INFO."
                        ),
                    },
                StringComparer.Ordinal
            );

    /// <summary>Why a rule of the catalogue is left out, by its id.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = Read("left-out.tsv").ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Read(string resource)
    {
        using var stream =
            typeof(Catalogue).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded in the tool's assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            yield return tab > 0
                ? new(line[..tab], line[(tab + 1)..])
                : throw new InvalidOperationException($"A line of {resource} has no tab: {line}");
        }
    }
}
