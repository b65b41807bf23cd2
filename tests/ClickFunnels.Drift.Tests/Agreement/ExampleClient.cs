using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NSwag;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;
using NSwag.Commands;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// The C# client of a rule example: generated with our templates and settings, and listed as <c>drift surface</c> lists it.
/// </summary>
internal static class ExampleClient
{
    private const string Namespace = "Examples";

    // The fewer they are, the faster it is.
    private static readonly HashSet<string> Referenced = new(StringComparer.Ordinal)
    {
        "System.Private.CoreLib",
        "System.Runtime",
        "System.Collections",
        "System.ComponentModel",
        "System.ComponentModel.Primitives",
        "System.ComponentModel.TypeConverter",
        "System.Net.Http",
        "System.Net.Primitives",
        "System.Linq",
        "System.Threading",
        "System.ObjectModel",
        "System.Text.Json",
        "netstandard",
        "ClickFunnels.Core",
        "Newtonsoft.Json",
    };

    // Many examples share a document.
    private static readonly ConcurrentDictionary<string, Lazy<ExampleSurface>> Surfaces = new(StringComparer.Ordinal);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Referenced.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // What is hand-written in the real client.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        Namespace,
        [
            CSharpSyntaxTree.ParseText(
                $"namespace {Namespace}; public partial class {ExampleContract.RootClient} : ClickFunnels.Core.ApiClient;"
            ),
        ],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
    );

    /// <summary>The surface of the client of a document, in YAML.</summary>
    public static ExampleSurface Surface(string yaml) => Surfaces.GetOrAdd(yaml, _ => new Lazy<ExampleSurface>(() => List(yaml))).Value;

    private static ExampleSurface List(string yaml)
    {
        var contract = ExampleContract.Of(SpecFile.Parse("example.yaml", Encoding.UTF8.GetBytes(yaml)));
        var document = OpenApiDocument.FromJsonAsync(contract.ToJsonString()).GetAwaiter().GetResult();
        var code = new CSharpClientGenerator(document, Settings()).GenerateFile(ClientGeneratorOutputType.Full);
        var compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code));

        // Bodies of methods are not part of the surface, and are not compiled.
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, options: new EmitOptions(metadataOnly: true));
        var problem = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (problem is not null)
        {
            return new ExampleSurface(contract, null, $"{problem}\n{code}");
        }

        assembly.Position = 0;
        var listing = SurfaceListing.Write(Namespace, MetadataReference.CreateFromStream(assembly), References);
        return new ExampleSurface(contract, SurfaceFile.Parse("Examples.cs", listing), null);
    }

    // nswag.json is read anew for each document, because the generator changes its settings.
    private static CSharpClientGeneratorSettings Settings()
    {
        var variables = $"Spec=none,Namespace={Namespace},Folder=none";
        var file = NSwagDocument.LoadWithTransformationsAsync(Repository.PathOf("nswag.json"), variables).GetAwaiter().GetResult();
        var settings = file.CodeGenerators.OpenApiToCSharpClientCommand.Settings;
        settings.CSharpGeneratorSettings.TemplateDirectory = Repository.PathOf("build/templates");
        return settings;
    }
}

/// <summary>A client's surface.</summary>
/// <param name="Contract">The contract that it was generated from.</param>
/// <param name="File">Its listing; null when the declarations do not compile.</param>
/// <param name="Problem">The first error of the declarations, and the code.</param>
internal sealed record ExampleSurface(JsonObject Contract, SurfaceFile? File, string? Problem);
