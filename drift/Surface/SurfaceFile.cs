using System.Text;
using ClickFunnels.Contracts.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Drift.Surface;

/// <summary>A parsed listing: types with their members.</summary>
/// <param name="Name">The file, or the assembly that it was made from.</param>
/// <param name="Types">The types by full name.</param>
internal sealed record SurfaceFile(string Name, IReadOnlyDictionary<string, SurfaceType> Types)
{
    /// <summary>The number of types and members.</summary>
    public int Count => Types.Count + Types.Values.Sum(type => type.Members.Count);

    /// <summary>Reads a listing, or lists an assembly (a file that ends in .dll or .exe).</summary>
    /// <exception cref="InputException">The file cannot be read, or has no type.</exception>
    public static async Task<SurfaceFile> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".dll" or ".exe")
        {
            return Parse(path, SurfaceListing.Write(path));
        }

        return Parse(path, Encoding.UTF8.GetString((await SpecSource.ReadAsync(path, cancellationToken)).Span));
    }

    /// <exception cref="InputException">The text is not C#, has a duplicate, or has no type.</exception>
    public static SurfaceFile Parse(string name, string text)
    {
        if (!CompilerSupport.IsIncluded)
        {
            throw CompilerSupport.Missing(name);
        }

        var tree = CSharpSyntaxTree.ParseText(text);
        if (tree.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } problem)
        {
            throw new InputException(
                name,
                Position(problem.Location),
                $"Malformed listing: {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}. Write it again with --update."
            );
        }

        var types = new Dictionary<string, SurfaceType>(StringComparer.Ordinal);
        foreach (
            var declaration in tree.GetRoot()
                .DescendantNodes()
                .OfType<MemberDeclarationSyntax>()
                .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        )
        {
            var type = SurfaceType.Read(name, declaration);
            if (!types.TryAdd(type.Name, type))
            {
                throw new InputException(
                    name,
                    Position(declaration.GetLocation()),
                    $"Duplicate type {type.Name} in the listing. Write it again with --update."
                );
            }
        }

        return types.Count > 0
            ? new SurfaceFile(name, types)
            : throw new InputException(
                name,
                null,
                "The listing has no type, so there is nothing to compare. Write it again with --update."
            );
    }

    internal static SourcePosition Position(Location location)
    {
        var start = location.GetLineSpan().StartLinePosition;
        return new SourcePosition(start.Line + 1, start.Character + 1);
    }
}
