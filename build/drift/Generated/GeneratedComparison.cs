using System.Text;
using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>Compares the folder of generated files with one that was generated anew, byte for byte.</summary>
internal static class GeneratedComparison
{
    public const string Folder = "generated";
    private const int MaxLine = 200;
    private const string Mend = "Run \"dotnet build build/codegen.proj\" and commit what changes.";

    /// <summary>Hand-written files that live among the generated ones.</summary>
    private static readonly HashSet<string> HandWritten = new(StringComparer.Ordinal) { "ClickFunnels.Client.csproj", "packages.lock.json" };

    /// <summary>What builds leave behind; no generated file is ever there.</summary>
    private static readonly string[] BuildOutputs = ["bin/", "obj/"];

    /// <param name="repository">Holds the committed files.</param>
    /// <param name="fresh">Holds those that were generated anew.</param>
    /// <exception cref="InputException">Nothing was generated anew.</exception>
    public static Report Compare(string repository, string fresh)
    {
        var expected = Files(fresh);
        if (expected.Count == 0)
            throw new InputException(Path.Combine(repository, "nswag.json"), null, "Code generation wrote no file, so there is nothing to compare.");

        var committed = Files(repository);
        var findings = new List<Finding>();
        foreach (var (name, path) in expected)
        {
            if (!committed.TryGetValue(name, out var present))
                findings.Add(At(GeneratedRules.Missing, name, $"{Folder}/{name} is missing. {Mend}"));
            else if (FirstDifference(present, path) is { } difference)
                findings.Add(Edited(name, difference));
        }

        foreach (var name in committed.Keys.Where(name => !expected.ContainsKey(name) && !HandWritten.Contains(name)))
            findings.Add(At(GeneratedRules.Extra, name, $"{Folder}/{name} is not written by code generation. Delete it, or move what is hand-written to extensions/."));
        return new Report($"{Folder}/ and what contract and configuration yield", Report.Sort(findings), expected.Count, "files");
    }

    private static Finding Edited(string name, Difference difference) => At(
        GeneratedRules.Edited,
        name,
        $"{Folder}/{name} is not what contract and configuration yield, first at line {difference.Line}. It was edited, or it is out of date. {Mend}") with
    {
        OldValue = difference.Expected,
        NewValue = difference.Committed,
        Position = new SourcePosition(difference.Line, 1),
    };

    private static Finding At(Rule rule, string name, string message) => new()
    {
        Rule = rule,
        Pointer = JsonPointer.Append(JsonPointer.Append("", Folder), name),
        Message = message,
        File = $"{Folder}/{name}",
    };

    private static SortedDictionary<string, string> Files(string root)
    {
        var folder = Path.Combine(root, Folder);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return files;
        foreach (var path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (!BuildOutputs.Any(output => name.StartsWith(output, StringComparison.Ordinal)))
                files.Add(name, path);
        }

        return files;
    }

    private static Difference? FirstDifference(string committed, string expected)
    {
        var have = File.ReadAllBytes(committed);
        var want = File.ReadAllBytes(expected);
        var at = have.AsSpan().CommonPrefixLength(want);
        if (at == have.Length && at == want.Length)
            return null;
        return new Difference(have.AsSpan(0, at).Count((byte)'\n') + 1, LineAt(want, at), LineAt(have, at));
    }

    /// <summary>The line around a byte, or null behind the end of the file.</summary>
    private static string? LineAt(byte[] bytes, int at)
    {
        var start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        if (start >= bytes.Length)
            return null;
        var rest = bytes.AsSpan(start);
        var end = rest.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        return line.Length > MaxLine ? line[..MaxLine] + "…" : line;
    }

    private sealed record Difference(int Line, string? Expected, string? Committed);
}
