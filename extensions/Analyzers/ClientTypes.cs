using Microsoft.CodeAnalysis;

namespace ClickFunnels.Analyzers;

/// <summary>The types of the client that a compilation references.</summary>
internal sealed class ClientTypes(Compilation compilation)
{
    private readonly INamedTypeSymbol? _root = compilation.GetTypeByMetadataName("ClickFunnels.ClickFunnelsClient");

    /// <summary>Gets a value indicating whether the compilation references the client.</summary>
    public bool IsReferenced => _root is not null;

    /// <summary>Gets a value indicating whether the compilation references other clients of the core.</summary>
    public bool HasOtherClients =>
        compilation.GetTypeByMetadataName("Simvoly.SimvolyClient") is not null
        || compilation.GetTypeByMetadataName("ElasticFunnels.ElasticFunnelsClient") is not null;

    /// <summary>Returns true if the type is the root client, or derives from it.</summary>
    public bool IsRootClient(ITypeSymbol? type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Is(_root))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns a type by its name in the namespace of the client; null if this version has none.</summary>
    public INamedTypeSymbol? Model(string name) => compilation.GetTypeByMetadataName("ClickFunnels." + name);

    /// <summary>Returns a type by its metadata name in the namespace of the core; null if this version has none.</summary>
    public INamedTypeSymbol? Core(string name) => compilation.GetTypeByMetadataName("ClickFunnels.Core." + name);
}
