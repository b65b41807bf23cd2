using ClickFunnels.Drift.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Drift.Tests.Surface;

/// <summary>A library that a test compiled from a few lines, in a folder of its own.</summary>
internal sealed class CompiledLibrary : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-surface-");

    public CompiledLibrary(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(System.IO.Path.PathSeparator)
            .Where(path => System.IO.Path.GetDirectoryName(path) == System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location));
        var usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;\n";
        var compilation = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(usings + source)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        var result = compilation.Emit(Path);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "Library.dll");

    /// <summary>The listing without its usings.</summary>
    public static string Listing(string source)
    {
        var listing = Whole(source);
        return listing[listing.IndexOf("namespace", StringComparison.Ordinal)..];
    }

    public static string Whole(string source)
    {
        using var library = new CompiledLibrary(source);
        return SurfaceListing.Write(library.Path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
