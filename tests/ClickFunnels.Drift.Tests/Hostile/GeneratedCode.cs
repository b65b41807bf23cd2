using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NSwag;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;
using NSwag.Commands;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>The code that our templates generate from a document, and its syntax.</summary>
internal sealed class GeneratedCode
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly HashSet<SyntaxKind> Layout =
    [
        SyntaxKind.WhitespaceTrivia,
        SyntaxKind.EndOfLineTrivia,
        SyntaxKind.SingleLineDocumentationCommentTrivia,
    ];

    private GeneratedCode(params IReadOnlyList<string> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file, Options)).ToList();
        Text = string.Join("\n", files);
        Problems = [.. trees.SelectMany(tree => tree.GetDiagnostics()).Select(diagnostic => diagnostic.ToString())];
        Syntax = trees
            .SelectMany(tree => Kinds(tree.GetRoot()))
            .GroupBy(kind => kind, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    public string Text { get; }

    /// <summary>The syntax errors, and the warnings about malformed XML comments.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The number of nodes, comments, directives and elements of XML comments of each kind.</summary>
    public IReadOnlyDictionary<string, int> Syntax { get; }

    /// <summary>Generates clients, models and the catalog. Throws if the generator refuses the document.</summary>
    public static GeneratedCode Of(string json)
    {
        // nswag.json is read anew for each document, because the generator changes its settings.
        var file = NSwagDocument
            .LoadWithTransformationsAsync(Repository.PathOf("nswag.json"), "Spec=none,Namespace=Examples,Folder=none")
            .GetAwaiter()
            .GetResult();
        var client = file.CodeGenerators.OpenApiToCSharpClientCommand.Settings;
        client.CSharpGeneratorSettings.TemplateDirectory = Repository.PathOf("build/templates");
        var catalog = file.CodeGenerators.OpenApiToCSharpControllerCommand.Settings;
        catalog.CSharpGeneratorSettings.TemplateDirectory = Repository.PathOf("build/templates/catalog");
        return new GeneratedCode(
            new CSharpClientGenerator(Read(json), client).GenerateFile(ClientGeneratorOutputType.Full),
            new CSharpControllerGenerator(Read(json), catalog).GenerateFile()
        );
    }

    /// <summary>Returns the kinds of syntax that this code has more of than any of the others.</summary>
    public IReadOnlyList<string> Beyond(params IReadOnlyList<GeneratedCode> others) =>
        [
            .. Syntax
                .Select(entry => (entry.Key, entry.Value, Most: others.Max(other => other.Syntax.GetValueOrDefault(entry.Key))))
                .Where(entry => entry.Value > entry.Most)
                .Select(entry => $"{entry.Key}: {entry.Value}, expected at most {entry.Most}"),
        ];

    private static OpenApiDocument Read(string json) => OpenApiDocument.FromJsonAsync(json).GetAwaiter().GetResult();

    // Descriptions may contain code spans, which become c elements.
    private static IEnumerable<string> Kinds(SyntaxNode root) =>
        [
            .. root.DescendantNodes().Select(node => node.Kind().ToString()),
            .. root.DescendantTrivia()
                .Select(trivia => trivia.Kind())
                .Where(kind => !Layout.Contains(kind))
                .Select(kind => kind.ToString()),
            .. root.DescendantNodes(descendIntoTrivia: true)
                .OfType<XmlElementStartTagSyntax>()
                .Select(element => $"<{element.Name}>")
                .Where(element => element != "<c>"),
        ];
}
