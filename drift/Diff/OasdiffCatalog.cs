using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>The rule catalog of oasdiff, which our rules are compared with, and the rules of it that are left out.</summary>
internal static class OasdiffCatalog
{
    /// <summary>The severity of each rule id in the catalog, which is about the API contract rather than C# callers.</summary>
    public static IReadOnlyDictionary<string, Severity> Levels { get; } =
        Read("oasdiff-catalog.tsv")
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

    /// <summary>The rule ids that are left out on purpose, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = Read("oasdiff-left-out.tsv").ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Read(string resource)
    {
        using var stream =
            typeof(OasdiffCatalog).Assembly.GetManifestResourceStream(resource)
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
