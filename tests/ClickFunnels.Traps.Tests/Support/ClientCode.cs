using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Traps.Tests.Support;

/// <summary>
/// Compiles statements as a program that uses the client. They are the body of an asynchronous method with the parameters
/// <c>client</c> (<see cref="ClickFunnelsClient"/>) and <c>cancellationToken</c>; the usual namespaces are imported.
/// </summary>
internal static class ClientCode
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ClickFunnels;
        global using ClickFunnels.Core;
        global using Newtonsoft.Json.Linq;
        """;

    internal static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    // Of no interest here: variables that only show that an expression compiles, methods without await, versions of the platform.
    private static readonly Dictionary<string, ReportDiagnostic> Ignored = new[]
    {
        "CS0168",
        "CS0219",
        "CS1998",
        "CS8321",
        "CS1701",
        "CS1702",
    }.ToDictionary(static id => id, static _ => ReportDiagnostic.Suppress);

    // Snippets are added to one compilation, so that the symbols of the references are read once.
    internal static readonly CSharpCompilation Program = CSharpCompilation.Create(
        "Program",
        [CSharpSyntaxTree.ParseText(GlobalUsings, Parsing)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(IsReferenced)
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            specificDiagnosticOptions: Ignored,
            nullableContextOptions: NullableContextOptions.Enable
        )
    );

    /// <summary>Asserts that the statements compile without errors and warnings.</summary>
    public static void Compiles(string code) => Assert.That(ProblemsOf(code).Select(Describe), Is.Empty, code);

    /// <summary>
    /// Asserts that the statements do not compile, and for no other reason than the given one: each error has the id, one has the text,
    /// and the corrected statements compile.
    /// </summary>
    /// <param name="code">The mistake. It should differ from the corrected statements only where the mistake is.</param>
    /// <param name="id">The id of the error, such as <c>CS0117</c>.</param>
    /// <param name="message">A part of the message of the error, such as the name of the member that does not exist.</param>
    /// <param name="corrected">The statements that do what the caller wanted.</param>
    public static void DoesNotCompile(string code, string id, string message, string corrected)
    {
        Compiles(corrected);
        var errors = ProblemsOf(code).Where(static problem => problem.Severity == DiagnosticSeverity.Error).ToList();
        Assert.That(errors, Is.Not.Empty, "It compiles: " + code);
        Assert.That(errors.Where(error => error.Id != id).Select(Describe), Is.Empty, $"Each error must be {id}: {code}");
        Assert.That(errors.Select(Describe), Has.Some.Contains(message), code);
    }

    /// <summary>Returns the file whose method has the statements as its body.</summary>
    internal static string FileOf(string code) =>
        $$"""
            internal static class Snippet
            {
                internal static async Task RunAsync(ClickFunnelsClient client, CancellationToken cancellationToken)
                {
            #line 1 "snippet"
            {{code}}
            #line default
                }
            }
            """;

    private static IEnumerable<Diagnostic> ProblemsOf(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(FileOf(code), Parsing);
        return Program
            .AddSyntaxTrees(tree)
            .GetSemanticModel(tree)
            .GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    private static string Describe(Diagnostic diagnostic) => diagnostic.ToString();

    // The platform, and the assemblies that a program gets with the package.
    private static bool IsReferenced(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            || name is "netstandard" or "mscorlib" or "Newtonsoft.Json" or "ClickFunnels.Client" or "ClickFunnels.Core";
    }
}
