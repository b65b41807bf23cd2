using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>Compares the committed folders of generated files with newly generated ones, byte for byte.</summary>
internal static class GeneratedComparison
{
    /// <summary>The usual folder of output. It is compared as a whole, so the output of a removed contract is found.</summary>
    public const string Folder = "generated";
    private const int MaxLine = 200;
    private const string Fix = "Fix: run \"dotnet build build/codegen.proj\" and commit what changes.";

    /// <summary>Hand-written files among the generated ones.</summary>
    private static readonly HashSet<string> HandWritten = new(StringComparer.Ordinal)
    {
        $"{Folder}/ClickFunnels.Client.csproj",
        $"{Folder}/packages.lock.json",
    };

    /// <summary>Folders of build outputs, which never contain a generated file.</summary>
    private static readonly string[] BuildOutputs = [$"{Folder}/bin/", $"{Folder}/obj/"];

    /// <summary>Compares <see cref="Folder"/> and the given folders.</summary>
    /// <param name="repository">The root of the committed files.</param>
    /// <param name="fresh">The root of the newly generated files.</param>
    /// <param name="folders">The output folders of the contracts, relative to both roots.</param>
    /// <exception cref="InputException">No file was generated.</exception>
    public static Report Compare(string repository, string fresh, IEnumerable<string> folders)
    {
        List<string> compared = [Folder, .. folders];
        var expected = Files(fresh, compared);
        if (expected.Count == 0)
        {
            throw new InputException(
                Path.Combine(repository, "nswag.json"),
                null,
                "Code generation wrote no file, so there is nothing to compare."
            );
        }

        var committed = Files(repository, compared);
        var findings = new List<Finding>();
        foreach (var (name, path) in expected)
        {
            if (!committed.TryGetValue(name, out var present))
            {
                findings.Add(At(GeneratedRules.Missing, name, $"{name} is missing. {Fix}"));
            }
            else if (FirstDifference(present, path) is { } difference)
            {
                findings.Add(Edited(name, difference));
            }
        }

        foreach (var name in committed.Keys.Where(name => !expected.ContainsKey(name) && !HandWritten.Contains(name)))
        {
            var message = $"{name} is not written by code generation. Fix: delete it, or move hand-written code out of the folder.";
            findings.Add(At(GeneratedRules.Extra, name, message));
        }

        return new Report("Generated files against the contracts and the configuration", Report.Sort(findings), expected.Count, "files");
    }

    private static Finding Edited(string name, Difference difference) =>
        At(
            GeneratedRules.Edited,
            name,
            $"{name} is not what the contract and the configuration yield; the first difference is in line {difference.Line}. "
                + $"It was edited, or it is out of date. {Fix}"
        ) with
        {
            OldValue = difference.Expected,
            NewValue = difference.Committed,
            Position = new SourcePosition(difference.Line, 1),
        };

    private static Finding At(Rule rule, string name, string message) =>
        new()
        {
            Rule = rule,
            Pointer = name.Split('/').Aggregate("", JsonPointer.Append),
            Message = message,
            File = name,
        };

    private static SortedDictionary<string, string> Files(string root, IEnumerable<string> folders)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (var folder in folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", all))
            {
                var name = Path.GetRelativePath(root, path).Replace('\\', '/');
                if (!BuildOutputs.Any(output => name.StartsWith(output, StringComparison.Ordinal)))
                {
                    files[name] = path;
                }
            }
        }

        return files;
    }

    private static Difference? FirstDifference(string committed, string expected)
    {
        var have = File.ReadAllBytes(committed);
        var want = File.ReadAllBytes(expected);
        var at = have.AsSpan().CommonPrefixLength(want);
        if (at == have.Length && at == want.Length)
        {
            return null;
        }

        return new Difference(have.AsSpan(0, at).Count((byte)'\n') + 1, LineAt(want, at), LineAt(have, at));
    }

    /// <summary>Returns the line that contains a byte, or null past the end of the file.</summary>
    private static string? LineAt(byte[] bytes, int at)
    {
        var start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        if (start >= bytes.Length)
        {
            return null;
        }

        var rest = bytes.AsSpan(start);
        var end = rest.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        return line.Length > MaxLine ? line[..MaxLine] + "…" : line;
    }

    private sealed record Difference(int Line, string? Expected, string? Committed);
}
