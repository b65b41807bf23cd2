using System.Net;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Codegen.Tests.Growth;

/// <summary>The client of one version of the library's contract, compiled.</summary>
internal sealed class LibraryVersion
{
    private const string LibraryName = "CityLibrary";
    private const string HandWritten = "tests/ClickFunnels.Core.Tests/Library";
    private const string GlobalUsings = """
        global using System;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ClickFunnels.Core;
        global using ClickFunnels.Core.Infrastructure;
        """;

    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    // The SDK ignores them, too: a reference to an earlier version of an assembly of the platform.
    private static readonly Dictionary<string, ReportDiagnostic> Ignored = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    private readonly byte[] _image;

    /// <summary>Compiles the generated files of a folder with the hand-written half of the library client.</summary>
    public LibraryVersion(RepositoryCopy copy, string folder)
    {
        string[] sources =
        [
            GlobalUsings,
            copy.Read(folder + "/Clients.g.cs"),
            copy.Read(folder + "/Models.g.cs"),
            .. Directory.GetFiles(Path.Combine(Repository.Root, HandWritten), "*.cs").Select(File.ReadAllText),
        ];
        var compilation = Compile(LibraryName, sources, []);
        Assert.That(Problems(compilation), Is.Empty, folder);
        _image = Image(compilation);
    }

    /// <summary>Returns the errors and warnings of a program that is compiled against this version.</summary>
    public IReadOnlyList<string> ProblemsOf(string program) =>
        Problems(Compile("Caller", [program], [MetadataReference.CreateFromImage(_image)]));

    /// <summary>Returns a program that is compiled against this version.</summary>
    public byte[] Build(string program) => Image(Compile("Caller", [program], [MetadataReference.CreateFromImage(_image)]));

    /// <summary>Runs a compiled program on this version, and returns its results and the requests that it sent.</summary>
    public async Task<string> RunAsync(byte[] program)
    {
        var context = new Context();
        try
        {
            context.LoadFromStream(new MemoryStream(_image));
            var caller = context.LoadFromStream(new MemoryStream(program)).GetType("Caller", throwOnError: true)!;
            using var service = new Service();
            using var cancellation = new CancellationTokenSource();
            var run =
                (Task<string>)
                    caller
                        .GetMethod("RunAsync")!
                        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [service, cancellation.Token], null)!;
            return await run + "\n" + service.Log;
        }
        finally
        {
            context.Unload();
        }
    }

    private static CSharpCompilation Compile(string name, string[] sources, MetadataReference[] references) =>
        CSharpCompilation.Create(
            name,
            sources.Select(static source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))),
            [.. Platform, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                specificDiagnosticOptions: Ignored,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    private static List<string> Problems(CSharpCompilation compilation) =>
        [
            .. compilation
                .GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(static diagnostic => diagnostic.ToString()),
        ];

    private static byte[] Image(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>Finds the library among what it loaded; all else is that of the tests.</summary>
    private sealed class Context() : AssemblyLoadContext("growth", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name);
    }

    /// <summary>The service in memory.</summary>
    private sealed class Service : HttpMessageHandler
    {
        private readonly StringBuilder _log = new();

        public string Log => _log.ToString();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var route = request.Method + " " + request.RequestUri!.PathAndQuery;
            _log.Append(route)
                .Append(' ')
                .AppendLine(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            const string Book = """{"id":7,"title":"Momo","status":"in_repair","pages":null,"new_field":"kept"}""";
            var body = route switch
            {
                _ when request.Method == HttpMethod.Delete => "",
                "POST /v1/branches/3/books" => $$"""{"book":{{Book}}}""",
                _ when route.Contains("/renewal", StringComparison.Ordinal) => """{"id":70,"status":"open"}""",
                _ when route.Contains("/reservation", StringComparison.Ordinal) => """{"id":71}""",
                _ when route.Contains("/reviews", StringComparison.Ordinal) => """[{"id":72},{"id":73}]""",
                _ when route.Contains("/loans", StringComparison.Ordinal) => """{"data":[{"id":74}],"last_page":1}""",
                _ when route.Contains("/books?", StringComparison.Ordinal) => $"[{Book},{Book}]",
                _ => Book,
            };
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
