using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ClickFunnels.Stories.Snippets;

/// <summary>
/// The examples of README and docs compile and run: each is part of a snippet beside this file, or a program that is compiled here.
/// </summary>
public class DocumentationTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Here = Path.Combine(Root, "tests", "ClickFunnels.Stories.Tests", "Snippets");

    // Namespaces that a console, worker or web project imports implicitly.
    private static readonly HashSet<string> Implicit =
    [
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Order(StringComparer.Ordinal);

    private static IEnumerable<string> BlocksOf(string page) =>
        Regex
            .Matches(File.ReadAllText(page), "^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(block => block.Groups[1].Value);

    private static IEnumerable<TestCaseData> Blocks() =>
        from page in Pages()
        from block in BlocksOf(page).Index()
        where Code(Lines(block.Item)).Length > 0
        select new TestCaseData(block.Item).SetName($"{Path.GetFileName(page)} block {block.Index + 1}");

    // Only a whole program names the namespace System, because the others may rely on implicit usings.
    private static IEnumerable<TestCaseData> Programs() =>
        Blocks().Where(block => Usings(Lines((string)block.Arguments[0]!)).Contains("System"));

    private static IEnumerable<string> PackageReadmes() =>
        Directory.GetFiles(Path.Combine(Root, "build", "package-readmes"), "*.md").Order(StringComparer.Ordinal);

    private static IEnumerable<TestCaseData> PackagePrograms() =>
        from readme in PackageReadmes()
        from block in BlocksOf(readme)
        select new TestCaseData(block).SetName($"{Path.GetFileName(readme)} compiles");

    private static IEnumerable<TestCaseData> PagesWithExamples() =>
        from page in Pages()
        where BlocksOf(page).Any()
        select new TestCaseData(page).SetName(Path.GetFileName(page));

    [TestCaseSource(nameof(Blocks))]
    public void Each_block_of_the_documentation_is_compiled(string block) =>
        Assert.That(
            SnippetOf(block),
            Is.Not.Null,
            "No snippet contains this block. Put it into a file beside this test, so that it is compiled:\n" + block
        );

    [TestCaseSource(nameof(PagesWithExamples))]
    public void Each_page_names_the_namespaces_of_its_examples(string page)
    {
        var named = BlocksOf(page).SelectMany(block => Usings(Lines(block))).ToHashSet();
        var files = BlocksOf(page).Select(SnippetOf).OfType<string>().Distinct();
        var needed = files.SelectMany(file => Usings(Lines(File.ReadAllText(file)))).Where(IsForReaders).ToHashSet();

        Assert.That(needed.Except(named), Is.Empty, "The snippets of this page use namespaces that no example on the page names.");
        Assert.That(
            named.Where(IsForReaders).Except(needed).Except(["ClickFunnels", "ClickFunnels.Core", "Simvoly", "ElasticFunnels"]),
            Is.Empty,
            "The page names namespaces that its snippets do not use."
        );
    }

    [TestCaseSource(nameof(Programs))]
    [TestCaseSource(nameof(PackagePrograms))]
    public async Task Each_whole_program_compiles_alone(string program)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (source, arguments) = (Path.Combine(folder.FullName, "Program.cs"), Path.Combine(folder.FullName, "Program.rsp"));
            await File.WriteAllTextAsync(source, program);
            var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            );
            await File.WriteAllLinesAsync(
                arguments,
                references
                    .Select(static path => $"-reference:\"{path}\"")
                    .Append(program.Contains("[Test]", StringComparison.Ordinal) ? "-target:library" : "-target:exe")
                    .Append($"-out:\"{Path.Combine(folder.FullName, "Program.dll")}\"")
                    .Append($"\"{source}\"")
            );

            var (exitCode, output) = await RunAsync(
                "dotnet",
                [Compiler(), "-noconfig", "-nostdlib", "-nologo", "-nullable:enable", "-warnaserror", "@" + arguments]
            );

            Assert.That(exitCode, Is.Zero, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void The_first_example_of_the_README_is_what_the_package_consumer_compiles()
    {
        var first = Lines(BlocksOf(Path.Combine(Root, "README.md")).First());
        var consumer = Lines(File.ReadAllText(Path.Combine(Root, "tests", "PackageConsumer", "Program.cs")));

        Assert.That(Contains(consumer, Code(first)), Is.True, "tests/PackageConsumer/Program.cs must contain the README's first example.");
        Assert.That(
            Programs().Select(static program => program.TestName),
            Does.Contain("README.md block 1"),
            "The README's first example must be a whole program."
        );
    }

    [TestCaseSource(nameof(PackageReadmes))]
    public void Each_package_readme_says_how_to_install_and_use_the_package(string readme)
    {
        var text = File.ReadAllText(readme);
        var isTool = text.Contains("dotnet tool install", StringComparison.Ordinal);

        Assert.That(text, Does.Contain("## Install").And.Contain("## Use"));
        Assert.That(
            isTool || text.Contains("dotnet add package", StringComparison.Ordinal),
            "The readme has no command that installs the package."
        );
        Assert.That(isTool || BlocksOf(readme).Any(), "The readme has no example in C#.");
    }

    [Test]
    public void There_is_documentation_to_compare() => Assert.That(Blocks().Count(), Is.GreaterThan(10));

    private static string? SnippetOf(string block)
    {
        var code = Code(Lines(block));
        return code.Length == 0
            ? null
            : Directory
                .GetFiles(Here, "*.cs")
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(file => Contains(Lines(File.ReadAllText(file)), code));
    }

    private static bool IsForReaders(string name) =>
        !name.StartsWith("System", StringComparison.Ordinal)
        && !name.EndsWith(".Tests.Support", StringComparison.Ordinal)
        && !Implicit.Contains(name);

    private static HashSet<string> Usings(string[] lines) =>
        [
            .. lines
                .Select(static line => Regex.Match(line, "^using ([A-Z][A-Za-z.]*);$"))
                .Where(static match => match.Success)
                .Select(static match => match.Groups[1].Value),
        ];

    private static string[] Code(string[] lines) => [.. lines.Where(static line => !Regex.IsMatch(line, "^using [A-Z][A-Za-z.]*;$"))];

    // The formatter breaks lines by their indentation, so layout does not count as a difference between a page and its snippet.
    private static bool Contains(string[] lines, string[] expected) =>
        WithoutLayout(lines).Contains(WithoutLayout(expected), StringComparison.Ordinal);

    private static string WithoutLayout(string[] lines) =>
        Regex.Replace(Regex.Replace(string.Concat(lines), @"\s+", ""), @",(?=[}\])])", "");

    private static string[] Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();

    // The compiler of the newest SDK beside the runtime that runs this test.
    private static string Compiler()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory
            .GetDirectories(Path.Combine(root, "sdk"))
            .Select(static sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .OrderByDescending(static path =>
                Version.TryParse(Regex.Match(path, @"sdk.(\d+\.\d+\.\d+)").Groups[1].Value, out var version) ? version : new Version()
            )
            .First();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
