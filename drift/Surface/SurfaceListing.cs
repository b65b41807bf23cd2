using System.Text;
using ClickFunnels.Contracts.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Drift.Surface;

/// <summary>Lists the public surface of an assembly as C# declarations in a stable order, without running its code.</summary>
internal static class SurfaceListing
{
    private static readonly string[] Usings =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Net",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Tasks",
    ];

    /// <exception cref="InputException">The file is not an assembly, has no public type, or a reference is missing.</exception>
    public static string Write(string assembly)
    {
        if (!CompilerSupport.IsIncluded)
        {
            throw CompilerSupport.Missing(assembly);
        }

        var references = AssemblyReferences.Of(assembly).Select(path => MetadataReference.CreateFromFile(path));
        return Write(assembly, MetadataReference.CreateFromFile(assembly), references);
    }

    /// <summary>Lists an assembly that may not be a file.</summary>
    /// <exception cref="InputException">The file is not an assembly, or has no public type.</exception>
    internal static string Write(string assembly, MetadataReference target, IEnumerable<MetadataReference> references)
    {
        var compilation = Compile(target, references);
        if (compilation.GetAssemblyOrModuleSymbol(target) is not IAssemblySymbol symbol)
        {
            throw new InputException(assembly, null, "This is not a .NET assembly.");
        }

        var namespaces = Namespaces(symbol.GlobalNamespace)
            .Where(found => found.GetTypeMembers().Any(SurfaceSymbols.IsVisible))
            .OrderBy(found => found.ToDisplayString(), StringComparer.Ordinal)
            .ToList();
        if (namespaces.Count == 0)
        {
            throw new InputException(assembly, null, "The assembly has no public type, so there is nothing to list.");
        }

        var header = new StringBuilder();
        foreach (var name in Usings)
        {
            header.Append("using ").Append(name).Append(";\n");
        }

        // Names are shortened as in a file with these usings, within the namespace.
        var places = new StringBuilder().Append(header);
        var positions = new List<int>();
        foreach (var found in namespaces)
        {
            places.Append(found.IsGlobalNamespace ? "class Listing { " : $"namespace {found.ToDisplayString()} {{ ");
            positions.Add(places.Length);
            places.Append(" }\n");
        }

        var tree = CSharpSyntaxTree.ParseText(places.ToString());
        var model = compilation.AddSyntaxTrees(tree).GetSemanticModel(tree);
        var listing = new StringBuilder().Append(header);
        foreach (var (found, position) in namespaces.Zip(positions))
        {
            var writer = new SurfaceWriter(listing.Append('\n'), model, position);
            if (found.IsGlobalNamespace)
            {
                writer.WriteTypes(found.GetTypeMembers(), depth: 0);
                continue;
            }

            listing.Append("namespace ").Append(found.ToDisplayString()).Append("\n{\n");
            writer.WriteTypes(found.GetTypeMembers(), depth: 1);
            listing.Append("}\n");
        }

        return listing.ToString();
    }

    private static CSharpCompilation Compile(MetadataReference target, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(
            "listing",
            references: [target, .. references],
            options: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol root) =>
        root.GetNamespaceMembers().SelectMany(Namespaces).Prepend(root);
}
