using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickFunnels.Traps.Tests.Support;

/// <summary>
/// Runs all analyzers of the package, and their code fixes, on statements that use the client, as <see cref="ClientCode"/> compiles them.
/// Every snippet compiles, because an analyzer proves nothing on broken code.
/// </summary>
internal static class AnalyzedCode
{
    private const string Open = "[|";
    private const string Close = "|]";

    /// <summary>Gets the analyzers of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [.. Create<DiagnosticAnalyzer>(typeof(ClickFunnels.Analyzers.ClientAnalyzer))];

    /// <summary>Gets the code fixes of the package.</summary>
    public static ImmutableArray<CodeFixProvider> CodeFixes { get; } =
    [.. Create<CodeFixProvider>(typeof(ClickFunnels.Analyzers.ClientCodeFix))];

    // One solution for all snippets; adding a document to it is cheap.
    private static readonly Project Project = new AdhocWorkspace()
        .CurrentSolution.AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Program",
                "Program",
                LanguageNames.CSharp,
                compilationOptions: Program.Options,
                parseOptions: Parsing,
                metadataReferences: Program.References
            )
        )
        .Projects.Single()
        .AddDocument("GlobalUsings.cs", Program.SyntaxTrees[0].GetText())
        .Project;

    /// <summary>Asserts that the analyzers report the marked parts, <c>[|like this|]</c>, with this id, and nothing else.</summary>
    public static async Task ReportsAsync(string id, string code)
    {
        var (plain, marked) = Unmark(code);
        Assert.That(marked, Is.Not.Empty, "Mark what is reported: [|code|].");
        Compiles(plain);
        var diagnostics = await DiagnosticsOfAsync(FileOf(plain));
        Assert.That(diagnostics.Select(Describe), Is.EquivalentTo(marked.Select(part => $"{id}: {part}")), plain);
    }

    /// <summary>Asserts that the analyzers report nothing.</summary>
    public static async Task ReportsNothingAsync(string code)
    {
        Compiles(code);
        Assert.That((await DiagnosticsOfAsync(FileOf(code))).Select(Describe), Is.Empty, code);
    }

    /// <summary>Asserts that the code fix changes the code, that the result compiles, and that it is not reported again.</summary>
    public static async Task FixesAsync(string id, string code, string expected)
    {
        await ReportsAsync(id, code);
        var document = Project.AddDocument("Snippet.cs", FileOf(Unmark(code).Plain));
        var action = await FixAsync(document, (await DiagnosticsOfAsync(document)).First(diagnostic => diagnostic.Id == id));
        Assert.That(action, Is.Not.Null, "No fix was offered.");
        var operations = await action!.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        Assert.That((await changed.GetTextAsync()).ToString(), Is.EqualTo(FileOf(expected)));
        await ReportsNothingAsync(expected);
    }

    /// <summary>Asserts that the code is reported and that no fix is offered, because it would change more than the mistake.</summary>
    public static async Task HasNoFixAsync(string id, string code)
    {
        await ReportsAsync(id, code);
        var document = Project.AddDocument("Snippet.cs", FileOf(Unmark(code).Plain));
        foreach (var diagnostic in await DiagnosticsOfAsync(document))
        {
            Assert.That(await FixAsync(document, diagnostic), Is.Null);
        }
    }

    /// <summary>Runs all analyzers on a file, which may be damaged. An exception of an analyzer is thrown.</summary>
    public static Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(string file) =>
        RunAsync(Program.AddSyntaxTrees(CSharpSyntaxTree.ParseText(file, Parsing)));

    /// <summary>Runs all analyzers on a compilation. An exception of an analyzer is thrown.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation) =>
        compilation
            .WithAnalyzers(
                Analyzers,
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([]),
                    onAnalyzerException: static (exception, analyzer, _) =>
                        throw new InvalidOperationException(analyzer + ": " + exception, exception),
                    analyzerExceptionFilter: static _ => true,
                    concurrentAnalysis: false,
                    logAnalyzerExecutionTime: false,
                    reportSuppressedDiagnostics: false
                )
            )
            .GetAnalyzerDiagnosticsAsync();

    /// <summary>Returns the fixed files of all diagnostics of a file, which may be damaged.</summary>
    public static async Task<IReadOnlyList<string>> AllFixesOfAsync(string file)
    {
        var document = Project.AddDocument("Snippet.cs", file);
        var results = new List<string>();
        foreach (var diagnostic in await DiagnosticsOfAsync(document))
        {
            if (await FixAsync(document, diagnostic) is { } action)
            {
                var operations = await action.GetOperationsAsync(default);
                var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
                results.Add((await changed.GetTextAsync()).ToString());
            }
        }

        return results;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(Document document) =>
        await RunAsync((await document.Project.GetCompilationAsync())!);

    private static async Task<CodeAction?> FixAsync(Document document, Diagnostic diagnostic)
    {
        CodeAction? action = null;
        foreach (var fix in CodeFixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (found, _) => action = found, default));
        }

        return action;
    }

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Id}: {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}";

    private static (string Plain, IReadOnlyList<string> Marked) Unmark(string code)
    {
        var plain = new StringBuilder();
        var marked = new List<string>();
        var rest = code.AsSpan();
        while (rest.IndexOf(Open, StringComparison.Ordinal) is >= 0 and var open)
        {
            var length = rest[open..].IndexOf(Close, StringComparison.Ordinal) - Open.Length;
            var part = rest.Slice(open + Open.Length, length);
            plain.Append(rest[..open]).Append(part);
            marked.Add(part.ToString());
            rest = rest[(open + Open.Length + length + Close.Length)..];
        }

        return (plain.Append(rest).ToString(), marked);
    }

    private static IEnumerable<T> Create<T>(Type example) =>
        example
            .Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .Select(static type => (T)Activator.CreateInstance(type)!);
}
