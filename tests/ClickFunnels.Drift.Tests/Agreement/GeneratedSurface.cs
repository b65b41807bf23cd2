using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Drift.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>The C# surface that our templates and settings give a contract.</summary>
/// <param name="Listing">The listing; null when there is a problem.</param>
/// <param name="Problem">Says why there is no listing.</param>
internal sealed record GeneratedSurface(string? Listing, string? Problem)
{
    private const string Namespace = "Examples";
    private const string Root = """
        namespace Examples
        {
            public partial class ExampleClient : global::ClickFunnels.Core.ApiClient
            {
                protected ExampleClient() { }
            }
        }
        """;

    private static readonly ConcurrentDictionary<string, Lazy<string>> Contracts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<GeneratedSurface>> Surfaces = new(StringComparer.Ordinal);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ClickFunnels.", StringComparison.Ordinal)
                || Path.GetFileName(path) == "ClickFunnels.Core.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        Namespace, [CSharpSyntaxTree.ParseText(Root)], References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Generates and lists the client of a document. Documents that differ in words only are generated once.</summary>
    public static GeneratedSurface Of(string yaml)
    {
        try
        {
            var contract = Contracts.GetOrAdd(yaml, static text => new Lazy<string>(() => ExampleContract.Of(text))).Value;
            return Surfaces.GetOrAdd(contract, static text => new Lazy<GeneratedSurface>(() => Generate(text))).Value;
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            return new GeneratedSurface(null, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static GeneratedSurface Generate(string contract)
    {
        var document = OpenApiDocument.FromJsonAsync(contract).GetAwaiter().GetResult();
        var code = new CSharpClientGenerator(document, Settings()).GenerateFile();
        var compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code));

        // Signatures have to be correct. Their expressions are not, where an example sends or gets a body that is not an object.
        if (compilation.GetDeclarationDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            return new GeneratedSurface(null, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");

        // Metadata has what the compiler adds to records, by which the listing tells it from what the templates write.
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true));
        if (!result.Success)
            return new GeneratedSurface(null, result.Diagnostics[0].ToString());
        image.Position = 0;
        return new GeneratedSurface(SurfaceListing.Write("Examples.dll", MetadataReference.CreateFromStream(image), References), null);
    }

    /// <summary>Reads the settings of nswag.json: their names are those of the generator's settings, of its models or of a few of its own.</summary>
    private static CSharpClientGeneratorSettings Settings()
    {
        var settings = new CSharpClientGeneratorSettings();
        var models = settings.CSharpGeneratorSettings;
        foreach (var (key, value) in Configured.Value)
        {
            var name = char.ToUpperInvariant(key[0]) + key[1..];
            switch (key)
            {
                case "namespace" or "contractsNamespace":
                    models.Namespace = Namespace;
                    continue;
                case "templateDirectory":
                    models.TemplateDirectory = Repository.PathOf(value!.ToString());
                    continue;
                case "operationGenerationMode":
                    Assert.That(value!.ToString(), Is.EqualTo("MultipleClientsFromFirstTagAndOperationId"));
                    settings.OperationNameGenerator = new MultipleClientsFromFirstTagAndOperationIdGenerator();
                    continue;
                case "newLineBehavior" or "generateContractsOutput" or "contractsOutputFilePath" or "output":
                    continue;
                case "arrayType":
                    models.ArrayInstanceType = "System.Collections.Generic.List";
                    break;
            }

            var owner = settings.GetType().GetProperty(name) is not null ? (object)settings : models;
            var property = owner.GetType().GetProperty(name) ?? throw new InvalidOperationException($"nswag.json has the unknown setting {key}.");
            property.SetValue(owner, property.PropertyType == typeof(bool) ? value!.GetValue<bool>() : value!.ToString());
        }

        return settings;
    }

    private static readonly Lazy<JsonObject> Configured = new(() =>
        (JsonObject)JsonNode.Parse(File.ReadAllText(Repository.PathOf("nswag.json")))!["codeGenerators"]!["openApiToCSharpClient"]!);
}
