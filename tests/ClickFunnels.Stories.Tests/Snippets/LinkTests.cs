using System.Text.RegularExpressions;

namespace ClickFunnels.Stories.Snippets;

/// <summary>The documentation names only what exists: links, paths of the repository, and the names in ARCHITECTURE.md.</summary>
public class LinkTests
{
    private static readonly string Root = Repository.Root;

    private static readonly Regex Link = new(@"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)");
    private static readonly Regex CodeBlock = new("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline);
    private static readonly Regex Code = new("`([^`\n]+)`");

    // The files of the repository; the folders of builds are not among them.
    private static readonly HashSet<string> Paths = [.. FilesAndFolders("")];

    private static readonly HashSet<string> TopFolders =
    [
        .. Paths.Where(static path => !path.Contains('/') && Directory.Exists(Path.Combine(Root, path))),
    ];

    // These folders and files are on their way to their place. What the documentation says of them is checked as soon as they are there.
    private static readonly string[] Moving = [.. new[] { "contract", "build/regenerate" }.Where(static path => !Paths.Contains(path))];

    // Every word of the C# files. A type or member that was renamed or removed is not among them.
    private static readonly Lazy<HashSet<string>> Names = new(static () =>
        [
            .. Paths
                .Where(static path => path.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(static path =>
                    Regex.Matches(File.ReadAllText(Path.Combine(Root, path)), @"\b[A-Z]\w+").Select(static match => match.Value)
                ),
        ]
    );

    private static IEnumerable<TestCaseData> Pages() =>
        Directory
            .GetFiles(Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Root, "spec", "PROVENANCE.md"))
            .Order(StringComparer.Ordinal)
            .Select(static page => new TestCaseData(page).SetArgDisplayNames(Relative(page)));

    [TestCaseSource(nameof(Pages))]
    public void Each_link_leads_to_a_file_and_a_heading(string page)
    {
        var broken = Link.Matches(Prose(page))
            .Select(static match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
            .Where(static target => !target.StartsWith("http", StringComparison.Ordinal))
            .Where(target => !Resolves(page, target))
            .Distinct();

        Assert.That(broken, Is.Empty, "These links lead to a file or heading that does not exist.");
    }

    [TestCaseSource(nameof(Pages))]
    public void Each_path_in_code_style_exists(string page)
    {
        var missing = Code.Matches(Prose(page))
            .Select(static match => match.Groups[1].Value)
            .Where(IsPath)
            .Where(static path => !Moving.Any(moving => IsWithin(path, moving)))
            .Where(static path => !Exists(path))
            .Distinct();

        Assert.That(missing, Is.Empty, "The repository has no such files or folders.");
    }

    [Test]
    public void Each_name_in_the_architecture_is_in_the_code()
    {
        var unknown = Code.Matches(Prose(Path.Combine(Root, "ARCHITECTURE.md")))
            .Where(static match => Regex.IsMatch(match.Groups[1].Value, @"^[A-Z][a-z]\w*(<\w+>)?(\.\w+)?$"))
            .SelectMany(static match => Regex.Matches(match.Groups[1].Value, @"\w{2,}").Select(static name => name.Value))
            .Where(static name => !Names.Value.Contains(name))
            .Distinct();

        Assert.That(
            unknown,
            Is.Empty,
            "ARCHITECTURE.md names types or members that no C# file has. It must use the names as they are now."
        );
    }

    private static bool Resolves(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        var relative = Relative(file);
        if (Moving.Any(moving => IsWithin(relative, moving)))
        {
            return true;
        }

        return Paths.Contains(relative.TrimEnd('/')) && (parts.Length == 1 || parts[1].Length == 0 || Anchors(file).Contains(parts[1]));
    }

    // The anchors that GitHub makes of headings: lower case, without punctuation, with hyphens for blanks.
    private static HashSet<string> Anchors(string file)
    {
        var anchors = new HashSet<string>();
        foreach (Match heading in Regex.Matches(CodeBlock.Replace(File.ReadAllText(file), ""), "^#+ +(.+?) *$", RegexOptions.Multiline))
        {
            var text = Regex.Replace(heading.Groups[1].Value, @"\[([^\]]*)\]\([^)]*\)", "$1").ToLowerInvariant();
            var anchor = Regex.Replace(text, @"[^\w\- ]", "").Replace(' ', '-');
            var unique = anchor;
            for (var number = 1; !anchors.Add(unique); number++)
            {
                unique = $"{anchor}-{number}";
            }
        }

        return anchors;
    }

    // A path begins with a folder at the top, as no route and no expression does.
    private static bool IsPath(string text) =>
        Regex.IsMatch(text, @"^\.?[\w][\w.*-]*(/[\w.*-]+)*/?$")
        && (
            text.Contains('/') ? TopFolders.Contains(text.Split('/')[0]) || Moving.Any(moving => IsWithin(text, moving)) : IsFileName(text)
        );

    private static bool IsFileName(string text) => text.EndsWith(".md", StringComparison.Ordinal) && !text.Contains('*');

    private static bool Exists(string path)
    {
        var plain = path.TrimEnd('/');
        if (plain.Contains('*'))
        {
            var pattern = new Regex("^" + Regex.Escape(plain).Replace(@"\*", "[^/]*") + "$");
            return Paths.Any(pattern.IsMatch);
        }

        // Builds write to artifacts, which a clone does not have.
        return Paths.Contains(plain)
            || plain.StartsWith("artifacts", StringComparison.Ordinal)
            || Paths.Any(other => !plain.Contains('/') && other.EndsWith("/" + plain, StringComparison.Ordinal));
    }

    private static bool IsWithin(string path, string folder) =>
        path.TrimEnd('/') == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Prose(string page) => CodeBlock.Replace(File.ReadAllText(page), "");

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> FilesAndFolders(string folder)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(Root, folder)))
        {
            var name = Path.GetFileName(entry);
            if (name is ".git" or "bin" or "obj" or "artifacts" or "node_modules" or "TestResults" or "BenchmarkDotNet.Artifacts")
            {
                continue;
            }

            var path = folder.Length == 0 ? name : folder + "/" + name;
            yield return path;
            if (Directory.Exists(entry))
            {
                foreach (var inner in FilesAndFolders(path))
                {
                    yield return inner;
                }
            }
        }
    }
}
